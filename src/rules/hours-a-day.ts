import { daysAndShifts, excessMinutes, LONGEST_WINDOW } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import type { Minutes } from '../domain/time.ts';
import { hoursOfWork } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = { readonly limitMinutes: Minutes };

/** Work in a local day and in a shift, ordinary and overtime together, without unpaid breaks. */
export const rule = defineRule<Limits>({
  id: 'hours-a-day',
  title: 'Hours of work a day',
  because:
    'What the law of a site allows with overtime; by default German ArbZG 1994 §3 and French Code ' +
    'du travail L3121-18: 10 hours.',
  baseline: 'law',
  parameters: {
    limitMinutes: {
      value: 600,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Most minutes of work in a local day or a shift (German ArbZG: 10 h).',
    },
  },
  sameForAll: true,
  lookback: () => LONGEST_WINDOW,
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of work in a local day or a shift, without unpaid breaks.`,
  check: (timeline, p, from) =>
    excessMinutes(
      hoursOfWork(timeline),
      p.limitMinutes,
      (span) => daysAndShifts(timeline, span),
      from,
    ).map((excess) => ({ ...excess, limit: p.limitMinutes })),
  explain: (breach) =>
    `${figure(breach.observed, breach.limit)} minutes of work in a day or a shift, where ` +
    `${breach.limit} are the most.`,
});
