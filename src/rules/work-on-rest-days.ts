import { LONGEST_WINDOW } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { calendarOf, type DayKind } from '../domain/rest-days.ts';
import { MINUTE, type Minutes, minutesOf } from '../domain/time.ts';
import { defineRule } from './rule.ts';

type Limits = {
  readonly limitMinutes: Minutes;
  readonly sundays: number;
  readonly holidays: number;
};

/**
 * Work on Sundays and on the public holidays of the person's site, by local date from 0 to 24: a night
 * shift reaches into one. Which sectors may work then all the same, no timeline tells.
 */
export const rule = defineRule<Limits>({
  id: 'work-on-rest-days',
  title: 'Work on Sundays and public holidays',
  because: 'German ArbZG 1994 §9: nobody is employed on Sundays and public holidays from 0 to 24.',
  baseline: 'law',
  parameters: {
    limitMinutes: {
      value: 0,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Most minutes of work on such a day (German ArbZG: none).',
    },
    sundays: {
      value: 1,
      unit: 'count',
      stricter: 'higher',
      says: 'Whether Sundays are such days: 1, or 0 (German ArbZG: they are).',
    },
    holidays: {
      value: 1,
      unit: 'count',
      stricter: 'higher',
      says: "Whether the site's public holidays are: 1, or 0 (German ArbZG: they are).",
    },
  },
  sameForAll: true,
  lookback: () => LONGEST_WINDOW,
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of work on days of rest: Sundays (${p.sundays}: 1 if they are) ` +
    `and public holidays (${p.holidays}: 1 if they are).`,
  check: (timeline, p) =>
    calendarOf(timeline)
      .worked.filter(({ kind }) => isRestDay(kind, p))
      .flatMap(({ work }) => {
        let worked = 0;
        return work.flatMap(({ start, end }) => {
          const passed = start + Math.max(0, p.limitMinutes - worked) * MINUTE;
          worked += minutesOf({ start, end });
          if (passed >= end) return [];
          const span = { start: Math.ceil(passed), end };
          return { span, observed: worked, limit: p.limitMinutes };
        });
      }),
  explain: (breach) =>
    `${figure(breach.observed, breach.limit)} minutes of work on a Sunday or a public holiday, where ` +
    `${breach.limit} are the most.`,
});

function isRestDay(kind: DayKind, { sundays, holidays }: Limits): boolean {
  return (kind === 'sunday' && sundays >= 1) || (kind === 'holiday' && holidays >= 1);
}
