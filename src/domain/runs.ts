import { segments } from './segments.ts';
import { type Instant, MINUTE, type Minutes, type Span } from './time.ts';
import type { Timeline } from './timeline.ts';

/** A stretch of exposure or silence, and when the run that it is in began. */
export interface RunPiece extends Span {
  /** Silence keeps a run going, but nobody saw anything in it. */
  readonly seen: boolean;
  readonly runStart: Instant;
}

/**
 * What keeps runs of exposure going, in ascending order: content of a severity and above, and
 * silence. A run ends only with so many minutes in one piece that are known to be away from it; the
 * time before anything is known is not.
 */
export function runPieces(
  timeline: Timeline,
  { fromSeverity, awayMinutes }: { fromSeverity: number; awayMinutes: Minutes },
): readonly RunPiece[] {
  let run: Span = { start: timeline.knownFrom, end: timeline.knownFrom };
  return pieces(timeline, fromSeverity).map((piece) => {
    const rested = piece.start - run.end >= awayMinutes * MINUTE;
    run = {
      start: rested ? piece.start : Math.min(run.start, piece.start),
      end: Math.max(piece.end, run.end),
    };
    return { ...piece, runStart: run.start };
  });
}

function pieces(timeline: Timeline, from: number): readonly (Span & { readonly seen: boolean })[] {
  const all: (Span & { readonly seen: boolean })[] = [];
  for (const { start, end, severity } of segments(timeline))
    if (severity >= from) all.push({ start, end, seen: true });
  if (timeline.silences.length === 0) return all;
  for (const { start, end } of timeline.silences) all.push({ start, end, seen: false });
  return all.sort((a, b) => a.start - b.start);
}
