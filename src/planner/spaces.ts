import type { Board } from './board.ts';
import type { Held, Lane, RowSpace } from './row-space.ts';

/** All days of those who are alike: the same pattern, start and totals, and the same kinds of choice. */
export interface Alike {
  readonly people: readonly number[];
  readonly space: RowSpace;
}

/** From so many a group on, one graph for all of them is worth being larger than each one's own. */
const MANY = 3;

/** People by what their rows can be; days on which one of them cannot are left to prices. */
export function alike(board: Board): readonly Alike[] {
  const groups = new Map<string, number[]>();
  for (let p = 0; p < board.people; p++) {
    const key = likeness(board, p);
    groups.set(key, [...(groups.get(key) ?? []), p]);
  }
  const isShared = board.people >= MANY * groups.size;
  const shared = isShared ? [...groups.values()] : [...groups.values()].flat().map((p) => [p]);
  return shared.map((people) => ({ people, space: wholeSpace(board, people) }));
}

/** The same for those who have the same pattern, start and totals, and can ever work in the same lanes. */
function likeness(board: Board, p: number): string {
  const { totals } = board;
  const lanes = lanesOf(board, p);
  const ever = new Set<number>();
  for (let day = 0; day < board.days; day++)
    for (const lane of lanesOn(board, p, lanes, day)) ever.add(lane);
  const keys = lanes.map(({ key }, lane) => `${ever.has(lane)} ${key}`);
  const held = totalsOf(board, p).map(({ total, least, most }) =>
    [
      ...[totals.amounts[total], least, most, totals.from[total], totals.to[total]],
      ...[totals.short[total], totals.long[total]],
      ...[totals.hardShort[total], totals.hardLong[total]],
    ].join(),
  );
  return [board.table[p], board.start[p], ...keys, ...held].join('|');
}

function wholeSpace(board: Board, people: readonly number[]): RowSpace {
  const first = people[0] as number;
  const lanes = lanesOf(board, first);
  const all = people.map((p) => ({ p, own: lanesOf(board, p) }));
  const byDay = Array.from({ length: board.days }, (_, day) => {
    const open = new Set(all.flatMap(({ p, own }) => lanesOn(board, p, own, day)));
    return Uint8Array.from([...open].toSorted((a, b) => a - b));
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
  return {
    base: board.table[p] as number,
    states: automaton?.states ?? 0,
    steps: board.steps[p] as number,
  };
}

function totalsOf({ totals }: Board, p: number): readonly Held[] {
  const held: Held[] = [];
  for (let total = totals.at[p] as number; total < (totals.at[p + 1] as number); total++)
    held.push({ total, least: totals.least[total] as number, most: totals.most[total] as number });
  return held;
}

interface KeyedLane extends Lane {
  /** The same for lanes of others that no rule and no total tells from it. */
  readonly key: string;
}

/** Their values by step, and by what they add to each of their totals on each day. */
export function lanesOf(board: Board, p: number): readonly KeyedLane[] {
  const lanes = new Map<string, { key: string; step: number; like: number; values: number[] }>();
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
    const like = board.valueOf[at] as number;
    const lane = lanes.get(key) ?? { key, step, like, values: [] };
    lane.values.push(value);
    lanes.set(key, lane);
  }
  return [...lanes.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function lanesOn(
  board: Board,
  p: number,
  lanes: readonly KeyedLane[],
  day: number,
): readonly number[] {
  const { choiceAt, choices, days } = board;
  const at = choiceAt[p * days + day] as number;
  const open = new Set(choices.subarray(at, choiceAt[p * days + day + 1] as number));
  return lanes.flatMap(({ values }, lane) =>
    values.some((value) => open.has(value)) ? [lane] : [],
  );
}
