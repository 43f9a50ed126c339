import { figure } from '../domain/figure.ts';
import { segments } from '../domain/segments.ts';
import { MINUTE, minutesOf, type Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import { type Breach, defineRule } from './rule.ts';

type Limits = {
  readonly limitMinutes: number;
  readonly awayMinutes: number;
  readonly fromSeverity: number;
};

/**
 * Elapsed minutes from the first exposure of a run. A run ends only with enough minutes in one piece
 * that are known to be away from it: silence is neither exposure nor rest, so a run lasts through
 * it, and so is the time before anything is known.
 */
export const rule = defineRule<Limits>({
  id: 'continuous-exposure',
  title: 'Continuous exposure',
  because:
    'UK HSE on display screens: 5 to 10 minutes away every 50 to 60 minutes; IWF 2024 report: ' +
    'hourly breaks.',
  parameters: {
    limitMinutes: {
      value: 50,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Longest time from the first exposure until a pause is due (HSE: 50 to 60).',
    },
    awayMinutes: {
      value: 10,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Minutes away, in one piece, that make a pause (HSE: 5 to 10).',
    },
    fromSeverity: {
      value: 0,
      unit: 'severity',
      stricter: 'lower',
      says: 'Content of this severity and above counts; 0 is all of it (HSE: any screen work).',
    },
  },
  ordinaryBreak: true,
  countsFrom: (p) => p.fromSeverity,
  lookback: (p) => p.limitMinutes + p.awayMinutes,
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of content of S${p.fromSeverity} and above without ` +
    `${p.awayMinutes} minutes away.`,
  check: (timeline, p) => {
    const breaches: Breach[] = [];
    let run: Span = { start: timeline.knownFrom, end: timeline.knownFrom };
    for (const piece of pieces(timeline, p.fromSeverity)) {
      const rested = piece.start - run.end >= p.awayMinutes * MINUTE;
      run = {
        start: rested ? piece.start : Math.min(run.start, piece.start),
        end: Math.max(piece.end, run.end),
      };
      const start = Math.max(piece.start, run.start + p.limitMinutes * MINUTE);
      if (piece.seen && start < piece.end)
        breaches.push({
          span: { start, end: piece.end },
          observed: minutesOf({ start: run.start, end: piece.end }),
          limit: p.limitMinutes,
        });
    }
    return breaches;
  },
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} minutes without ${p.awayMinutes} minutes away, ` +
    `where ${breach.limit} are the most.`,
});

/** All that keeps a run going, in ascending order: what was seen, and silence. */
function pieces(timeline: Timeline, from: number): readonly (Span & { readonly seen: boolean })[] {
  const seen = segments(timeline).filter((segment) => segment.severity >= from);
  const silent = timeline.silences.map(({ start, end }) => ({ start, end, seen: false }));
  return [...seen.map(({ start, end }) => ({ start, end, seen: true })), ...silent].toSorted(
    (a, b) => a.start - b.start,
  );
}
