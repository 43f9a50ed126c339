import type { Severity } from './category.ts';
import { type LocalDay, localDays } from './local-days.ts';
import { segments } from './segments.ts';
import { HOUR, MINUTE, type Minutes, type Span } from './time.ts';
import type { Timeline } from './timeline.ts';

/** Exposure after a limit was passed, and how much there was at its end. */
export interface Excess {
  readonly span: Span;
  readonly observed: number;
}

/** Time in which a limit counts what is seen from its start on, judged from some instant of it on. */
export type Window = LocalDay;

/** How many of a limit's units a minute of a severity uses up; 0: it does not count. */
export type PerMinute = (severity: Severity) => number;

/** How far back a window of a day can reach: two 25-hour days, at a move half round the world. */
export const LONGEST_WINDOW: Minutes = longestWindow(1);

/** How far back a window of so many days can reach: as of one day, and 25 hours for each more. */
export function longestWindow(days: number): Minutes {
  return ((days + 1) * 25 * HOUR) / MINUTE;
}

/** Half of a rounding error of sums in floating point, in ms; instants are whole ms. */
const ROUNDING = 1e-6;

/** A stretch of time and how much of a limit each of its minutes uses up. */
export interface Counted extends Span {
  readonly perMinute: number;
}

/**
 * Exposure that passes a limit within a local day or within a shift (so that a night shift does not
 * get two days' worth), one excess a segment, in ascending order and disjoint; exactly the limit is
 * not passed.
 */
export function excessPerDay(
  timeline: Timeline,
  limit: number,
  perMinute: PerMinute,
): readonly Excess[] {
  return excessWithin(timeline, limit, perMinute, (span) => daysAndShifts(timeline, span));
}

/** The same of a number of local days together, each day with those before it. */
export function excessOverDays(
  timeline: Timeline,
  limit: number,
  perMinute: PerMinute,
  days: number,
): readonly Excess[] {
  return excessWithin(timeline, limit, perMinute, (span) => localDays(timeline.zones, span, days));
}

/** The local days that overlap a span, and all shifts. */
export function daysAndShifts(timeline: Timeline, span: Span): readonly Window[] {
  const shifts = timeline.shifts.map(({ start, end }) => ({ start, end, judgedFrom: start }));
  return [...localDays(timeline.zones, span), ...shifts];
}

/** The same of any windows; they are asked for by the span from the first that counts to the last. */
export function excessWithin(
  timeline: Timeline,
  limit: number,
  perMinute: PerMinute,
  windowsOf: (span: Span) => readonly Window[],
): readonly Excess[] {
  const rates = ([0, 1, 2, 3, 4, 5] as const).map(perMinute);
  const counted: Counted[] = [];
  for (const { start, end, severity } of segments(timeline)) {
    const rate = rates[severity] ?? Number.NaN;
    if (rate !== 0) counted.push({ start, end, perMinute: rate });
  }
  return excessOf(counted, limit, windowsOf);
}

/** The same of anything that is counted: disjoint, in ascending order. */
export function excessOf(
  counted: readonly Counted[],
  limit: number,
  windowsOf: (span: Span) => readonly Window[],
): readonly Excess[] {
  const [first, last] = [counted[0], counted.at(-1)];
  if (!first || !last) return [];
  const found: Excess[] = [];
  const sums = runningSums(counted);
  for (const window of windowsOf({ start: first.start, end: last.end }))
    addExcess(found, counted, sums, window, limit);
  return disjoint(found);
}

/** How much was used up before each. */
function runningSums(counted: readonly Counted[]): readonly number[] {
  let sum = 0;
  return counted.map((segment) => {
    const before = sum;
    sum += used(segment, segment.start, segment.end);
    return before;
  });
}

function used({ perMinute }: Counted, start: number, end: number): number {
  return (perMinute * (end - start)) / MINUTE;
}

/** Adds up from the first that the window is judged by on: what was before it is known as a sum. */
function addExcess(
  found: Excess[],
  counted: readonly Counted[],
  sums: readonly number[],
  window: Window,
  limit: number,
): void {
  const opening = firstAfter(counted, window.start);
  let i = firstAfter(counted, Math.max(window.start, window.judgedFrom));
  const [begun, from] = [counted[opening], sums[opening] ?? 0];
  const cutOff = begun ? used(begun, begun.start, Math.max(begun.start, window.start)) : 0;
  let observed = i === opening ? 0 : (sums[i] ?? 0) - from - cutOff;
  for (; i < counted.length; i++) {
    const segment = counted[i] as Counted;
    if (segment.start >= window.end) break;
    const start = Math.max(segment.start, window.start);
    const end = Math.min(segment.end, window.end);
    const left = Math.max(0, (limit - observed) / segment.perMinute);
    const passed = start + Math.ceil(left * MINUTE - ROUNDING);
    observed += used(segment, start, end);
    const after = Math.max(passed, window.judgedFrom);
    if (after < end) found.push({ span: { start: after, end }, observed });
  }
}

/** The first that ends after an instant. */
function firstAfter(counted: readonly Counted[], at: number): number {
  let [low, high] = [0, counted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((counted[middle] as Counted).end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What passes the limit of a day and of a shift is said once, by whichever it passed first. */
export function disjoint<T extends Excess>(found: readonly T[]): readonly T[] {
  const kept: T[] = [];
  let covered = Number.NEGATIVE_INFINITY;
  for (const one of found.toSorted((a, b) => a.span.start - b.span.start)) {
    const start = Math.max(one.span.start, covered);
    if (start < one.span.end) kept.push({ ...one, span: { start, end: one.span.end } });
    covered = Math.max(covered, one.span.end);
  }
  return kept;
}
