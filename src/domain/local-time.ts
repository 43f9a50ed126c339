/**
 * The only door between wall clocks and instants, and the only importer of date-fns-tz. Of that
 * library only `formatInTimeZone` with a written offset is used: the one call measured to be right
 * for every zone and transition (`getTimezoneOffset` and Dates as wall times are not).
 *
 * Wall clocks are strings, 'YYYY-MM-DDTHH:mm:ss' without a zone. Twice a year they misbehave:
 * - gap: the clock jumps forward, so some wall times never happen;
 * - overlap: the clock goes back, so some wall times happen twice.
 */
import { formatInTimeZone } from 'date-fns-tz';
import { HOUR, type Instant, MINUTE, type Minutes, type Span } from './time.ts';

const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** From `from` on, the zone is `offset` minutes ahead of UTC. */
interface OffsetFrom {
  readonly from: Instant;
  readonly offset: Minutes;
}

/** What a wall time means in a zone. In a gap: the instants that lie as far outside it on each side. */
export type ResolvedWall =
  | { readonly kind: 'unique'; readonly at: Instant }
  | { readonly kind: 'gap'; readonly before: Instant; readonly after: Instant }
  | { readonly kind: 'overlap'; readonly earlier: Instant; readonly later: Instant };

export type Disambiguation = 'compatible' | 'earlier' | 'later' | 'reject';

/** By zone and date: rules ask for the same few days over and over. */
const days = new Map<string, Span>();

/** Offsets by zone and UTC week: asking date-fns-tz costs 30 µs, and rules ask all the time. */
const known = new Map<string, Map<number, readonly OffsetFrom[]>>();

/** Minutes that the zone is ahead of UTC at an instant. An unknown zone throws a RangeError. */
export function offsetMinutes(zone: string, at: Instant): Minutes {
  const week = Math.floor(at / WEEK);
  const offsets = known.get(zone)?.get(week) ?? remember(zone, week);
  let last = offsets.length - 1;
  while (last > 0 && (offsets[last] as OffsetFrom).from > at) last--;
  return (offsets[last] as OffsetFrom).offset;
}

function remember(zone: string, week: number): readonly OffsetFrom[] {
  const offsets = offsetsOf(zone, week);
  const weeks = known.get(zone) ?? new Map<number, readonly OffsetFrom[]>();
  known.set(zone, weeks.set(week, offsets));
  return offsets;
}

/** No zone changes its clock there and back within a week (checked by test/exhaustive). */
function offsetsOf(zone: string, week: number): readonly OffsetFrom[] {
  const start = week * WEEK;
  const first = { from: start, offset: askOffset(zone, start) };
  const end = { from: start + WEEK, offset: askOffset(zone, start + WEEK) };
  return first.offset === end.offset ? [first] : [first, ...changesBetween(zone, first, end)];
}

/** Halves the time between two differing offsets down to the minute at which each change takes effect. */
function changesBetween(zone: string, low: OffsetFrom, high: OffsetFrom): readonly OffsetFrom[] {
  if (high.from - low.from <= MINUTE) return [high];
  const from = low.from + Math.floor((high.from - low.from) / MINUTE / 2) * MINUTE;
  const middle = { from, offset: askOffset(zone, from) };
  return [
    ...(middle.offset === low.offset ? [] : changesBetween(zone, low, middle)),
    ...(middle.offset === high.offset ? [] : changesBetween(zone, middle, high)),
  ];
}

