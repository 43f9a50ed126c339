import type { Category, Severity } from './category.ts';
import type { Span } from './time.ts';
import type { Exposure, Timeline } from './timeline.ts';

/** A stretch of exposure in which nothing changes: what overlaps counts once, at its worst. */
export interface Segment extends Span {
  readonly severity: Severity;
  readonly categories: readonly Category[];
}

const known = new WeakMap<readonly Exposure[], readonly Segment[]>();

/**
 * The exposures of a timeline as disjoint segments in ascending order: where several overlap, one
 * segment with the highest severity and all categories. Computed once per list of exposures.
 */
export function segments(timeline: Pick<Timeline, 'exposures'>): readonly Segment[] {
  const before = known.get(timeline.exposures);
  if (before) return before;
  const result = segmentsOf(timeline.exposures);
  known.set(timeline.exposures, result);
  return result;
}

/** Says what is known of a list that is another with one more at its end: mostly a segment more. */
export function continued(before: readonly Exposure[], after: readonly Exposure[]): void {
  const own = known.get(before);
  const last = after.at(-1);
  if (!own || !last || last.start < (own.at(-1)?.end ?? last.start) || last.start >= last.end)
    return;
  const { start, end, severity, categories } = last;
  known.set(after, [...own, { start, end, severity, categories }]);
}

/** Walks from edge to edge with the exposures that are open there; mostly that is one. */
function segmentsOf(exposures: readonly Exposure[]): readonly Segment[] {
  const result: Segment[] = [];
  let open: Exposure[] = [];
  let next = 0;
  let at = Number.NEGATIVE_INFINITY;
  while (next < exposures.length || open.length > 0) {
    if (open.length === 0) at = Math.max(at, (exposures[next] as Exposure).start);
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

function together(open: readonly Exposure[], start: number, end: number): Segment {
  const first = open[0] as Exposure;
  if (open.length === 1)
    return { start, end, severity: first.severity, categories: first.categories };
  const worst = open.reduce((a, b) => (b.severity > a.severity ? b : a));
  const categories = [...new Set(open.flatMap((exposure) => exposure.categories))];
  return { start, end, severity: worst.severity, categories };
}
