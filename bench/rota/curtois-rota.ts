/** What an instance of Curtois and Qu asks, in the planner's words. */
import {
  type Bounds,
  type Cell,
  HARD,
  type Measure,
  type Pattern,
  type Person,
  type Rota,
  type Total,
} from '../../src/planner/rota.ts';
import type { Instance, Staff } from './curtois.ts';

const FREE: Bounds = { least: 0, most: HARD, short: 0, long: 0 };
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

export function rotaOf(instance: Instance): Rota {
  const { days, shifts, cover } = instance;
  const each = Array.from({ length: days }, (_, day) => day);
  const cellAt = new Map(cover.map(([day, id], i) => [`${day}/${id}`, i]));
  const patterns = new Map<string, Pattern>();
  return {
    days,
    weekend: each.map((day) => (day % 7 === 5 ? 'first' : day % 7 === 6 ? 'second' : null)),
    duties: shifts.map(({ id }, kind) => ({
      kind,
      covers: each.map((day) => {
        const cell = cellAt.get(`${day}/${id}`);
        return cell === undefined ? [] : [{ cell, amount: 1 }];
      }),
    })),
    people: instance.staff.map((staff): Person => {
      const key = [...staff.work, staff.off].join();
      const pattern = patterns.get(key) ?? patternOf(instance, staff);
      patterns.set(key, pattern);
      const wishes = wishesOf(instance, staff);
      return {
        pattern,
        duties: shifts.map((_, kind) => kind),
        before: null,
        wishes,
        totals: totalsOf(instance, staff),
      };
    }),
    cells: cover.map(
      ([, , wanted, under, over]): Cell => ({
        wanted: Number(wanted),
        lacking: Number(under),
        beyond: Number(over),
      }),
    ),
    measures: measuresOf(instance),
  };
}

const kindOf = ({ shifts }: Instance, id: string) => shifts.findIndex((shift) => shift.id === id);
const unitOf = ({ shifts }: Instance) => shifts.map(({ minutes }) => minutes).reduce(gcd);

/** Weekends, working time, and the shifts of each kind. */
function measuresOf(instance: Instance): readonly Measure[] {
  const { days, shifts } = instance;
  const daily = (row: readonly number[]) => Array.from({ length: days }, () => row);
  return [
    'weekends',
    daily([0, ...shifts.map(({ minutes }) => minutes / unitOf(instance))]),
    ...shifts.map((_, kind) => daily([0, ...shifts.map((_, other) => (kind === other ? 1 : 0))])),
  ];
}

function patternOf(instance: Instance, { work, off }: Staff): Pattern {
  const { shifts } = instance;
  return {
    kinds: shifts.length,
    forbidden: shifts.flatMap(({ notBefore }, kind) =>
      notBefore.map((after) => [kind, kindOf(instance, after)] as const),
    ),
    forbiddenAfterOneOff: [],
    work: { least: work[0], most: work[1], short: HARD, long: HARD },
    off: { least: off, most: HARD, short: HARD, long: HARD },
    ofKind: shifts.map(() => FREE),
    halfWeekend: 0,
  };
}

function totalsOf(instance: Instance, { weekends, minutes, most }: Staff): readonly Total[] {
  const whole = { from: 0, to: instance.days, short: HARD, long: HARD };
  const unit = unitOf(instance);
  const time = { least: Math.ceil(minutes[0] / unit), most: Math.floor(minutes[1] / unit) };
  const kinds = instance.shifts.flatMap((shift, kind) => {
    const limit = most.get(shift.id) ?? 0;
    const binds = limit > 0 && limit < Math.min(instance.days, minutes[1] / shift.minutes);
    return binds ? [{ ...whole, measure: 2 + kind, least: 0, most: limit }] : [];
  });
  return [
    { ...whole, measure: 0, least: 0, most: weekends },
    { ...whole, measure: 1, ...time },
    ...kinds,
  ];
}

function wishesOf(instance: Instance, { id, most }: Staff): readonly (readonly number[])[] {
  const { days, shifts } = instance;
  const wishes = Array.from({ length: days }, () => [
    0,
    ...shifts.map((shift) => (most.get(shift.id) === 0 ? HARD : 0)),
  ]);
  const add = (day: string | undefined, value: number, weight: number) => {
    const row = wishes[Number(day)];
    if (row) row[value] = (row[value] ?? 0) + weight;
  };
  for (const [who, ...off] of instance.daysOff)
    if (who === id)
      for (const day of off)
        for (let kind = 0; kind < shifts.length; kind++) add(day, kind + 1, HARD);
  for (const [who, day, shift = '', weight] of instance.on)
    if (who === id)
      for (let value = 0; value <= shifts.length; value++)
        if (value !== kindOf(instance, shift) + 1) add(day, value, Number(weight));
  for (const [who, day, shift = '', weight] of instance.off)
    if (who === id) add(day, kindOf(instance, shift) + 1, Number(weight));
  return wishes;
}
