import type { Window } from './day-limit.ts';
import { localDays } from './local-days.ts';
import { clockTime, dayNumber } from './local-time.ts';
import { intersection, type Minutes, type Span } from './time.ts';
import type { ZoneFrom } from './timeline.ts';

/** A night by the wall clock, in minutes after midnight: from the evening to the next morning. */
export type NightHours = { readonly nightFrom: Minutes; readonly nightUntil: Minutes };

/** The hours as parameters of the rules that know a night: each number stands here alone. */
export const NIGHT = {
  nightFrom: {
    value: 23 * 60,
    unit: 'clock',
    stricter: 'lower',
    says: 'Minutes after midnight at which the night begins (German ArbZG: 23:00).',
  },
  nightUntil: {
    value: 6 * 60,
    unit: 'clock',
    stricter: 'higher',
    says: 'Minutes after midnight at which the night ends (German ArbZG: 06:00).',
  },
} as const;

/** What the hours rest on, and why a night is different. */
export const NIGHT_BECAUSE =
  'Directive 2003/88/EC art. 2 and 8: seven hours or more with those from 0 to 5, and less work in ' +
  'them where it is a heavy strain; from 23 to 6 as in the German ArbZG.';

/** 'from 23:00 (1380) to 06:00 (360)': the clock, and the parameter. */
export function nightWords({ nightFrom, nightUntil }: NightHours): string {
  return `from ${clockOf(nightFrom)} (${nightFrom}) to ${clockOf(nightUntil)} (${nightUntil})`;
}

/**
 * The nights that overlap a span, each from `nightFrom` of a local date to `nightUntil` of the next,
 * in the zone in force (the first zone also before it starts). At a move of zone a night ends, and
 * the one that the other zone has then begins.
 */
export function nights(
  zones: readonly ZoneFrom[],
  span: Span,
  hours: NightHours,
): readonly Window[] {
  const moves = zones.filter((entry, i) => entry.zone !== zones[i - 1]?.zone);
  return moves.flatMap(({ zone, from }, i) => {
    const start = i === 0 ? Number.NEGATIVE_INFINITY : from;
    const inForce = { start, end: moves[i + 1]?.from ?? Number.POSITIVE_INFINITY };
    const asked = intersection(inForce, span);
    if (!asked) return [];
    const days = localDays([{ zone, from: 0 }], asked).map((day) => dayNumber(day.start, zone));
    const [first] = days;
    // The night that a date begins in was begun by the date before.
    const all = first === undefined ? [] : [first - 1, ...days];
    return all.flatMap((day) => {
      const night = intersection(nightOf(day, zone, hours), inForce);
      return night ? [{ ...night, judgedFrom: night.start }] : [];
    });
  });
}

const MINUTES_A_DAY = 24 * 60;

/** Of a time that happens twice, or never, the side counts that makes the night longer. */
function nightOf(day: number, zone: string, { nightFrom, nightUntil }: NightHours): Span {
  return {
    start: clockTime(day, nightFrom, zone, 'earlier'),
    end: clockTime(day, MINUTES_A_DAY + nightUntil, zone, 'later'),
  };
}

function clockOf(minutes: Minutes): string {
  return [Math.floor(minutes / 60), Math.floor(minutes % 60)]
    .map((n) => String(n).padStart(2, '0'))
    .join(':');
}
