import { figure } from '../domain/figure.ts';
import type { Minutes } from '../domain/time.ts';
import { kindAsked, LONGEST_SHIFT, overdue, WELLBEING_COUNTS } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = {
  readonly everyMinutes: Minutes;
  readonly fromMinutes: Minutes;
  readonly breakMinutes: Minutes;
  readonly wellbeingCounts: number;
};

/**
 * A short rest for each so many elapsed minutes of a shift or the major part of them: each is due in
 * the middle of its part, and none before a shift has lasted some time. What should not have been
 * worked is the time from then on until it begins.
 */
export const rule = defineRule<Limits>({
  id: 'rest-breaks',
  title: 'Short rests',
  because:
    'California wage orders (2001): 10 minutes for each 4 hours or major fraction, none below 3.5 ' +
    'hours: one from 3.5, two over 6, three over 10.',
  baseline: 'law',
  parameters: {
    everyMinutes: {
      value: 240,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Minutes of a shift, or the major part of them, that earn a rest (California: 4 h).',
    },
    breakMinutes: {
      value: 10,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Minutes in one piece that are a rest (California wage orders: 10).',
    },
    fromMinutes: {
      value: 210,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Minutes that a shift lasts before a rest is due (California wage orders: 3.5 h).',
    },
    ...WELLBEING_COUNTS,
  },
  sameForAll: true,
  waitingHelps: false,
  breakAsked: (p) => ({ kind: kindAsked(p, 'rest'), minutes: p.breakMinutes }),
  lookback: () => LONGEST_SHIFT,
  describe: (p) =>
    `A rest of ${p.breakMinutes} minutes for each ${p.everyMinutes} minutes of a shift or the major ` +
    `part of them, from ${p.fromMinutes} minutes on (wellbeing breaks: ${p.wellbeingCounts}).`,
  check: (timeline, p, from) =>
    overdue(
      timeline,
      { ...p, kinds: ['rest'] },
      (n) => Math.max(p.fromMinutes, (n - 0.5) * p.everyMinutes),
      from,
    ),
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} minutes into a shift, where a rest of ` +
    `${p.breakMinutes} minutes begins before ${breach.limit}.`,
});
