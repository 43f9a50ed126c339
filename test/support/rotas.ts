import fc from 'fast-check';
import {
  type Bounds,
  type Cell,
  HARD,
  type Pattern,
  type Person,
  type Rota,
  type Rows,
  type Weight,
} from '../../src/planner/rota.ts';

/** So many days from a Thursday on, so that a weekend lies within a few. */
export function weekendOf(days: number): Rota['weekend'] {
  return Array.from({ length: days }, (_, day) => {
    const weekday = (day + 3) % 7;
    return weekday === 5 ? 'first' : weekday === 6 ? 'second' : null;
  });
}

const weight: fc.Arbitrary<Weight> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(HARD) },
  { weight: 7, arbitrary: fc.integer({ min: 0, max: 9 }) },
);

export function anyBounds(most: number): fc.Arbitrary<Bounds> {
  return fc
    .record({
      least: fc.integer({ min: 0, max: 2 }),
      more: fc.integer({ min: 0, max: most }),
      short: weight,
      long: weight,
    })
    .map(({ least, more, short, long }) => ({
      least,
      most: Math.max(1, least + more),
      short,
      long,
    }));
}

const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 })), {
  maxLength: 2,
});

export const anyPattern: fc.Arbitrary<Pattern> = fc.record({
  kinds: fc.constant(2),
  forbidden: pairs,
  forbiddenAfterOneOff: pairs,
  work: anyBounds(3),
  off: anyBounds(2),
  ofKind: fc.tuple(anyBounds(3), anyBounds(2)),
  halfWeekend: weight,
});

const before: fc.Arbitrary<Person['before']> = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1, max: 4 }).map((off) => ({ off })),
  fc
    .tuple(
      fc.integer({ min: 0, max: 1 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 2 }),
    )
    .map(([kind, ofKind, more]) => ({ kind, ofKind, work: ofKind + more })),
);

/** A small rota of two duties, with every kind of bound that the vocabulary has. */
export function anyRota(days: number, people: number): fc.Arbitrary<Rota> {
  const row = fc.tuple(fc.integer({ min: 0, max: 3 }), weight, weight);
  const person = (pattern: Pattern): fc.Arbitrary<Person> =>
    fc.record({
      pattern: fc.constant(pattern),
      duties: fc.constantFrom([0, 1], [1, 0]),
      before,
      wishes: fc.array(row, { minLength: days, maxLength: days }),
      totals: fc
        .tuple(anyBounds(2), anyBounds(4), anyBounds(2))
        .map((bounds) => bounds.map((one, measure) => ({ ...one, measure, from: 0, to: days }))),
    });
  const cell: fc.Arbitrary<Cell> = fc.record({
    wanted: fc.integer({ min: 0, max: people }),
    lacking: fc.integer({ min: 1, max: 9 }),
    beyond: fc.integer({ min: 0, max: 3 }),
  });
  return anyPattern.chain((pattern) =>
    fc.record({
      days: fc.constant(days),
      weekend: fc.constant(weekendOf(days)),
      duties: fc.constant(
        [0, 1].map((kind) => ({
          kind,
          covers: Array.from({ length: days }, (_, day) => [{ cell: day * 2 + kind, amount: 1 }]),
        })),
      ),
      people: fc.array(person(pattern), { minLength: people, maxLength: people }),
      cells: fc.array(cell, { minLength: days * 2, maxLength: days * 2 }),
      measures: fc.constant([
        'weekends' as const,
        Array.from({ length: days }, () => [0, 1, 1]),
        Array.from({ length: days }, () => [0, 0, 2]),
      ]),
    }),
  );
}

/** Every way in which so many days can be filled with so many values. */
export function everyRow(days: number, values: number): readonly Uint8Array[] {
  let rows: number[][] = [[]];
  for (let day = 0; day < days; day++)
    rows = rows.flatMap((row) => Array.from({ length: values }, (_, value) => [...row, value]));
  return rows.map((row) => Uint8Array.from(row));
}

interface Cost {
  readonly hard: number;
  readonly soft: number;
}

