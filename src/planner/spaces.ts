import type { Board } from './board.ts';
import type { Held, Lane, RowSpace } from './row-space.ts';

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
  const lanes = lanesOf(board, first);
  const byDay = Array.from({ length: board.days }, (_, day) => {
    const open = valuesOn(board, people, day);
    return Uint8Array.from(lanes.keys()).filter((lane) =>
      lanes[lane]?.values.some((value) => open.has(value)),
    );
  });
  return {
    board,
    ...patternOf(board, first),
    lanes,
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
  };
}

function totalsOf({ totals }: Board, p: number): readonly Held[] {
  const held: Held[] = [];
  for (let total = totals.at[p] as number; total < (totals.at[p + 1] as number); total++)
    held.push({ total, least: totals.least[total] as number, most: totals.most[total] as number });
  return held;
}

/** Their values by step, and by what they add to each of their totals on each day. */
function lanesOf(board: Board, p: number): readonly Lane[] {
  const lanes = new Map<string, { step: number; values: number[] }>();
  const totals = totalsOf(board, p);
  for (let value = 0; value < (board.width[p] as number); value++) {
    const at = (board.valueAt[p] as number) + value;
    const step = board.stepOf[at] as number;
    const amounts = totals.map(({ total }) => {
      const first = board.totals.amounts[total] as number;
      if (first < 0) return [];
      return Array.from(
        { length: board.days },
        (_, day) =>
          board.totals.measures[first + day * board.values + (board.valueOf[at] as number)],
      );
    });
    const key = `${step} ${amounts.join(';')}`;
    const lane = lanes.get(key) ?? { step, values: [] };
    lane.values.push(value);
    lanes.set(key, lane);
  }
  return [...lanes.values()];
}

function valuesOn(board: Board, people: readonly number[], day: number): ReadonlySet<number> {
  const { choiceAt, choices, days } = board;
  const values = new Set<number>();
  for (const p of people)
    for (
      let i = choiceAt[p * days + day] as number;
      i < (choiceAt[p * days + day + 1] as number);
      i++
    )
      values.add(choices[i] as number);
  return values;
}
