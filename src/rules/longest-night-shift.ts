import { excessMinutes } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { NIGHT, type NightHours, nights, nightWords } from '../domain/nights.ts';
import { coveredMinutes, intersect } from '../domain/spans.ts';
import { HOUR, MINUTE, type Minutes } from '../domain/time.ts';
import { hoursOfWork, NIGHT_WORK } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = NightHours & { readonly limitMinutes: Minutes; readonly nightMinutes: Minutes };

const DAY = 24 * HOUR;

/**
 * Work in the 24 hours from the start of a shift with night work: elapsed time, so that a night in
 * which the clock goes back is an hour longer. Unpaid breaks that were taken are no work.
 */
export const rule = defineRule<Limits>({
  id: 'longest-night-shift',
  title: 'Longest night shift',
  because:
    'Directive 2003/88/EC art. 8: no more than 8 hours in any 24 in which night work is done that ' +
    'is a heavy physical or mental strain; UK HSE on fatigue: 8 hours at night.',
  parameters: {
    limitMinutes: {
      value: 480,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Most minutes of work in the 24 hours (Directive 2003/88/EC: 8 h).',
    },
    nightMinutes: {
      value: NIGHT_WORK,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Minutes of a shift within the night that make it one (Directive 2003/88/EC art. 2: 3 h).',
    },
    ...NIGHT,
  },
  sameForAll: true,
  lookback: () => DAY / MINUTE,
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of work in the 24 hours from the start of a shift with ` +
    `${p.nightMinutes} minutes or more of night, ${nightWords(p)}.`,
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const windows = timeline.shifts
      .filter(
        (shift) =>
          shift.start + DAY > from &&
          coveredMinutes(intersect([shift], nights(timeline.zones, shift, p))) >= p.nightMinutes,
      )
      .map(({ start }) => ({ start, end: start + DAY, judgedFrom: start }));
    if (windows.length === 0) return [];
    return excessMinutes(hoursOfWork(timeline), p.limitMinutes, () => windows, from).map(
      (excess) => ({ ...excess, limit: p.limitMinutes }),
    );
  },
  explain: (breach) =>
    `${figure(breach.observed, breach.limit)} minutes of work in the 24 hours from the start of a ` +
    `night shift, where ${breach.limit} are the most.`,
});