/** What a rota's rows cost, said again in other words: by looking at whole runs, as text. */
export function naiveCost(rota: Rota, rows: Rows): Cost {
  const costs = rota.people.flatMap((person, p) => {
    const row = [...rows.subarray(p * rota.days, (p + 1) * rota.days)];
    return [
      ...runCosts(rota, person, row),
      ...wishCosts(person, row),
      ...totalCosts(rota, person, row),
    ];
  });
  rota.cells.forEach((cell, c) => {
    let there = 0;
    rows.forEach((value, i) => {
      const day = i % rota.days;
      const duty = rota.people[Math.floor(i / rota.days)]?.duties[value - 1] ?? 0;
      for (const share of value === 0 ? [] : (rota.duties[duty]?.covers[day] ?? []))
        if (share.cell === c) there += share.amount;
    });
    costs.push(cost(cell.wanted - there, cell.lacking), cost(there - cell.wanted, cell.beyond));
  });
  return costs.reduce((a, b) => ({ hard: a.hard + b.hard, soft: a.soft + b.soft }), {
    hard: 0,
    soft: 0,
  });
}

function cost(units: number, by: Weight): Cost {
  if (units <= 0) return { hard: 0, soft: 0 };
  return by === HARD ? { hard: units, soft: 0 } : { hard: 0, soft: units * by };
}

/** The days before stand before the row as days of minus something; runs are then found in one text. */
function runCosts(
  rota: Rota,
  { pattern, before: known, duties }: Person,
  row: readonly number[],
): Cost[] {
  const kinds = row.map((value) =>
    value === 0 ? '-' : String(rota.duties[duties[value - 1] ?? 0]?.kind ?? 0),
  );
  const past =
    known === null
      ? []
      : 'off' in known
        ? Array.from({ length: known.off }, () => '-')
        : [
            ...Array.from({ length: known.work - known.ofKind }, () => '?'),
            ...Array.from({ length: known.ofKind }, () => String(known.kind)),
          ];
  const text = [...past, ...kinds].join('');
  const costs: Cost[] = [];
  const look = (found: RegExp, bounds: Bounds) => {
    for (const { 0: run, index } of text.matchAll(found)) {
      const end = index + run.length;
      if (end < past.length) continue;
      const isOpen = end === text.length || (known === null && index === 0);
      if (!isOpen) costs.push(cost(bounds.least - run.length, bounds.short));
      const grown = end - Math.max(index + bounds.most, past.length);
      costs.push(cost(Math.max(0, grown), bounds.long));
    }
  };
  look(/[?0-9]+/g, pattern.work);
  look(/-+/g, pattern.off);
  for (const [kind, bounds] of pattern.ofKind.entries()) look(new RegExp(`${kind}+`, 'g'), bounds);
  for (let i = Math.max(0, past.length - 1); i < text.length - 1; i++)
    if (pattern.forbidden.some(([a, b]) => text[i] === String(a) && text[i + 1] === String(b)))
      costs.push(cost(1, HARD));
  for (let i = Math.max(0, past.length - 1); i < text.length - 2; i++)
    if (
      text[i + 1] === '-' &&
      pattern.forbiddenAfterOneOff.some(
        ([a, b]) => text[i] === String(a) && text[i + 2] === String(b),
      )
    )
      costs.push(cost(1, HARD));
  rota.weekend.forEach((day, d) => {
    if (day !== 'second') return;
    const saturday = text[past.length + d - 1] ?? '-';
    if ((saturday === '-') !== (kinds[d] === '-')) costs.push(cost(1, pattern.halfWeekend));
  });
  return costs;
}

function wishCosts({ wishes }: Person, row: readonly number[]): Cost[] {
  return row.map((value, day) => cost(1, wishes[day]?.[value] ?? 0));
}

function totalCosts(rota: Rota, person: Person, row: readonly number[]): Cost[] {
  return person.totals.flatMap(({ measure, from, to, least, most, short, long }) => {
    const amounts = rota.measures[measure];
    let sum = 0;
    for (let day = from; day < to; day++) {
      const value = row[day] ?? 0;
      if (amounts !== 'weekends')
        sum += amounts?.[day]?.[value === 0 ? 0 : (person.duties[value - 1] ?? 0) + 1] ?? 0;
      else if (value > 0 && rota.weekend[day] === 'first') sum++;
      else if (value > 0 && rota.weekend[day] === 'second' && !workedBefore(person, row, day))
        sum++;
    }
    return [cost(least - sum, short), cost(sum - most, long)];
  });
}

function workedBefore({ before: known }: Person, row: readonly number[], day: number): boolean {
  if (day > 0) return (row[day - 1] ?? 0) > 0;
  return known !== null && !('off' in known);
}
