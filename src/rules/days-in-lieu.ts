import { longestWindow } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { type Calendar, calendarOf } from '../domain/rest-days.ts';
import { defineRule } from './rule.ts';

type Limits = {
  readonly sundayDays: number;
  readonly holidayDays: number;
  readonly withinDays: number;
};

/**
 * A free working day for each Sunday and each public holiday that was worked, in the days that begin
 * with it; what should not have been worked is what comes after them until one is given. A free day
 * stands in for one of them only. A day that was free before does not: where a law lets it, this
 * protects more.
 */
export const rule = defineRule<Limits>({
  id: 'days-in-lieu',
  title: 'Rest days in lieu of Sundays and public holidays',
  because:
    'German ArbZG 1994 §11 (3): a day of rest within two weeks that include the Sunday that was ' +
    'worked, within eight that include the public holiday.',
  baseline: 'law',
  parameters: {
    sundayDays: {
      value: 14,
      unit: 'days',
      stricter: 'lower',
      says: 'Local days, with the Sunday that was worked, within which one is free (ArbZG: 2 weeks).',
    },
    holidayDays: {
      value: 56,
      unit: 'days',
      stricter: 'lower',
      says: 'Local days, with the public holiday, within which one is free (ArbZG: 8 weeks).',
    },
    withinDays: {
      value: 70,
      unit: 'days',
      stricter: 'higher',
      says: 'Local days over which what is owed is counted at most (no published figure).',
    },
  },
  sameForAll: true,
  lookback: (p) => longestWindow(p.withinDays + 1),
  describe: (p) =>
    `A free working day within ${p.sundayDays} days for each Sunday that was worked and within ` +
    `${p.holidayDays} for each public holiday, over ${p.withinDays} days.`,
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const calendar = calendarOf(timeline);
    const dates = new Map(calendar.worked.map((day) => [day.date, day]));
    return calendar.worked.flatMap(({ date, work }) => {
      if ((work.at(-1)?.end ?? from) <= from) return [];
      const owed = owedOn(date, dates, calendar, p);
      if (!owed) return [];
      return work.map(({ start, end }) => ({ span: { start, end }, ...owed }));
    });
  },
  explain: (breach) =>
    `Day ${figure(breach.observed, breach.limit)} with a Sunday or a public holiday that was worked ` +
    `and no free day in lieu of it, where ${breach.limit} are the most.`,
});

/**
 * The latest rest day that was worked since which fewer days were free than have fallen due, and the
 * how-manieth day with it this is; null: nothing is owed.
 */
function owedOn(
  today: number,
  worked: ReadonlyMap<number, unknown>,
  { kindOf }: Calendar,
  p: Limits,
): { readonly observed: number; readonly limit: number } | null {
  let [due, free] = [0, 0];
  for (let date = today - 1; date > today - p.withinDays; date--) {
    const kind = kindOf(date);
    if (!worked.has(date)) {
      if (kind === 'working-day') free++;
      continue;
    }
    if (kind === 'working-day') continue;
    const limit = kind === 'sunday' ? p.sundayDays : p.holidayDays;
    const observed = today - date + 1;
    if (observed <= limit) continue;
    due++;
    if (due > free) return { observed, limit };
  }
  return null;
}
