import { excessWithin, LONGEST_WINDOW } from '../domain/day-limit.ts';
import {
  ALLOWANCES,
  ALLOWANCES_BECAUSE,
  type Allowances,
  describeAllowances,
  percentPerMinute,
} from '../domain/dose.ts';
import { figure } from '../domain/figure.ts';
import {
  MILDER,
  MILDER_BECAUSE,
  milderWords,
  type RunLimits,
  severeRuns,
} from '../domain/severe-runs.ts';
import { defineRule } from './rule.ts';

type Limits = Allowances & RunLimits & { readonly limitPercent: number };

/** How much of a day's dose may come from graphic content before something milder is needed. */
export const rule = defineRule<Limits>({
  id: 'severe-dose-run',
  title: 'Dose before something milder',
  because:
    `${MILDER_BECAUSE} 50 % is OSHA's action level, at which rotation begins. ` +
    ALLOWANCES_BECAUSE,
  parameters: {
    limitPercent: {
      value: 50,
      unit: 'percent',
      stricter: 'lower',
      says: 'Most dose of graphic content before something milder (OSHA: action level).',
    },
    ...MILDER,
    ...ALLOWANCES,
  },
  countsFrom: (p) => p.milderSeverity + 1,
  lookback: () => LONGEST_WINDOW,
  describe: (p) =>
    `At most ${p.limitPercent} % dose of content above S${p.milderSeverity} in a run, ` +
    `${milderWords(p)}, where 100 % are ${describeAllowances(p)}.`,
  check: (timeline, p, from) => {
    const rate = percentPerMinute(p);
    return excessWithin(
      timeline,
      p.limitPercent,
      (severity) => (severity > p.milderSeverity ? rate(severity) : 0),
      (span) => severeRuns(timeline, span, p),
      from,
    ).map((excess) => ({ ...excess, limit: p.limitPercent }));
  },
  explain: (breach, p) =>
    `A dose of ${figure(breach.observed, breach.limit)} % of content above S${p.milderSeverity} ` +
    `without something milder, where ${breach.limit} % is the most.`,
});
