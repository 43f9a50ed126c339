import type { Category, Severity } from './category.ts';
import { Kept } from './kept.ts';
import { sumsContinued } from './severity-sums.ts';
import { firstEndingAfter } from './spans.ts';
import type { Instant, Span } from './time.ts';
import type { Exposure, Timeline } from './timeline.ts';

/** A stretch of exposure in which nothing changes: what overlaps counts once, at its worst. */
export interface Segment extends Span {
  readonly severity: Severity;
  readonly categories: readonly Category[];
}

interface Known {
  readonly segments: readonly Segment[];
  /** The longest of the exposures, in ms. */
  readonly longest: number;
}
const known = new Kept<readonly Exposure[], Known>();

/**
 * The exposures of a timeline as disjoint segments in ascending order: where several overlap, one
 * segment with the highest severity and all categories. Computed once per list of exposures.
 */
export function segments(timeline: Pick<Timeline, 'exposures'>): readonly Segment[] {
  return knownOf(timeline.exposures).segments;
}

/** The segments that end after an instant. */
export function segmentsAfter(
  timeline: Pick<Timeline, 'exposures'>,
  at: Instant,
): readonly Segment[] {
  const all = segments(timeline);
  const first = firstEndingAfter(all, at);
  return first === 0 ? all : all.slice(first);
}

/** The exposures, in ascending order, without some that ended at an instant or before it. */
export function endingAfter(exposures: readonly Exposure[], at: Instant): readonly Exposure[] {
  const from = at - knownOf(exposures).longest;
  let [low, high] = [0, exposures.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((exposures[middle] as Exposure).start <= from) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? exposures : exposures.slice(low);
}

/** For a list that is another with one more at its end: mostly that is a segment more. */
export function continued(before: readonly Exposure[], after: readonly Exposure[]): void {
  const own = knownOf(before);
  const last = after.at(-1);
  if (!last || last.start < (own.segments.at(-1)?.end ?? last.start)) return;
  if (last.start >= last.end) return;
  const { start, end, severity, categories } = last;
  const list = [...own.segments, { start, end, severity, categories }];
  known.set(after, { segments: list, longest: Math.max(own.longest, end - start) });
  sumsContinued(own.segments, list);
}

function knownOf(exposures: readonly Exposure[]): Known {
  const before = known.get(exposures);
  if (before) return before;
  let longest = 0;
  for (const { start, end } of exposures) longest = Math.max(longest, end - start);
  const result = { segments: segmentsOf(exposures), longest };
  known.set(exposures, result);
  return result;
}

/** Walks from edge to edge with the exposures that are open there; mostly that is one. */
function segmentsOf(exposures: readonly Exposure[]): readonly Segment[] {
  const result: Segment[] = [];
  let open: Exposure[] = [];
  let next = 0;
  let at = Number.NEGATIVE_INFINITY;
  while (next < exposures.length || open.length > 0) {
    const one = exposures[next];
    if (open.length === 0 && one && isAlone(one, exposures[next + 1], at)) {
      const { start, end, severity, categories } = one;
      result.push({ start, end, severity, categories });
      at = end;
      next++;
      continue;
    }
    if (open.length === 0) at = (exposures[next] as Exposure).start;
    for (; next < exposures.length && (exposures[next] as Exposure).start <= at; next++)
      if ((exposures[next] as Exposure).end > at) open.push(exposures[next] as Exposure);
    let until = exposures[next]?.start ?? Number.POSITIVE_INFINITY;
    for (const exposure of open) until = Math.min(until, exposure.end);
    if (open.length > 0) result.push(together(open, at, until));
    at = until;
    open = open.filter((exposure) => exposure.end > at);
  }
  return result;
}

/** Most are: neither what is over at an instant nor the next one overlaps it. */
function isAlone(one: Exposure, next: Exposure | undefined, over: Instant): boolean {
  return over <= one.start && one.start < one.end && (!next || next.start >= one.end);
}

function together(open: readonly Exposure[], start: Instant, end: Instant): Segment {
  const first = open[0] as Exposure;
  if (open.length === 1)
    return { start, end, severity: first.severity, categories: first.categories };
  const worst = open.reduce((a, b) => (b.severity > a.severity ? b : a));
  const categories = [...new Set(open.flatMap((exposure) => exposure.categories))];
  return { start, end, severity: worst.severity, categories };
}
