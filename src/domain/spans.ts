import { type Instant, intersection, type Minutes, minutesOf, type Span } from './time.ts';

/** Sorted, disjoint and not touching: what the spans cover together. Empty spans vanish. */
export function union(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.filter((s) => s.start < s.end).toSorted((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ start: span.start, end: span.end });
  }
  return merged;
}

/** What `spans` cover and `holes` do not; sorted and disjoint. */
export function subtract(spans: readonly Span[], holes: readonly Span[]): readonly Span[] {
  const cuts = union(holes);
  const rest: Span[] = [];
  for (const span of union(spans)) {
    let start = span.start;
    for (const cut of cuts) {
      if (cut.start >= span.end) break;
      if (cut.start > start) rest.push({ start, end: cut.start });
      start = Math.max(start, cut.end);
    }
    if (start < span.end) rest.push({ start, end: span.end });
  }
  return rest;
}

/** The first of disjoint spans in ascending order that ends after an instant; their number if none does. */
export function firstEndingAfter(spans: readonly Span[], at: Instant): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What both cover; sorted and disjoint. */
export function intersect(left: readonly Span[], right: readonly Span[]): readonly Span[] {
  const a = union(left);
  const b = union(right);
  const shared: Span[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i] as Span, b[j] as Span];
    const both = intersection(x, y);
    if (both) shared.push(both);
    if (x.end < y.end) i++;
    else j++;
  }
  return shared;
}

/** Minutes covered; what overlaps counts once. */
export function coveredMinutes(spans: readonly Span[]): Minutes {
  return union(spans).reduce((sum, span) => sum + minutesOf(span), 0);
}
