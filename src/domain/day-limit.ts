import type { Severity } from './category.ts';
import { type LocalDay, localDays } from './local-days.ts';
import { segments } from './segments.ts';
import { usedBetween } from './severity-sums.ts';
import { firstEndingAfter } from './spans.ts';
import { HOUR, type Instant, MINUTE, type Minutes, minutesOf, type Span } from './time.ts';
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

/**
 * Exposure that passes a limit within a local day or within a shift (so that a night shift does not
 * get two days' worth), one excess a segment, in ascending order and disjoint; exactly the limit is
 * not passed. With `from`, what ends by then may be left out.
 */
export function excessPerDay(
  timeline: Timeline,
  limit: number,
  perMinute: PerMinute,
  from?: Instant,
): readonly Excess[] {
  return excessWithin(timeline, limit, perMinute, (span) => daysAndShifts(timeline, span), from);
}

/** The same of a number of local days together, each day with those before it. */
export function excessOverDays(
  timeline: Timeline,
  limit: number,
  perMinute: PerMinute,
  days: number,
  from?: Instant,
): readonly Excess[] {
  return excessWithin(
    timeline,
    limit,
    perMinute,
    (span) => localDays(timeline.zones, span, days),
    from,
  );
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
  from?: Instant,
): readonly Excess[] {
  const all = segments(timeline);
  const rates = ([0, 1, 2, 3, 4, 5] as const).map(perMinute);
  const usage = {
    spans: all,
    rate: (i: number) => rates[all[i]?.severity ?? 0] ?? Number.NaN,
    between: (i: number, j: number) => usedBetween(all, rates, i, j) / MINUTE,
  };
  return excessOf(usage, limit, windowsOf, from);
}

/** The same of minutes of any disjoint spans in ascending order, say of work. */
export function excessMinutes(
  spans: readonly Span[],
  limit: Minutes,
  windowsOf: (span: Span) => readonly Window[],
  from?: Instant,
): readonly Excess[] {
  const before: Minutes[] = [];
  let sum = 0;
  for (const span of spans) {
    before.push(sum);
    sum += minutesOf(span);
  }
  const between = (i: number, j: number) => (before[j] ?? 0) - (before[i] ?? 0);
  return excessOf({ spans, rate: () => 1, between }, limit, windowsOf, from);
}

/** What uses a limit up: disjoint spans in ascending order. */
interface Usage {
  readonly spans: readonly Span[];
  /** How much a minute of a span uses up. */
  rate(i: number): number;
  /** How much the spans from one to before another use up. */
  between(i: number, j: number): number;
}

function excessOf(
  usage: Usage,
  limit: number,
  windowsOf: (span: Span) => readonly Window[],
  from: Instant = Number.NEGATIVE_INFINITY,
): readonly Excess[] {
  const [first, last] = [usage.spans[0], usage.spans.at(-1)];
  if (!first || !last || last.end <= from) return [];
  const found: Excess[] = [];
  for (const window of windowsOf({ start: Math.max(first.start, from), end: last.end }))
    if (window.end > from) addExcess(found, usage, window, limit, from);
  return disjoint(found);
}

/** Adds up from the first that the window is judged by on: what was before it is known as a sum. */
function addExcess(
  found: Excess[],
  { spans, rate, between }: Usage,
  window: Window,
  limit: number,
  from: Instant,
): void {
  const opening = firstEndingAfter(spans, window.start);
  let i = firstEndingAfter(spans, Math.max(window.start, window.judgedFrom, from));
  const cutOff = Math.max(0, window.start - (spans[opening]?.start ?? window.start)) / MINUTE;
  let observed = i === opening ? 0 : between(opening, i) - cutOff * rate(opening);
  for (; i < spans.length; i++) {
    const span = spans[i] as Span;
    if (span.start >= window.end) break;
    const perMinute = rate(i);
    if (perMinute === 0) continue;
    const start = Math.max(span.start, window.start);
    const end = Math.min(span.end, window.end);
    const left = Math.max(0, (limit - observed) / perMinute);
    const passed = start + Math.ceil(left * MINUTE - ROUNDING);
    observed += (perMinute * (end - start)) / MINUTE;
    const after = Math.max(passed, window.judgedFrom);
    if (after < end) found.push({ span: { start: after, end }, observed });
  }
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
