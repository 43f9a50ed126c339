import { figure } from '../domain/figure.ts';
import { MINUTE, type Minutes, minutesOf } from '../domain/time.ts';
import { kindAsked, stretches, UNPAID, WELLBEING_COUNTS } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = {
  readonly limitMinutes: Minutes;
  readonly breakMinutes: Minutes;
  readonly wellbeingCounts: number;
};

/** Elapsed time of a shift since its start or its last statutory break: past it one is due. */
export const rule = defineRule<Limits>({
  id: 'work-without-break',
  title: 'Longest work without a break',
  because:
    'Directive 2003/88/EC art. 4: a break where the day is longer than 6 hours; UK Working Time ' +
    'Regulations 1998: of 20 minutes.',
  baseline: 'law',
  parameters: {
    limitMinutes: {
      value: 360,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Most minutes of a shift in a row without a break (Directive 2003/88/EC: 6 h).',
    },
    breakMinutes: {
      value: 20,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Minutes in one piece that are a break (UK Working Time Regulations 1998: 20).',
    },
    ...WELLBEING_COUNTS,
  },
  sameForAll: true,
  waitingHelps: false,
  breakAsked: (p) => ({ kind: kindAsked(p, 'meal'), minutes: p.breakMinutes }),
  lookback: (p) => p.limitMinutes + p.breakMinutes,
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of a shift in a row without a break of ${p.breakMinutes} ` +
    `minutes (wellbeing breaks: ${p.wellbeingCounts}).`,
  check: (timeline, p, from) =>
    stretches(timeline, { ...p, kinds: UNPAID }, from).flatMap(({ start, end, since }) => {
      const due = Math.max(start, since + p.limitMinutes * MINUTE);
      if (due >= end) return [];
      const observed = minutesOf({ start: since, end });
      return { span: { start: due, end }, observed, limit: p.limitMinutes };
    }),
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} minutes of a shift without a break of ` +
    `${p.breakMinutes} minutes, where ${breach.limit} are the most.`,
});
