import { figure } from '../domain/figure.ts';
import { type Instant, MINUTE, type Minutes, minutesOf } from '../domain/time.ts';
import { workPieces } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = { readonly limitMinutes: Minutes; readonly pauseMinutes: Minutes };

/**
 * Elapsed minutes from the start of a shift to the end of its work, breaks included. Work soon before
 * or after a shift, and a second shift soon after it, lengthen it.
 */
export const rule = defineRule<Limits>({
  id: 'longest-shift',
  title: 'Longest shift',
  because:
    'German ArbZG 1994 §3 and French Code du travail L3121-18: 10 hours of work a day, taken here ' +
    'for the shift with its breaks.',
  parameters: {
    limitMinutes: {
      value: 600,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Most minutes from the start of a shift to its end (German ArbZG: 10 h).',
    },
    pauseMinutes: {
      value: 60,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Work with less than this between belongs to one shift (no published figure).',
    },
  },
  sameForAll: true,
  lookback: (p) => p.limitMinutes + p.pauseMinutes,
  describe: (p) =>
    `At most ${p.limitMinutes} minutes from the start of a shift to its end, where what comes ` +
    `within ${p.pauseMinutes} minutes belongs to it.`,
  check: (timeline, p) => {
    let end: Instant = Number.NEGATIVE_INFINITY;
    let begun: Instant = 0;
    return workPieces(timeline).flatMap((piece) => {
      if (piece.start - end >= p.pauseMinutes * MINUTE) begun = piece.start;
      end = Math.max(end, piece.end);
      const span = {
        start: Math.max(piece.start, begun + p.limitMinutes * MINUTE),
        end: piece.end,
      };
      if (span.start >= span.end) return [];
      const observed = minutesOf({ start: begun, end: piece.end });
      return { span, observed, limit: p.limitMinutes };
    });
  },
  explain: (breach) =>
    `${figure(breach.observed, breach.limit)} minutes from the start of a shift, where ` +
    `${breach.limit} are the most.`,
});
