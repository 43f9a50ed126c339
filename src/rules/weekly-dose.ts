import { excessOverDays, longestWindow } from '../domain/day-limit.ts';
import {
  ALLOWANCES,
  ALLOWANCES_BECAUSE,
  type Allowances,
  describeAllowances,
  percentPerMinute,
} from '../domain/dose.ts';
import { figure } from '../domain/figure.ts';
import { defineRule } from './rule.ts';

type Limits = Allowances & { readonly limitPercent: number; readonly days: number };

/**
 * What a local day adds up to together with the days before it, in percent of one day's dose. Local
 * days, so that what is shown for a day is what counts, and a day's worth comes back at midnight.
 */
export const rule = defineRule<Limits>({
  id: 'weekly-dose',
  title: 'Dose over a week',
  because:
    `${ALLOWANCES_BECAUSE} How many days' worth seven days may have: no published figure. ` +
    'At S4 it would be 16 hours; a worked example of StevenMacchia/ts-metrics-framework caps graphic work at 15 hours a week.',
  parameters: {
    limitPercent: {
      value: 400,
      unit: 'percent',
      stricter: 'lower',
      ceiling: true,
      says: "Most dose in these days, where 100 is one day's (no published figure).",
    },
    days: {
      value: 7,
      unit: 'days',
      stricter: 'higher',
      says: 'Local days that count together, the one in hand being the last.',
    },
    ...ALLOWANCES,
  },
  countsFrom: () => 1,
  lookback: (p) => longestWindow(p.days),
  describe: (p) =>
    `At most ${p.limitPercent} % dose in ${p.days} local days, where a day's 100 % are ` +
    `${describeAllowances(p)}.`,
  check: (timeline, p, from) =>
    excessOverDays(timeline, p.limitPercent, percentPerMinute(p), p.days, from).map((excess) => ({
      ...excess,
      limit: p.limitPercent,
    })),
  explain: (breach, p) =>
    `A dose of ${figure(breach.observed, breach.limit)} % in ${p.days} days, where ` +
    `${breach.limit} % is the most.`,
});
