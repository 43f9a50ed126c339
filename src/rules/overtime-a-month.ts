import { longestWindow } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { overtimePast } from '../domain/overtime.ts';
import type { Minutes } from '../domain/time.ts';
import { defineRule } from './rule.ts';

type Limits = {
  readonly limitMinutes: Minutes;
  readonly days: number;
  readonly ordinaryDayMinutes: Minutes;
  readonly ordinaryWeekMinutes: Minutes;
};

/**
 * Overtime in as many local days as a month may have, the one in hand being the last: no calendar month
 * has more of it, and this protects more than one would.
 */
export const rule = defineRule<Limits>({
  id: 'overtime-a-month',
  title: 'Overtime a month',
  because:
    'The law of some sites; by default Japan, Labour Standards Act as amended in 2018: 45 hours a ' +
    'month past 8 a day and 40 a week. That the month may begin on any day: no published figure.',
  baseline: 'law',
  sameForAll: true,
  parameters: {
    limitMinutes: {
      value: 2700,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Most minutes of overtime in these days (Japan: 45 h a month).',
    },
    days: {
      value: 31,
      unit: 'days',
      stricter: 'higher',
      says: 'Local days that count together, as many as a month may have.',
    },
    ordinaryDayMinutes: {
      value: 480,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Minutes of work in a local day past which there is overtime (Japan: 8 h).',
    },
    ordinaryWeekMinutes: {
      value: 2400,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Minutes of work in a calendar week past which there is overtime (Japan: 40 h).',
    },
  },
  lookback: (p) => longestWindow(p.days),
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of overtime in ${p.days} local days, past ` +
    `${p.ordinaryDayMinutes} minutes of work a day or ${p.ordinaryWeekMinutes} a week.`,
  check: (timeline, p, from) =>
    overtimePast(
      timeline,
      p.limitMinutes,
      p.days,
      { day: p.ordinaryDayMinutes, week: p.ordinaryWeekMinutes },
      from,
    ).map((one) => ({ ...one, limit: p.limitMinutes })),
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} minutes of overtime in ${p.days} days, where ` +
    `${breach.limit} are the most.`,
});
