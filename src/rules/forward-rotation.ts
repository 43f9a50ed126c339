import { figure } from '../domain/figure.ts';
import { HOUR, MINUTE, type Minutes } from '../domain/time.ts';
import { clockAt, zoneAt } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = { readonly toleranceMinutes: Minutes; readonly restMinutes: Minutes };

const DAY: Minutes = (24 * HOUR) / MINUTE;

/**
 * Starts move forward by the clock: morning, evening, night. A start up to half a day earlier by the
 * clock than the one before is backward, unless there was enough rest between. What should not have
 * been worked is as much of the shift as it starts too early.
 */
export const rule = defineRule<Limits>({
  id: 'forward-rotation',
  title: 'Forward rotation of starts',
  because:
    'UK HSE on fatigue: shifts that rotate forward. How much earlier is backward, and after how ' +
    'much rest it no longer matters: no published figure.',
  baseline: 'soft',
  parameters: {
    toleranceMinutes: {
      value: 60,
      unit: 'minutes',
      stricter: 'lower',
      says: 'A start may be this much earlier by the clock than the last (no published figure).',
    },
    restMinutes: {
      value: 2880,
      unit: 'minutes',
      stricter: 'higher',
      says: 'After this much rest between two shifts any start is fine (no published figure).',
    },
  },
  sameForAll: true,
  lookback: (p) => p.restMinutes + DAY,
  describe: (p) =>
    `No start more than ${p.toleranceMinutes} minutes earlier by the clock than the one before, ` +
    `without ${p.restMinutes} minutes of rest between.`,
  check: ({ shifts, zones }, p, from = Number.NEGATIVE_INFINITY) =>
    shifts.flatMap((shift, i) => {
      const before = shifts[i - 1];
      if (!before || shift.end <= from || shift.start - before.end >= p.restMinutes * MINUTE)
        return [];
      const [last, own] = [before, shift].map(({ start }) => clockAt(start, zoneAt(zones, start)));
      const earlier = ((last ?? 0) - (own ?? 0) + DAY) % DAY;
      if (earlier >= DAY / 2 || earlier <= p.toleranceMinutes) return [];
      const tooEarly = shift.start + (earlier - p.toleranceMinutes) * MINUTE;
      return {
        span: { start: shift.start, end: Math.min(shift.end, tooEarly) },
        observed: earlier,
        limit: p.toleranceMinutes,
      };
    }),
  explain: (breach, p) =>
    `A start ${figure(breach.observed, breach.limit)} minutes earlier by the clock than the one ` +
    `before, where ${breach.limit} are the most without ${p.restMinutes} minutes of rest.`,
});
