import { type DatedWork, dateAt, datedWork, weekdayOfDate } from './dated-work.ts';
import { Kept } from './kept.ts';
import type { Span } from './time.ts';
import type { Timeline } from './timeline.ts';

/** What a date is besides a working day. A holiday that falls on a Sunday is a Sunday. */
export type DayKind = 'working-day' | 'sunday' | 'holiday';

/** A local date on which somebody worked. */
export interface WorkedDay {
  /** Counted in calendar days. */
  readonly date: number;
  readonly kind: DayKind;
  /** In ascending order, and disjoint. */
  readonly work: readonly Span[];
}

/** A person's dates: those with work in ascending order, and what any date is. */
export interface Calendar {
  readonly worked: readonly WorkedDay[];
  kindOf(date: number): DayKind;
}

const known = new Kept<Timeline, Calendar>();

/**
 * What was and is to be worked, by local date: a night shift lies in two. A date that a move of zone
 * brings back is one date.
 */
export function calendarOf(timeline: Timeline): Calendar {
  const calendar = known.get(timeline) ?? calendarFrom(timeline);
  known.set(timeline, calendar);
  return calendar;
}

function calendarFrom(timeline: Timeline): Calendar {
  const holidays = new Set(timeline.holidays.map(({ start }) => dateAt(timeline, start)));
  const kindOf = (date: number): DayKind => {
    if (weekdayOfDate(date) === 7) return 'sunday';
    return holidays.has(date) ? 'holiday' : 'working-day';
  };
  const days = new Map<number, DatedWork[]>();
  for (const part of datedWork(timeline))
    days.set(part.date, [...(days.get(part.date) ?? []), part]);
  const dates = [...days].toSorted(([a], [b]) => a - b);
  return { worked: dates.map(([date, work]) => ({ date, kind: kindOf(date), work })), kindOf };
}
