import { type Segment, segments } from './segments.ts';
import { firstEndingAfter } from './spans.ts';
import { type Instant, MINUTE, type Minutes, overlaps, type Span } from './time.ts';
import type { Timeline } from './timeline.ts';

/** A stretch of exposure or silence, and when the run that it is in began. */
export interface RunPiece extends Span {
  /** Silence keeps a run going, but nobody saw anything in it. */
  readonly seen: boolean;
  readonly runStart: Instant;
}

export type RunOf = { readonly fromSeverity: number; readonly awayMinutes: Minutes };

/**
 * What keeps runs of exposure going, in ascending order: content of a severity and above, and
 * silence. A run ends only with so many minutes in one piece that are known to be away from it; the
 * time before anything is known is not. With `from`, runs that end by then may be left out.
 */
export function runPieces(timeline: Timeline, of: RunOf, from?: Instant): readonly RunPiece[] {
  const [first, rested] = from === undefined ? [0, false] : firstOfRun(timeline, of, from);
  const restless = Number.NEGATIVE_INFINITY;
  let run: Span = rested
    ? { start: restless, end: restless }
    : { start: timeline.knownFrom, end: timeline.knownFrom };
  return pieces(timeline, of.fromSeverity, first, rested).map(({ start, end, seen }) => {
    const isRested = start - run.end >= of.awayMinutes * MINUTE;
    run = { start: isRested ? start : Math.min(run.start, start), end: Math.max(end, run.end) };
    return { start, end, seen, runStart: run.start };
  });
}

/**
 * The segment that begins the run which goes on at an instant, or the first one after it, and whether
 * time away came before: that is looked for backwards, and where silence may be in it, further back.
 */
function firstOfRun(timeline: Timeline, of: RunOf, from: Instant): readonly [number, boolean] {
  const all = segments(timeline);
  const counts = (one: Segment) => one.severity >= of.fromSeverity;
  let first = firstEndingAfter(all, from);
  while (first < all.length && !counts(all[first] as Segment)) first++;
  for (let i = first - 1; i >= 0; i--) {
    const one = all[i] as Segment;
    if (!counts(one)) continue;
    const gap = { start: one.end, end: all[first]?.start ?? Number.POSITIVE_INFINITY };
    const isAway = gap.end - gap.start >= of.awayMinutes * MINUTE;
    if (isAway && !timeline.silences.some((silence) => overlaps(silence, gap)))
      return [first, true];
    first = i;
  }
  return [first, false];
}

type Piece = Span & { readonly seen: boolean };

function pieces(
  timeline: Timeline,
  fromSeverity: number,
  first: number,
  rested: boolean,
): readonly Piece[] {
  const all: Piece[] = [];
  const seen = segments(timeline);
  for (let i = first; i < seen.length; i++) {
    const { start, end, severity } = seen[i] as Segment;
    if (severity >= fromSeverity) all.push({ start, end, seen: true });
  }
  if (timeline.silences.length === 0) return all;
  const begin = rested ? (all[0]?.start ?? 0) : Number.NEGATIVE_INFINITY;
  for (const { start, end } of timeline.silences)
    if (start >= begin) all.push({ start, end, seen: false });
  return all.sort((a, b) => a.start - b.start);
}
