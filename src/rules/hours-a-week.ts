import { excessMinutes, longestWindow } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { localDays } from '../domain/local-days.ts';
import type { Minutes } from '../domain/time.ts';
import { hoursOfWork } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = { readonly limitMinutes: Minutes };

/** The local days that are a week: whatever day it begins on, none may have more. */
const DAYS = 7;

/**
 * Work in any seven local days, ordinary and overtime together, without unpaid breaks. Where a law
 * counts calendar weeks this protects more.
 */
export const rule = defineRule<Limits>({
  id: 'hours-a-week',
  title: 'Hours of work a week',
  because:
    'What the law of a site allows with overtime; by default French Code du travail L3121-20: 48 ' +
    'hours. That the week may begin on any day: no published figure.',
  baseline: 'law',
  parameters: {
    limitMinutes: {
      value: 2880,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Most minutes of work in seven local days (French Code du travail: 48 h).',
    },
  },
  sameForAll: true,
  lookback: () => longestWindow(DAYS),
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of work in any seven local days, without unpaid breaks.`,
  check: (timeline, p, from) =>
    excessMinutes(
      hoursOfWork(timeline),
      p.limitMinutes,
      (span) => localDays(timeline.zones, span, DAYS),
      from,
    ).map((excess) => ({ ...excess, limit: p.limitMinutes })),
  explain: (breach) =>
    `${figure(breach.observed, breach.limit)} minutes of work in seven days, where ` +
    `${breach.limit} are the most.`,
});
