import type { Board } from './board.ts';
import type { Held, RowSpace } from './row-space.ts';

/** All days of those who are alike: the same pattern, start and totals, and the same kinds of choice. */
export interface Alike {
  readonly people: readonly number[];
  readonly space: RowSpace;
}

/** So many each have a graph of their own: smaller, as it leaves out the days that they cannot work. */
const FEW = 150;

/** People by what their rows can be; days on which one of them cannot are left to prices. */
export function alike(board: Board): readonly Alike[] {
  const isSmall = board.people <= FEW;
  const groups = new Map<string, number[]>();
  for (let p = 0; p < board.people; p++) {
    const totals = totalsOf(board, p).map(({ total, least, most }) => [
      ...[
        board.totals.amounts[total],
        least,
        most,
        board.totals.from[total],
        board.totals.to[total],
      ],
      ...[board.totals.short[total], board.totals.long[total]],
      ...[board.totals.hardShort[total], board.totals.hardLong[total]],
    ]);
    const duties = board.rota.people[p]?.duties.join(',');
    const key = isSmall
      ? String(p)
      : [board.table[p], board.start[p], duties, totals.join(';')].join('|');
    groups.set(key, [...(groups.get(key) ?? []), p]);
  }
  return [...groups.values()].map((people) => ({ people, space: wholeSpace(board, people) }));
}

function wholeSpace(board: Board, people: readonly number[]): RowSpace {
  const first = people[0] as number;
  const byDay = Array.from({ length: board.days }, (_, day) => valuesOn(board, people, day));
  return {
    board,
    ...patternOf(board, first),
    start: board.start[first] as number,
    totals: totalsOf(board, first),
    choices: (day) => byDay[day] as Uint8Array,
  };
}

function patternOf(board: Board, p: number) {
  const person = board.rota.people[p];
  const automaton = board.tables.automata.find(({ pattern }) => pattern === person?.pattern);
  const at = board.valueAt[p] as number;
  const end = at + (board.width[p] as number);
  return {
    base: board.table[p] as number,
    states: automaton?.states ?? 0,
    steps: board.steps[p] as number,
    values: board.valueOf.subarray(at, end),
    stepOf: board.stepOf.subarray(at, end),
  };
}

function totalsOf({ totals }: Board, p: number): readonly Held[] {
  const held: Held[] = [];
  for (let total = totals.at[p] as number; total < (totals.at[p + 1] as number); total++)
    held.push({ total, least: totals.least[total] as number, most: totals.most[total] as number });
  return held;
}

function valuesOn(board: Board, people: readonly number[], day: number): Uint8Array {
  const { choiceAt, choices, days } = board;
  const values = new Set<number>();
  for (const p of people)
    for (
      let i = choiceAt[p * days + day] as number;
      i < (choiceAt[p * days + day + 1] as number);
      i++
    )
      values.add(choices[i] as number);
  return Uint8Array.from(values).sort();
}
