import { figure } from '../domain/figure.ts';
import { clockTime, dayNumber } from '../domain/local-time.ts';
import { subtract, union } from '../domain/spans.ts';
import { type Instant, type Minutes, minutesOf, type Span } from '../domain/time.ts';
import type { Shift, Timeline } from '../domain/timeline.ts';
import {
  clockAt,
  countedBreaks,
  kindAsked,
  LONGEST_SHIFT,
  UNPAID,
  WELLBEING_COUNTS,
  zoneAt,
} from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = {
  readonly noonMinutes: Minutes;
  readonly noonFrom: Minutes;
  readonly noonTo: Minutes;
  readonly eveningMinutes: Minutes;
  readonly eveningFrom: Minutes;
  readonly eveningTo: Minutes;
  readonly lateMinutes: Minutes;
  readonly lateFrom: Minutes;
  readonly lateTo: Minutes;
  readonly overMinutes: Minutes;
  readonly wellbeingCounts: number;
};

/**
 * Meals within windows of the wall clock, for shifts longer than some: one around noon for a shift that
 * spans it, another in the evening for one that begins before noon and spans the evening, and one by
 * the middle of a shift that begins late. What should not have been worked is the time from then on
 * until a meal begins.
 */
export const rule = defineRule<Limits>({
  id: 'meals-by-clock',
  title: 'Meals by the clock',
  because:
    'New York Labor Law §162 (read 2026): 30 minutes between 11:00 and 14:00 where a shift of more ' +
    'than 6 hours spans it, 20 more between 17:00 and 19:00, 45 midway in a late shift.',
  baseline: 'law',
  sameForAll: true,
  waitingHelps: false,
  breakAsked: (p, { limit }) => ({ kind: kindAsked(p, 'meal'), minutes: limit }),
  parameters: {
    noonMinutes: minutes(30, 'Minutes in one piece around noon (New York §162: 30).'),
    noonFrom: clock(660, 'higher', 'Where noon begins (New York §162: 11:00).'),
    noonTo: clock(840, 'lower', 'Where noon ends (New York §162: 14:00).'),
    eveningMinutes: minutes(20, 'Minutes in one piece in the evening (New York §162: 20).'),
    eveningFrom: clock(1020, 'higher', 'Where the evening begins (New York §162: 17:00).'),
    eveningTo: clock(1140, 'lower', 'Where the evening ends (New York §162: 19:00).'),
    lateMinutes: minutes(45, 'Minutes in one piece in a late shift (New York §162: 45).'),
    lateFrom: clock(780, 'lower', 'A shift that starts from then on is late (New York: 13:00).'),
    lateTo: clock(360, 'higher', 'A shift that starts before is late (New York §162: 06:00).'),
    overMinutes: {
      value: 360,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Shifts longer than this need a meal (New York §162: 6 h).',
    },
    ...WELLBEING_COUNTS,
  },
  lookback: () => LONGEST_SHIFT,
  describe: (p) =>
    `In a shift of more than ${p.overMinutes} minutes that spans noon (${p.noonFrom} to ${p.noonTo}) ` +
    `a meal of ${p.noonMinutes} minutes, ${p.eveningMinutes} more in one that spans the evening ` +
    `(${p.eveningFrom} to ${p.eveningTo}), ${p.lateMinutes} by the middle of one that starts from ` +
    `${p.lateFrom} to ${p.lateTo} (wellbeing breaks: ${p.wellbeingCounts}).`,
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const breaks = union(countedBreaks(timeline, { ...p, kinds: UNPAID }));
    return timeline.shifts.flatMap((shift) =>
      shift.end <= from
        ? []
        : mealsOf(shift, timeline, p).flatMap((meal) =>
            missed(meal, Math.min(shift.end, timeline.knownUntil), breaks),
          ),
    );
  },
  explain: (breach) =>
    `${figure(breach.observed, breach.limit)} minutes of a meal in one piece, where ` +
    `${breach.limit} are the least by then.`,
});

function minutes(value: Minutes, says: string) {
  return { value, unit: 'minutes', stricter: 'higher', says } as const;
}

function clock(value: Minutes, stricter: 'lower' | 'higher', says: string) {
  return { value, unit: 'clock', stricter, says } as const;
}

/** A meal that a shift needs: so long, not before `from`, begun by `due`. */
interface Meal {
  readonly from: Instant;
  readonly due: Instant;
  readonly minutes: Minutes;
}

function mealsOf(shift: Shift, { zones }: Timeline, p: Limits): readonly Meal[] {
  if (minutesOf(shift) <= p.overMinutes) return [];
  const zone = zoneAt(zones, shift.start);
  const date = dayNumber(shift.start, zone);
  const noons = [date, date + 1].map((day) => ({
    from: clockTime(day, p.noonFrom, zone),
    due: clockTime(day, p.noonTo, zone),
    minutes: p.noonMinutes,
  }));
  const evening = {
    from: clockTime(date, p.eveningFrom, zone),
    due: clockTime(date, p.eveningTo, zone),
    minutes: p.eveningMinutes,
  };
  const middle = Math.floor((shift.start + shift.end) / 2);
  const start = clockAt(shift.start, zone);
  return [
    ...noons.filter(({ from, due }) => shift.start <= from && due < shift.end),
    ...(shift.start < clockTime(date, p.noonFrom, zone) && evening.due < shift.end
      ? [evening]
      : []),
    ...(start >= p.lateFrom || start < p.lateTo
      ? [{ from: shift.start, due: middle, minutes: p.lateMinutes }]
      : []),
  ].map((meal) => ({ ...meal, due: Math.max(meal.due, shift.start) }));
}

/** Time past the instant at which a meal should have begun, until one does. */
function missed(meal: Meal, until: Instant, breaks: readonly Span[]) {
  const long = ({ start, end }: Span) => minutesOf({ start: Math.max(start, meal.from), end });
  const begun = breaks.find((one) => one.start < until && long(one) >= meal.minutes);
  const end = Math.min(until, begun ? Math.max(begun.start, meal.from) : until);
  if (end <= meal.due) return [];
  return subtract([{ start: meal.due, end }], breaks).map((span) => ({
    span,
    observed: Math.max(0, ...breaks.filter((one) => one.end <= span.start).map(long)),
    limit: meal.minutes,
  }));
}

/** 24:00 is where the next date begins. */
