import { CATEGORIES, CATEGORY_CODES, type Category } from './category.ts';
import { dateBefore, instantOf, localDate, localDay } from './local-time.ts';
import { byCategory } from './said.ts';
import { contains, HOUR, type Instant, MINUTE, overlaps, type Span } from './time.ts';
import type { Consent } from './timeline.ts';

/**
 * How long the weekly protected time lasts: room for the weekly session with a licensed professional
 * of Scola v. Facebook (settlement of 2020); of its length there is no published figure.
 */
const LASTS = HOUR;
/** Nobody's next hour is planned anew (no published figure). */
const NOTICE = HOUR;
const STEP = 15 * MINUTE;
const DAY = 24 * HOUR;

/** The categories whose own severity is S4 or S5: whoever agrees to one has a protected hour. */
export const SEVERE_CATEGORIES: readonly Category[] = CATEGORY_CODES.filter(
  (category) => CATEGORIES[category].asked === 'opt-in',
);

/** Whether somebody agreed to see something severe, by what they said last. */
export function seesSevere(consents: readonly Consent[]): boolean {
  const said = byCategory(consents);
  return SEVERE_CATEGORIES.some((category) => said.get(category)?.at(-1)?.granted);
}

/** A week of a place's own calendar, from Monday on. */
export interface LocalWeek extends Span {
  readonly monday: string;
}

/** The week of an instant and the one after it. */
export function thisWeekAndNext(at: Instant, zone: string): readonly LocalWeek[] {
  const today = localDate(at, zone);
  const monday = dateBefore(today, weekdayOf(today) - 1);
  return [monday, dateAfter(monday, 7)].map((first) => ({
    monday: first,
    start: localDay(first, zone).start,
    end: localDay(dateAfter(first, 7), zone).start,
  }));
}

/** An ISO weekday, 1 is Monday, and a wall time 'HH:MM'. */
interface Wanted {
  readonly weekday: number;
  readonly time: string;
}

/**
 * Where the protected hour of a week lies: at the time that the person wants, if a shift of theirs
 * covers it, else in the middle of the first shift that has room for it. Null: there is none, at an
 * hour's notice and beside the blocks that there are.
 */
export function protectedHour(
  week: LocalWeek,
  zone: string,
  planned: { readonly shifts: readonly Span[]; readonly blocks: readonly Span[] },
  wanted: Wanted | null,
  now: Instant,
): Span | null {
  const { shifts, blocks } = planned;
  if (blocks.some(({ start }) => contains(week, start))) return null;
  const isWithin = (hour: Span) =>
    shifts.some(({ start, end }) => start <= hour.start && hour.end <= end);
  const mayBe = (hour: Span) =>
    contains(week, hour.start) &&
    hour.start >= now + NOTICE &&
    isWithin(hour) &&
    !blocks.some((block) => overlaps(block, hour));
  const own = wanted ? [hourFrom(wallIn(week, wanted, zone))] : [];
  return [...own, ...shifts.map(middleOf)].find(mayBe) ?? null;
}

function wallIn({ monday }: LocalWeek, { weekday, time }: Wanted, zone: string): Instant {
  return instantOf(`${dateAfter(monday, weekday - 1)}T${time}`, zone);
}

function middleOf({ start, end }: Span): Span {
  const before = (end - start - LASTS) / 2;
  return hourFrom(start + Math.floor(before / STEP) * STEP);
}

function hourFrom(start: Instant): Span {
  return { start, end: start + LASTS };
}

/** 1 is Monday: 1970-01-01 was a Thursday. */
export function weekdayOf(date: string): number {
  return ((instantOf(`${date}T00:00`, 'UTC') / DAY + 3) % 7) + 1;
}

function dateAfter(date: string, days: number): string {
  return dateBefore(date, -days);
}
