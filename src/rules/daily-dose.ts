import { excessPerDay, LONGEST_WINDOW } from '../domain/day-limit.ts';
import {
  ALLOWANCES,
  ALLOWANCES_BECAUSE,
  type Allowances,
  describeAllowances,
  percentPerMinute,
} from '../domain/dose.ts';
import { figure } from '../domain/figure.ts';
import { defineRule } from './rule.ts';

type Limits = Allowances & { readonly limitPercent: number };

/**
 * What a day or a shift adds up to over all severities: each minute uses up its share of the minutes
 * that would be the most if there were nothing else. S0 uses up nothing.
 */
export const rule = defineRule<Limits>({
  id: 'daily-dose',
  title: 'Dose a day',
  because: ALLOWANCES_BECAUSE,
  parameters: {
    limitPercent: {
      value: 100,
      unit: 'percent',
      stricter: 'lower',
      ceiling: true,
      says: 'Most dose in a day or a shift (OSHA form).',
    },
    ...ALLOWANCES,
  },
  countsFrom: () => 1,
  lookback: () => LONGEST_WINDOW,
  describe: (p) =>
    `At most ${p.limitPercent} % dose in a local day and in a shift, where 100 % are ` +
    `${describeAllowances(p)}.`,
  check: (timeline, p, from) =>
    excessPerDay(timeline, p.limitPercent, percentPerMinute(p), from).map((excess) => ({
      ...excess,
      limit: p.limitPercent,
    })),
  explain: (breach) =>
    `A dose of ${figure(breach.observed, breach.limit)} % in one day or shift, where ` +
    `${breach.limit} % is the most.`,
});
