import { longestWindow } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { overtimePast } from '../domain/overtime.ts';
import type { Minutes } from '../domain/time.ts';
import { withEarlier } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = {
  readonly limitMinutes: Minutes;
  readonly weeks: number;
  readonly ordinaryDayMinutes: Minutes;
  readonly ordinaryWeekMinutes: Minutes;
};

/**
 * Overtime in as many weeks as a year may have, the local date in hand being the last: no calendar year
 * has more of it, and this protects more than one would. What is not known was not worked.
 */
export const rule = defineRule<Limits>({
  id: 'overtime-a-year',
  title: 'Overtime a year',
  because:
    'The law of some sites; by default Japan, Labour Standards Act as amended in 2018: 360 hours a ' +
    'year past 8 a day and 40 a week. That the year may begin on any day: no published figure.',
  baseline: 'law',
  sameForAll: true,
  readsShiftsAlone: true,
  parameters: {
    limitMinutes: {
      value: 21600,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Most minutes of overtime in these weeks (Japan: 360 h a year).',
    },
    weeks: {
      value: 53,
      unit: 'weeks',
      stricter: 'higher',
      says: 'Weeks that count together, as many as a year may have.',
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
  lookback: (p) => longestWindow(7 * p.weeks),
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of overtime in ${p.weeks} weeks, past ` +
    `${p.ordinaryDayMinutes} minutes of work a day or ${p.ordinaryWeekMinutes} a week.`,
  check: (timeline, p, from) =>
    overtimePast(
      withEarlier(timeline),
      p.limitMinutes,
      Math.floor(7 * p.weeks),
      { day: p.ordinaryDayMinutes, week: p.ordinaryWeekMinutes },
      from,
    ).map((one) => ({ ...one, limit: p.limitMinutes })),
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} minutes of overtime in ${p.weeks} weeks, where ` +
    `${breach.limit} are the most.`,
});