function askOffset(zone: string, at: Instant): Minutes {
  const written = formatInTimeZone(at, zone, 'xxx');
  const [hours = 0, minutes = 0] = written.slice(1).split(':').map(Number);
  return (written.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** The wall clock at an instant, 'YYYY-MM-DDTHH:mm:ss'. Always exists; in an overlap two instants share it. */
export function wallOf(at: Instant, zone: string): string {
  return written(at + offsetMinutes(zone, at) * MINUTE);
}

/** The wall clock with its offset, '2026-03-29T03:00:00+02:00': exact even in an overlap. */
export function formatOffset(at: Instant, zone: string): string {
  const offset = offsetMinutes(zone, at);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${wallOf(at, zone)}${offset < 0 ? '-' : '+'}${twoDigits(hours)}:${twoDigits(minutes)}`;
}

/** All that a wall time can mean in a zone. A string that is no wall time throws a RangeError. */
export function resolveWall(wall: string, zone: string): ResolvedWall {
  const asUtc = read(wall);
  const [before, after] = [-1, 1].map((side) => offsetMinutes(zone, asUtc + side * 24 * HOUR));
  const [first, second] = [asUtc - (before ?? 0) * MINUTE, asUtc - (after ?? 0) * MINUTE];
  const firstHappens = offsetMinutes(zone, first) === before;
  const secondHappens = offsetMinutes(zone, second) === after;
  if (firstHappens && secondHappens && first !== second)
    return { kind: 'overlap', earlier: Math.min(first, second), later: Math.max(first, second) };
  if (firstHappens) return { kind: 'unique', at: first };
  if (secondHappens) return { kind: 'unique', at: second };
  return { kind: 'gap', before: Math.min(first, second), after: Math.max(first, second) };
}

/**
 * The instant that a wall time names. 'compatible' (as RFC 5545 start times and Temporal): a time in
 * a gap shifts forward by the gap's length, 02:30 becomes 03:30; of an overlap the first counts.
 * 'earlier' and 'later' take that side in both cases; 'reject' throws a RangeError in both.
 */
export function instantOf(
  wall: string,
  zone: string,
  disambiguation: Disambiguation = 'compatible',
): Instant {
  const resolved = resolveWall(wall, zone);
  if (resolved.kind === 'unique') return resolved.at;
  if (disambiguation === 'reject')
    throw new RangeError(
      `${wall} ${resolved.kind === 'gap' ? 'never happens' : 'happens twice'} in ${zone}`,
    );
  if (resolved.kind === 'gap')
    return disambiguation === 'earlier' ? resolved.before : resolved.after;
  return disambiguation === 'later' ? resolved.later : resolved.earlier;
}

/** How many calendar dates after 1970-01-01 the date at an instant is. */
export function dayNumber(at: Instant, zone: string): number {
  return Math.floor((at + offsetMinutes(zone, at) * MINUTE) / DAY);
}

const clockTimes = new Map<string, Instant>();

/**
 * The instant at which a clock shows so many minutes after the midnight that a date begins with, or
 * those after it; the date by its `dayNumber`. Remembered, because rules ask for the same few.
 */
export function clockTime(
  day: number,
  minutes: Minutes,
  zone: string,
  disambiguation: Disambiguation = 'compatible',
): Instant {
  const key = `${zone} ${day} ${minutes} ${disambiguation}`;
  const known = clockTimes.get(key);
  if (known !== undefined) return known;
  const wall = written(day * DAY + Math.floor(minutes) * MINUTE).slice(0, 16);
  const at = instantOf(wall, zone, disambiguation);
  clockTimes.set(key, at);
  return at;
}

/** The calendar date at an instant, 'YYYY-MM-DD'. */
export function localDate(at: Instant, zone: string): string {
  return wallOf(at, zone).slice(0, 10);
}

/**
 * A calendar date as a span: from its first valid instant to that of the next date, 23, 24 or 25
 * hours mostly. Where midnight falls in a gap the day starts when the gap ends; where it happens
 * twice, at the first. A date that a zone left out (Apia, 2011-12-30) is an empty span.
 */
export function localDay(date: string, zone: string): Span {
  const key = `${zone} ${date}`;
  const day = days.get(key) ?? {
    start: startOfDay(date, zone),
    end: startOfDay(nextDate(date), zone),
  };
  days.set(key, day);
  return day;
}

/** By zone, and by local days since 1970 at an instant. */
const daysAround = new Map<string, Map<number, Span>>();

/**
 * The local day that an instant is in, or the one so many dates before that: the same spans as
 * `localDay` gives, without writing a date down, because rules ask for them all the time.
 */
export function localDayAt(at: Instant, zone: string, daysBefore = 0): Span {
  const own = daysAround.get(zone) ?? new Map<number, Span>();
  daysAround.set(zone, own);
  const count = dayNumber(at, zone) - daysBefore;
  const day = own.get(count) ?? localDay(written(count * DAY).slice(0, 10), zone);
  own.set(count, day);
  return day;
}

function startOfDay(date: string, zone: string): Instant {
  const midnight = resolveWall(`${date}T00:00`, zone);
  if (midnight.kind === 'unique') return midnight.at;
  if (midnight.kind === 'overlap') return midnight.earlier;
  return endOfGap(zone, midnight.before, midnight.after);
}

/** The clock jumps somewhere after `before` and at the latest at `after`. */
function endOfGap(zone: string, before: Instant, after: Instant): Instant {
  const [low, high] = [before, after].map((from) => ({ from, offset: offsetMinutes(zone, from) }));
  const jump = low && high && changesBetween(zone, low, high)[0];
  return jump ? jump.from : after;
}

/** The date after a date, by the calendar alone. */
export function nextDate(date: string): string {
  return dateBefore(date, -1);
}

/** The date so many days before a date, by the calendar alone. */
export function dateBefore(date: string, days: number): string {
  return written(read(`${date}T00:00`) - days * 24 * HOUR).slice(0, 10);
}

function read(wall: string): Instant {
  const at = WALL.test(wall) ? Date.parse(`${wall}Z`) : Number.NaN;
  // Date.parse takes 30 February for 2 March, so what was read must read back the same.
  if (Number.isNaN(at) || !written(at).startsWith(wall))
    throw new RangeError(`'${wall}' is no wall time (YYYY-MM-DDTHH:mm, seconds optional)`);
  return at;
}

function written(asUtc: Instant): string {
  return new Date(asUtc).toISOString().slice(0, 19);
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
