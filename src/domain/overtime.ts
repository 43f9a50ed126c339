import { type DatedWork, datedWork } from './dated-work.ts';
import { type Instant, MINUTE, type Minutes, minutesOf, type Span } from './time.ts';
import type { Timeline } from './timeline.ts';

/** How much work is ordinary. */
export interface Ordinary {
  /** In a local day. */
  readonly day: Minutes;
  /** In a calendar week, from Monday. */
  readonly week: Minutes;
}

/** Overtime past a limit, and how much there was at its end. */
export interface TooMuch {
  readonly span: Span;
  readonly observed: Minutes;
}

/**
 * Overtime past a limit in so many local dates, the one in hand being the last. In each week overtime is
 * what is past the ordinary hours of its days or past those of the week, whichever is more; a week that
 * the first of the dates lies in counts from it on. Unpaid breaks are no work.
 */
export function overtimePast(
  timeline: Timeline,
  limit: Minutes,
  dates: number,
  ordinary: Ordinary,
  from: Instant = Number.NEGATIVE_INFINITY,
): readonly TooMuch[] {
  const days = new Map<number, Minutes>();
  return datedWork(timeline).flatMap((part) => {
    if (part.end <= from) {
      days.set(part.date, (days.get(part.date) ?? 0) + minutesOf(part));
      return [];
    }
    const first = part.date - dates;
    const worked = new Map([...days].filter(([date]) => date > first));
    days.set(part.date, (days.get(part.date) ?? 0) + minutesOf(part));
    return pastWithin(part, worked, limit, ordinary);
  });
}

/** Work before the day's ordinary hours are done is overtime only by the week; after them, all is. */
function pastWithin(
  part: DatedWork,
  worked: ReadonlyMap<number, Minutes>,
  limit: Minutes,
  ordinary: Ordinary,
): readonly TooMuch[] {
  const left = Math.max(0, ordinary.day - (worked.get(part.date) ?? 0));
  const split = Math.min(part.end, Math.ceil(part.start + left * MINUTE));
  const first = { ...part, end: split };
  const after = new Map(worked).set(part.date, (worked.get(part.date) ?? 0) + minutesOf(first));
  return [
    ...past(first, worked, limit, ordinary, false),
    ...past({ ...part, start: split }, after, limit, ordinary, true),
  ];
}

function past(
  part: DatedWork,
  worked: ReadonlyMap<number, Minutes>,
  limit: Minutes,
  ordinary: Ordinary,
  isDayPast: boolean,
): readonly TooMuch[] {
  if (part.start >= part.end) return [];
  const { total, byDay, byWeek } = sums(part, worked, ordinary);
  const own = Math.max(byDay, byWeek, 0);
  // How long until each of the two, if it is the larger, brings the total to the limit.
  const until = (past: Minutes) => (total > limit ? 0 : limit - total + own - past);
  const week = Math.max(until(byWeek), -byWeek);
  const passed = Math.max(0, isDayPast ? Math.min(week, until(byDay)) : week);
  const span = { start: Math.ceil(part.start + passed * MINUTE), end: part.end };
  if (span.start >= span.end) return [];
  const more = minutesOf(part);
  const then = Math.max(byDay + (isDayPast ? more : 0), byWeek + more, 0);
  return [{ span, observed: total - own + then }];
}

/** The overtime so far, and the two sides of the week in hand: past its days' hours, past its own. */
function sums(part: DatedWork, worked: ReadonlyMap<number, Minutes>, ordinary: Ordinary) {
  const weeks = new Map<number, { byDay: Minutes; byWeek: Minutes }>();
  for (const [date, minutes] of worked) {
    const week = weeks.get(weekOf(date)) ?? { byDay: 0, byWeek: -ordinary.week };
    weeks.set(weekOf(date), {
      byDay: week.byDay + Math.max(0, minutes - ordinary.day),
      byWeek: week.byWeek + minutes,
    });
  }
  let total = 0;
  for (const { byDay, byWeek } of weeks.values()) total += Math.max(byDay, byWeek, 0);
  const own = weeks.get(weekOf(part.date)) ?? { byDay: 0, byWeek: -ordinary.week };
  return { total, ...own };
}

/** 1970-01-01 was a Thursday. */
function weekOf(date: number): number {
  return Math.floor((date + 3) / 7);
}
