import type { Severity } from './category.ts';
import { type LocalDay, localDays } from './local-days.ts';
import { segments } from './segments.ts';
import { MINUTE, type Minutes, type Span } from './time.ts';
import type { Timeline } from './timeline.ts';

/** Exposure after a limit was passed, and how much there was at its end. */
export interface Excess {
  readonly span: Span;
  readonly observed: number;
}

/** How far back a window can reach: two 25-hour days side by side, at a move half round the world. */
export const LONGEST_WINDOW: Minutes = 50 * 60;

/** Half of a rounding error of sums in floating point, in ms; instants are whole ms. */
const ROUNDING = 1e-6;

/** A segment and how much of the limit each of its minutes uses up. */
interface Counted extends Span {
  readonly perMinute: number;
}

/**
 * Exposure that passes a limit within a local day or within a shift (so that a night shift does not
 * get two days' worth), one excess a segment, in ascending order and disjoint. `perMinute` says how
 * much a minute of a severity uses up; exactly the limit is not passed.
 */
export function excessPerDay(
  timeline: Timeline,
  limit: number,
  perMinute: (severity: Severity) => number,
): readonly Excess[] {
  const counted: Counted[] = [];
  for (const { start, end, severity } of segments(timeline)) {
    const rate = perMinute(severity);
    if (rate !== 0) counted.push({ start, end, perMinute: rate });
  }
  const [first, last] = [counted[0], counted.at(-1)];
  if (!first || !last) return [];
  const shifts = timeline.shifts.map(({ start, end }) => ({ start, end, judgedFrom: start }));
  const windows = [...localDays(timeline.zones, { start: first.start, end: last.end }), ...shifts];
  return disjoint(windows.flatMap((window) => excess(counted, window, limit)));
}

function excess(counted: readonly Counted[], window: LocalDay, limit: number): readonly Excess[] {
  const found: Excess[] = [];
  let observed = 0;
  for (const segment of counted) {
    if (segment.end <= window.start) continue;
    if (segment.start >= window.end) break;
    const start = Math.max(segment.start, window.start);
    const end = Math.min(segment.end, window.end);
    const left = Math.max(0, (limit - observed) / segment.perMinute);
    const passed = start + Math.ceil(left * MINUTE - ROUNDING);
    observed += (segment.perMinute * (end - start)) / MINUTE;
    const from = Math.max(passed, window.judgedFrom);
    if (from < end) found.push({ span: { start: from, end }, observed });
  }
  return found;
}

/** What passes the limit of a day and of a shift is said once, by whichever it passed first. */
function disjoint(found: readonly Excess[]): readonly Excess[] {
  const kept: Excess[] = [];
  let covered = Number.NEGATIVE_INFINITY;
  for (const { span, observed } of found.toSorted((a, b) => a.span.start - b.span.start)) {
    const start = Math.max(span.start, covered);
    if (start < span.end) kept.push({ span: { start, end: span.end }, observed });
    covered = Math.max(covered, span.end);
  }
  return kept;
}
