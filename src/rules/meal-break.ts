import { figure } from '../domain/figure.ts';
import type { Minutes } from '../domain/time.ts';
import {
  kindAsked,
  LONGEST_SHIFT,
  overdue,
  UNPAID,
  WELLBEING_COUNTS,
} from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = {
  readonly everyMinutes: Minutes;
  readonly breakMinutes: Minutes;
  readonly wellbeingCounts: number;
};

/**
 * A meal begins before the first so many elapsed minutes of a shift end, a second before as many
 * more. What should not have been worked is the time from then on until it begins.
 */
export const rule = defineRule<Limits>({
  id: 'meal-break',
  title: 'Meals in time',
  because:
    'California Labor Code §512: 30 minutes that begin before the end of the 5th hour, 30 more ' +
    'before the end of the 10th (read 2026).',
  baseline: 'law',
  parameters: {
    everyMinutes: {
      value: 300,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Minutes of a shift before whose end each meal begins (California §512: 5 h).',
    },
    breakMinutes: {
      value: 30,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Minutes in one piece that are a meal (California Labor Code §512: 30).',
    },
    ...WELLBEING_COUNTS,
  },
  sameForAll: true,
  waitingHelps: false,
  breakAsked: (p) => ({ kind: kindAsked(p, 'meal'), minutes: p.breakMinutes }),
  lookback: () => LONGEST_SHIFT,
  describe: (p) =>
    `A meal of ${p.breakMinutes} minutes that begins before each ${p.everyMinutes} minutes of a ` +
    `shift end (wellbeing breaks: ${p.wellbeingCounts}).`,
  check: (timeline, p, from) =>
    overdue(timeline, { ...p, kinds: UNPAID }, (n) => n * p.everyMinutes, from),
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} minutes into a shift, where a meal of ` +
    `${p.breakMinutes} minutes begins before ${breach.limit}.`,
});
