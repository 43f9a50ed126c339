import { type LocalDay, localDays } from './local-days.ts';
import { type Segment, segments } from './segments.ts';
import { intersection, MINUTE, type Minutes, minutesOf, type Span } from './time.ts';
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

/**
 * Exposure that passes a limit within a local day or within a shift (so that a night shift does not
 * get two days' worth), one excess a segment, in ascending order and disjoint. `perMinute` says how
 * much a minute of a segment counts; exactly the limit is not passed.
 */
export function excessPerDay(
  timeline: Timeline,
  limit: number,
  perMinute: (segment: Segment) => number,
): readonly Excess[] {
  const counted = segments(timeline).filter((segment) => perMinute(segment) > 0);
  const [first, last] = [counted[0], counted.at(-1)];
  if (!first || !last) return [];
  const shifts = timeline.shifts.map(({ start, end }) => ({ start, end, judgedFrom: start }));
  const windows = [...localDays(timeline.zones, { start: first.start, end: last.end }), ...shifts];
  return disjoint(windows.flatMap((window) => excess(counted, window, limit, perMinute)));
}

function excess(
  counted: readonly Segment[],
  window: LocalDay,
  limit: number,
  perMinute: (segment: Segment) => number,
): readonly Excess[] {
  const found: Excess[] = [];
  let observed = 0;
  for (const segment of counted) {
    if (segment.start >= window.end) break;
    const part = intersection(segment, window);
    if (!part) continue;
    const left = Math.max(0, (limit - observed) / perMinute(segment));
    const passed = part.start + Math.ceil(left * MINUTE - ROUNDING);
    observed += perMinute(segment) * minutesOf(part);
    const start = Math.max(passed, window.judgedFrom);
    if (start < part.end) found.push({ span: { start, end: part.end }, observed });
  }
  return found;
}

/** What passes the limit of a day and of a shift is said once, by whichever it passed first. */
function disjoint(found: readonly Excess[]): readonly Excess[] {
  const kept: Excess[] = [];
  for (const one of found.toSorted((a, b) => a.span.start - b.span.start)) {
    const start = Math.max(one.span.start, kept.at(-1)?.span.end ?? one.span.start);
    if (start < one.span.end)
      kept.push({ span: { start, end: one.span.end }, observed: one.observed });
  }
  return kept;
}
