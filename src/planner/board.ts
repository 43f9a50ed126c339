import { type Automaton, automatonOf } from './automaton.ts';
import { HARD, type Person, type Rota, type Total } from './rota.ts';

/** More than any sum of what is soft: a value with such a wish cannot be. */
export const IMPOSSIBLE = 2 ** 29;

/** A rota as flat arrays, made once, so that a move of the search touches numbers alone. */
export interface Board {
  readonly rota: Rota;
  readonly days: number;
  readonly people: number;
  /** Off, and the duties. */
  readonly values: number;
  /** By day: 0, or 1 and 2 for the days of a weekend. */
  readonly weekend: Uint8Array;
  readonly tables: Tables;
  /** By person. */
  readonly table: Int32Array;
  readonly start: Uint16Array;
  /** By person, day and value. */
  readonly wishes: Int32Array;
  /** What is possible of a person on a day is choices[choiceAt[p * days + d] .. choiceAt[.. + 1]]. */
  readonly choiceAt: Int32Array;
  readonly choices: Uint8Array;
  /** What value v adds on day d is in shares coverAt[v * days + d] .. coverAt[.. + 1]. */
  readonly coverAt: Int32Array;
  readonly coverCell: Int32Array;
  readonly coverAmount: Int32Array;
  readonly cells: Cells;
  readonly totals: Totals;
}

/** All automata in one, by value: a row of person p is read from table[p] on. */
export interface Tables {
  readonly automata: readonly Automaton[];
  readonly next: Uint16Array;
  readonly hard: Uint8Array;
  readonly soft: Int32Array;
  /** What a second day of a weekend costs beside. */
  readonly halfHard: Uint8Array;
  readonly halfSoft: Int32Array;
  /** Whether the step is the first worked of a weekend, when taken on its second day. */
  readonly second: Uint8Array;
}

export interface Cells {
  readonly wanted: Int32Array;
  readonly lacking: Int32Array;
  readonly beyond: Int32Array;
  /** 1: what is lacking, or is beyond, breaks something hard. */
  readonly hardLacking: Uint8Array;
  readonly hardBeyond: Uint8Array;
}

/** The totals of person p are those from at[p] up to at[p + 1]. */
export interface Totals {
  readonly at: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Where the amounts of its measure begin, by day and value; -1: weekends. */
  readonly amounts: Int32Array;
  readonly least: Int32Array;
  readonly most: Int32Array;
  readonly short: Int32Array;
  readonly long: Int32Array;
  readonly hardShort: Uint8Array;
  readonly hardLong: Uint8Array;
  readonly measures: Int32Array;
}

export function boardOf(rota: Rota): Board {
  const values = rota.duties.length + 1;
  const patterns = [...new Set(rota.people.map((person) => person.pattern))];
  const automata = patterns.map(automatonOf);
  const bases: number[] = [];
  let base = 0;
  for (const { states } of automata) {
    bases.push(base);
    base += states * values;
  }
  const of = (person: Person) => patterns.indexOf(person.pattern);
  return {
    rota,
    days: rota.days,
    people: rota.people.length,
    values,
    weekend: Uint8Array.from(rota.weekend, (day) => (day === null ? 0 : day === 'first' ? 1 : 2)),
    tables: tablesOf(rota, automata),
    table: Int32Array.from(rota.people, (person) => bases[of(person)] as number),
    start: Uint16Array.from(rota.people, (person) =>
      (automata[of(person)] as Automaton).start(person.before),
    ),
    ...choicesOf(rota, values),
    ...coversOf(rota, values),
    cells: cellsOf(rota),
    totals: totalsOf(rota, values),
  };
}

function tablesOf(rota: Rota, automata: readonly Automaton[]): Tables {
  const next: number[] = [];
  const hard: number[] = [];
  const soft: number[] = [];
  const halfHard: number[] = [];
  const halfSoft: number[] = [];
  const second: number[] = [];
  for (const automaton of automata)
    for (let state = 0; state < automaton.states; state++)
      for (let value = 0; value <= rota.duties.length; value++) {
        const kind = value === 0 ? 0 : (rota.duties[value - 1]?.kind ?? 0) + 1;
        const at = state * (automaton.pattern.kinds + 1) + kind;
        const half =
          (automaton.worked[state] === 1) !== value > 0 ? automaton.pattern.halfWeekend : 0;
        next.push(automaton.next[at] as number);
        hard.push(automaton.hard[at] as number);
        soft.push(automaton.soft[at] as number);
        halfHard.push(half === HARD ? 1 : 0);
        halfSoft.push(half === HARD ? 0 : half);
        second.push(value > 0 && automaton.worked[state] === 0 ? 1 : 0);
      }
  return {
    automata,
    next: Uint16Array.from(next),
    hard: Uint8Array.from(hard),
    soft: Int32Array.from(soft),
    halfHard: Uint8Array.from(halfHard),
    halfSoft: Int32Array.from(halfSoft),
    second: Uint8Array.from(second),
  };
}

function choicesOf({ days, people }: Rota, values: number) {
  const wishes = new Int32Array(people.length * days * values);
  const choiceAt = new Int32Array(people.length * days + 1);
  const choices: number[] = [];
  people.forEach((person, p) => {
    for (let day = 0; day < days; day++) {
      for (let value = 0; value < values; value++) {
        const wish = person.wishes[day]?.[value] ?? 0;
        wishes[(p * days + day) * values + value] = wish === HARD ? IMPOSSIBLE : wish;
        if (wish !== HARD) choices.push(value);
      }
      choiceAt[p * days + day + 1] = choices.length;
    }
  });
  return { wishes, choiceAt, choices: Uint8Array.from(choices) };
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
