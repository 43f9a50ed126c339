import type { Board } from './board.ts';

/** The rules within which the rows of some people are looked for. */
export interface RowSpace {
  readonly board: Board;
  /** Where the steps of its pattern begin, how many states that has, and how many steps lead from each. */
  readonly base: number;
  readonly states: number;
  readonly steps: number;
  /** What can be worked, as far as rules and totals can tell; the values are one person's. */
  readonly lanes: readonly Lane[];
  /** The automaton's state before the first day. */
  readonly start: number;
  readonly totals: readonly Held[];
  /** What may be worked on a day: places in `lanes`. */
  choices(day: number): Uint8Array;
}

/** Values that no rule and no total tells apart: only the cheapest of them on a day can be in a cheapest row. */
export interface Lane {
  /** 0 off, else the kind and 1. */
  readonly step: number;
  /** What a day of it adds to totals is what this one adds, among all values. */
  readonly like: number;
  /** Among the person's. */
  readonly values: readonly number[];
}

/** A total to be kept to. */
export interface Held {
  readonly total: number;
  readonly least: number;
  readonly most: number;
}

/** How much a day in a lane adds to a total. `second`: it would be a weekend's first worked day, on its second. */
export function amountOf(
  { board, lanes }: RowSpace,
  total: number,
  day: number,
  lane: number,
  second: number,
): number {
  const value = lanes[lane]?.like ?? 0;
  const { totals, weekend } = board;
  if (day < (totals.from[total] as number) || day >= (totals.to[total] as number)) return 0;
  const amounts = totals.amounts[total] as number;
  if (amounts >= 0) return totals.measures[amounts + day * board.values + value] as number;
  const which = weekend[day] as number;
  return which === 0 || value === 0 ? 0 : which === 1 ? 1 : second;
}

/** A total as a dimension of a graph of rows. */
export interface Sum extends Held {
  readonly stride: number;
  readonly width: number;
  /** Before each day: the least that it must have come to, if it is still to reach its least. */
  readonly low: Int32Array;
}

/** The dimensions for those totals that are not left out. */
export function sumsOf(space: RowSpace, loose: readonly number[]): readonly Sum[] {
  const { totals } = space.board;
  const sums: Sum[] = [];
  let stride = 1;
  for (const held of space.totals) {
    const { total, least } = held;
    if (loose.includes(total)) continue;
    const high = highest(space, total);
    const end = high.at(-1) as number;
    const most = totals.hardLong[total] === 1 ? Math.min(end, held.most) : end;
    const low = new Int32Array(high.length);
    if (totals.hardShort[total] === 1)
      for (let i = 0; i < high.length; i++) low[i] = least - (end - (high[i] as number));
    const width = Math.max(0, most) + 1;
    sums.push({ ...held, stride, width, low });
    stride *= width;
  }
  return sums;
}

/** The most that a total can have come to before each day. */
function highest(space: RowSpace, total: number): Int32Array {
  const { board } = space;
  const high = new Int32Array(board.days + 1);
  for (let day = 0; day < board.days; day++) {
    let most = 0;
    for (const lane of space.choices(day))
      most = Math.max(most, amountOf(space, total, day, lane, 1));
    high[day + 1] = (high[day] as number) + most;
  }
  return high;
}

/** The sums after a step; -1 if one is past its most, or cannot reach its least any more. */
export function added(
  space: RowSpace,
  sums: readonly Sum[],
  { day, lane, second }: { readonly day: number; readonly lane: number; readonly second: number },
  before: number,
): number {
  let after = before;
  for (const { total, stride, width, low } of sums) {
    const more = amountOf(space, total, day, lane, second);
    const sum = (Math.floor(before / stride) % width) + more;
    if (sum >= width || sum < (low[day + 1] as number)) return -1;
    after += more * stride;
  }
  return after;
}

/** What the totals cost in the end; Infinity where one breaks something hard. */
export function endCost(board: Board, sums: readonly Sum[], after: number): number {
  const { totals } = board;
  let cost = 0;
  for (const { total, stride, width, least, most } of sums) {
    const sum = Math.floor(after / stride) % width;
    if (sum < least)
      cost +=
        totals.hardShort[total] === 1
          ? Number.POSITIVE_INFINITY
          : (least - sum) * (totals.short[total] as number);
    if (sum > most)
      cost +=
        totals.hardLong[total] === 1
          ? Number.POSITIVE_INFINITY
          : (sum - most) * (totals.long[total] as number);
  }
  return cost;
}
