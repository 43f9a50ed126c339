import type { Window } from './day-limit.ts';
import { localDays } from './local-days.ts';
import { dateBefore, instantOf, localDate } from './local-time.ts';
import { type Instant, intersection, type Minutes, type Span } from './time.ts';
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
    // The night that a date begins in was begun by the date before.
    const dates = localDays([{ zone, from: 0 }], asked).map((day) => localDate(day.start, zone));
    const [first] = dates;
    const all = first === undefined ? [] : [dateBefore(first, 1), ...dates];
    return all.flatMap((date) => {
      const night = intersection(nightOf(date, zone, hours), inForce);
      return night ? [{ ...night, judgedFrom: night.start }] : [];
    });
  });
}

const MINUTES_A_DAY = 24 * 60;

const known = new Map<string, Span>();

/** Of a time that happens twice, or never, the side counts that makes the night longer. */
function nightOf(date: string, zone: string, { nightFrom, nightUntil }: NightHours): Span {
  const key = `${zone} ${date} ${nightFrom} ${nightUntil}`;
  const night = known.get(key) ?? {
    start: timeOf(date, nightFrom, zone, 'earlier'),
    end: timeOf(dateBefore(date, -1), nightUntil, zone, 'later'),
  };
  known.set(key, night);
  return night;
}

function timeOf(date: string, minutes: Minutes, zone: string, side: 'earlier' | 'later'): Instant {
  const day = Math.floor(minutes / MINUTES_A_DAY);
  const clock = clockOf(minutes - day * MINUTES_A_DAY);
  return instantOf(`${dateBefore(date, -day)}T${clock}`, zone, side);
}

function clockOf(minutes: Minutes): string {
  return [Math.floor(minutes / 60), Math.floor(minutes % 60)]
    .map((n) => String(n).padStart(2, '0'))
    .join(':');
}
