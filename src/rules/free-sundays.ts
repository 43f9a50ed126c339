import { longestWindow } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { calendarOf } from '../domain/rest-days.ts';
import { withEarlier } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = { readonly freeSundays: number; readonly weeks: number };

/**
 * Sundays without work in so many weeks that end with a Sunday which is worked: what should not have
 * been worked is that Sunday. The weeks roll: where a law counts calendar years this protects more.
 * What is not known was free.
 */
export const rule = defineRule<Limits>({
  id: 'free-sundays',
  title: 'Free Sundays a year',
  because:
    'German ArbZG 1994 §11 (1): at least 15 Sundays a year are free. That the year rolls: no ' +
    'published figure.',
  baseline: 'law',
  parameters: {
    freeSundays: {
      value: 15,
      unit: 'count',
      stricter: 'higher',
      says: 'Fewest Sundays without work in these weeks (German ArbZG: 15).',
    },
    weeks: {
      value: 52,
      unit: 'weeks',
      stricter: 'lower',
      says: 'Weeks that count together, a year of them (German ArbZG).',
    },
  },
  sameForAll: true,
  readsShiftsAlone: true,
  lookback: (p) => longestWindow(7 * p.weeks),
  describe: (p) => `At least ${p.freeSundays} Sundays without work in any ${p.weeks} weeks.`,
  check: (timeline, p) => {
    const sundays = calendarOf(withEarlier(timeline)).worked.filter(
      ({ kind }) => kind === 'sunday',
    );
    return sundays.flatMap(({ date, work }) => {
      const own = sundays.filter((one) => one.date > date - 7 * p.weeks && one.date <= date);
      const free = p.weeks - own.length;
      if (free >= p.freeSundays) return [];
      return work.map(({ start, end }) => {
        return { span: { start, end }, observed: free, limit: p.freeSundays };
      });
    });
  },
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} Sundays without work in ${p.weeks} weeks, where ` +
    `${breach.limit} are the least.`,
});
