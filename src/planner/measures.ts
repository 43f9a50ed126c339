import { NIGHT, nights } from '../domain/nights.ts';
import { coveredMinutes, intersect } from '../domain/spans.ts';
import { minutesOf, type Span } from '../domain/time.ts';
import { NIGHT_WORK } from '../domain/working-time.ts';
import { breaksIn, spanOn } from './proposed.ts';
import type { Plannable, PlanRequest, ShiftKind } from './request.ts';
import { HARD, type Measure, type Total } from './rota.ts';

/** What somebody does on a day: a kind of shift, and what is worked in it. */
export interface Work {
  readonly kind: ShiftKind;
  readonly group: string;
}

/** Working time is counted in half hours: a night of seven hours and one of nine differ. */
const HALF_HOUR = 30;
/**
 * What a unit costs beside one hundredth of a person lacking for half an hour, which is 1: the agreed hours come
 * first, then a fair part of nights and weekends, then wishes; a shift that nobody needs is not planned.
 */
export const WEIGHTS = { beyond: 0, shift: 1, halfHourShort: 80, unfair: 60, wish: 3 } as const;

/** Agreed hours, and a fair part of weekends, nights and severe days. */
export function totalsOf({ minutes, share }: Plannable, days: number): readonly Total[] {
  const whole = { from: 0, to: days };
  return [
    {
      ...{ ...whole, measure: 0, short: WEIGHTS.halfHourShort, long: HARD },
      least: Math.ceil(minutes.least / HALF_HOUR),
      most: Math.floor(minutes.most / HALF_HOUR),
    },
    { ...whole, measure: 1, least: 0, most: share.weekends, short: 0, long: WEIGHTS.unfair },
    { ...whole, measure: 2, least: 0, most: share.nights, short: 0, long: WEIGHTS.unfair },
    { ...whole, measure: 3, least: 0, most: share.severe, short: 0, long: WEIGHTS.unfair },
  ];
}

/** Working time without unpaid breaks, weekends, nights, and severe days. */
export function measuresOf(
  { severe }: PlanRequest,
  work: readonly Work[],
  dates: readonly string[],
): readonly Measure[] {
  const byDay = (amount: (kind: ShiftKind, date: string, group: string) => number) =>
    dates.map((date) => [0, ...work.map(({ kind, group }) => amount(kind, date, group))]);
  return [
    byDay((kind, date) => Math.round(paidMinutes(kind, spanOn(kind, date)) / HALF_HOUR)),
    'weekends',
    byDay((kind, date) => (isNight(kind, spanOn(kind, date)) ? 1 : 0)),
    byDay((_, __, group) => (severe.includes(group) ? 1 : 0)),
  ];
}

function paidMinutes(kind: ShiftKind, span: Span): number {
  const unpaid = breaksIn(kind, span).filter((one) => one.kind !== 'wellbeing');
  return minutesOf(span) - coveredMinutes(unpaid);
}

const NIGHT_HOURS = { nightFrom: NIGHT.nightFrom.value, nightUntil: NIGHT.nightUntil.value };

/** Three hours of the night make a shift night work (Directive 2003/88/EC art. 2). */
export function isNight({ zone }: ShiftKind, span: Span): boolean {
  const zones = [{ zone, from: Number.NEGATIVE_INFINITY }];
  return coveredMinutes(intersect([span], nights(zones, span, NIGHT_HOURS))) >= NIGHT_WORK;
}
