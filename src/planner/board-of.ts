import { type Automaton, automatonOf } from './automaton.ts';
import { type Board, type Cells, IMPOSSIBLE, type Tables, type Totals } from './board.ts';
import { HARD, type Person, type Rota, type Total } from './rota.ts';

/** A rota as the search needs it. */
export function boardOf(rota: Rota): Board {
  const values = rota.duties.length + 1;
  const patterns = [...new Set(rota.people.map((person) => person.pattern))];
  const automata = patterns.map(automatonOf);
  const bases: number[] = [];
  let base = 0;
  for (const { states, pattern } of automata) {
    bases.push(base);
    base += states * (pattern.kinds + 1);
  }
  const of = (person: Person) => patterns.indexOf(person.pattern);
  return {
    rota,
    days: rota.days,
    people: rota.people.length,
    values,
    weekend: Uint8Array.from(rota.weekend, (day) => (day === null ? 0 : day === 'first' ? 1 : 2)),
    tables: tablesOf(automata),
    steps: Int32Array.from(rota.people, ({ pattern }) => pattern.kinds + 1),
    ...valuesOf(rota),
    table: Int32Array.from(rota.people, (person) => bases[of(person)] as number),
    start: Uint16Array.from(rota.people, (person) =>
      (automata[of(person)] as Automaton).start(person.before),
    ),
    ...choicesOf(rota),
    ...coversOf(rota, values),
    cells: cellsOf(rota),
    totals: totalsOf(rota, values),
  };
}

function tablesOf(automata: readonly Automaton[]): Tables {
  const next: number[] = [];
  const hard: number[] = [];
  const soft: number[] = [];
  const half: number[] = [];
  const second: number[] = [];
  for (const automaton of automata) {
    next.push(...automaton.next);
    hard.push(...automaton.hard);
    soft.push(...automaton.soft);
    const steps = automaton.pattern.kinds + 1;
    for (let at = 0; at < automaton.next.length; at++) {
      const rested = automaton.worked[Math.floor(at / steps)] === 0;
      const works = at % steps > 0;
      half.push(rested === works ? automaton.pattern.halfWeekend : 0);
      second.push(works && rested ? 1 : 0);
    }
  }
  return {
    automata,
    next: Uint16Array.from(next),
    hard: Uint8Array.from(hard),
    soft: Int32Array.from(soft),
    halfHard: Uint8Array.from(half, (weight) => (weight === HARD ? 1 : 0)),
    halfSoft: Int32Array.from(half, softOf),
    second: Uint8Array.from(second),
  };
}

function valuesOf({ people, duties }: Rota) {
  const valueAt = new Int32Array(people.length);
  const values: number[] = [];
  people.forEach((person, p) => {
    valueAt[p] = values.length;
    values.push(0, ...person.duties.map((duty) => duty + 1));
  });
  return {
    width: Int32Array.from(people, (person) => person.duties.length + 1),
    valueAt,
    valueOf: Uint16Array.from(values),
    stepOf: Uint8Array.from(values, (value) =>
      value === 0 ? 0 : (duties[value - 1]?.kind ?? 0) + 1,
    ),
  };
}

function choicesOf({ days, people }: Rota) {
  const wishAt = new Int32Array(people.length);
  const wishes: number[] = [];
  const choiceAt = new Int32Array(people.length * days + 1);
  const choices: number[] = [];
  people.forEach((person, p) => {
    wishAt[p] = wishes.length;
    for (let day = 0; day < days; day++) {
      for (let value = 0; value <= person.duties.length; value++) {
        const wish = person.wishes[day]?.[value] ?? 0;
        wishes.push(wish === HARD ? IMPOSSIBLE : wish);
        if (wish !== HARD) choices.push(value);
      }
      choiceAt[p * days + day + 1] = choices.length;
    }
  });
  return { wishAt, wishes: Int32Array.from(wishes), choiceAt, choices: Uint8Array.from(choices) };
}

function coversOf({ days, duties }: Rota, values: number) {
  const coverAt = new Int32Array(values * days + 1);
  const shares = [];
  for (let value = 0; value < values; value++)
    for (let day = 0; day < days; day++) {
      if (value > 0) shares.push(...(duties[value - 1]?.covers[day] ?? []));
      coverAt[value * days + day + 1] = shares.length;
    }
  return {
    coverAt,
    coverCell: Int32Array.from(shares, (share) => share.cell),
    coverAmount: Int32Array.from(shares, (share) => share.amount),
  };
}

const softOf = (weight: number) => (weight === HARD ? 0 : weight);

function cellsOf({ cells }: Rota): Cells {
  return {
    wanted: Int32Array.from(cells, (cell) => cell.wanted),
    lacking: Int32Array.from(cells, (cell) => softOf(cell.lacking)),
    beyond: Int32Array.from(cells, (cell) => softOf(cell.beyond)),
    hardLacking: Uint8Array.from(cells, (cell) => (cell.lacking === HARD ? 1 : 0)),
    hardBeyond: Uint8Array.from(cells, (cell) => (cell.beyond === HARD ? 1 : 0)),
  };
}

const MOST = 2 ** 30;

function totalsOf({ days, measures, people }: Rota, values: number): Totals {
  const amounts = new Int32Array(measures.length * days * values);
  measures.forEach((measure, m) => {
    if (measure === 'weekends') return;
    for (let day = 0; day < days; day++)
      for (let value = 0; value < values; value++)
        amounts[(m * days + day) * values + value] = measure[day]?.[value] ?? 0;
  });
  const all: readonly Total[] = people.flatMap((person) => person.totals);
  const at = new Int32Array(people.length + 1);
  people.forEach((person, p) => {
    at[p + 1] = (at[p] as number) + person.totals.length;
  });
  return {
    at,
    from: Int32Array.from(all, (total) => total.from),
    to: Int32Array.from(all, (total) => total.to),
    amounts: Int32Array.from(all, ({ measure }) =>
      measures[measure] === 'weekends' ? -1 : measure * days * values,
    ),
    least: Int32Array.from(all, (total) => total.least),
    most: Int32Array.from(all, (total) => Math.min(total.most, MOST)),
    short: Int32Array.from(all, (total) => softOf(total.short)),
    long: Int32Array.from(all, (total) => softOf(total.long)),
    hardShort: Uint8Array.from(all, (total) => (total.short === HARD ? 1 : 0)),
    hardLong: Uint8Array.from(all, (total) => (total.long === HARD ? 1 : 0)),
    measures: amounts,
  };
}
