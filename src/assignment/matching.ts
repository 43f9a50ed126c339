/** Who could be paired: rows come in the order in which they count, columns as ties are broken. */
export interface Pairs {
  readonly rows: number;
  readonly columns: number;
  /** By column: whole numbers from 0 on, or Infinity where they cannot be paired. */
  costs(row: number): Float64Array;
  /** Whether they may really be paired; if not, they cost Infinity from then on. Dear: asked late. */
  may(row: number, column: number): boolean;
}

export interface Matching {
  /** The column of each row; -1: none. */
  readonly columnOf: Int32Array;
  /** The rows that came to nothing; those never come to are not among them. */
  readonly left: readonly number[];
}

const NONE = -1;

/**
 * The cheapest matching of the rows that count most: row by row, each is let in if all that were let
 * in before can stay, by a shortest augmenting path (the Hungarian method, with prices that keep every
 * other pair from being better). What is let in is as good as can be at every row of the order, and so
 * as many as can be; among all ways to pair it, the sum of costs is the least. `may` is asked only of
 * pairs that a shortest path is about to use: until then each counts as allowed, which bounds from below.
 */
export function cheapestMatching(pairs: Pairs): Matching {
  const { rows, columns } = pairs;
  const state = new State(rows, columns);
  const left: number[] = [];
  for (let row = 0; row < rows && state.free > 0; row++)
    if (!augment(pairs, state, row)) left.push(row);
  return { columnOf: state.columnOf, left };
}

class State {
  readonly columnOf: Int32Array;
  readonly rowOf: Int32Array;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  /** The shortest way to a column in this search, and from which row. */
  readonly distance: Float64Array;
  readonly from: Int32Array;
  /** The columns that a search may still come to are the first `open` of these. */
  readonly columns: Int32Array;
  /** Less those that no free one can be reached from: no later row can change that. */
  open: number;
  free: number;

  constructor(rows: number, columns: number) {
    this.columnOf = new Int32Array(rows).fill(NONE);
    this.rowOf = new Int32Array(columns).fill(NONE);
    this.rowPrice = new Float64Array(rows);
    this.columnPrice = new Float64Array(columns);
    this.distance = new Float64Array(columns);
    this.from = new Int32Array(columns);
    this.columns = Int32Array.from({ length: columns }, (_, column) => column);
    this.open = columns;
    this.free = columns;
  }
}

/** The rows that a search has come to, and how far they are; and the columns that led there. */
interface Tree {
  readonly rows: number[];
  readonly at: number[];
  readonly passed: number[];
}

function augment(pairs: Pairs, state: State, row: number): boolean {
  const { distance, columns, rowOf } = state;
  distance.fill(Number.POSITIVE_INFINITY);
  const tree: Tree = { rows: [], at: [], passed: [] };
  let at = 0;
  let next = row;
  for (let last = state.open; ; ) {
    tree.rows.push(next);
    tree.at.push(at);
    let place = reach(pairs, state, { row: next, at, last });
    while (place !== NONE && !isReal(pairs, state, tree, columns[place] as number))
      place = nearest(state, last);
    if (place === NONE) {
      // All that was passed is taken for good: it stays behind the open ones.
      state.open = last;
      return false;
    }
    const column = columns[place] as number;
    at = distance[column] as number;
    next = rowOf[column] as number;
    if (next === NONE) {
      reprice(state, row, tree.passed, at);
      turn(state, row, column);
      return true;
    }
    tree.passed.push(column);
    last--;
    columns[place] = columns[last] as number;
    columns[last] = column;
  }
}

interface Step {
  readonly row: number;
  readonly at: number;
  readonly last: number;
}

/** Looks from a row at the columns not passed yet; gives the place of the nearest of all. */
function reach(pairs: Pairs, state: State, { row, at, last }: Step): number {
  const { distance, from, columns, columnPrice } = state;
  const costs = pairs.costs(row);
  const base = at - (state.rowPrice[row] as number);
  for (let place = 0; place < last; place++) {
    const column = columns[place] as number;
    const far = base + (costs[column] as number) - (columnPrice[column] as number);
    if (far < (distance[column] as number)) {
      distance[column] = far;
      from[column] = row;
    }
  }
  return nearest(state, last);
}

/** Of equally near ones a free one first, then the first in order. */
function nearest({ distance, columns, rowOf }: State, last: number): number {
  let best = NONE;
  let least = Number.POSITIVE_INFINITY;
  let [isFree, first] = [false, NONE];
  for (let place = 0; place < last; place++) {
    const column = columns[place] as number;
    const far = distance[column] as number;
    if (far > least || far === Number.POSITIVE_INFINITY) continue;
    const free = rowOf[column] === NONE;
    if (far === least && (free === isFree ? column > first : isFree)) continue;
    [least, best, isFree, first] = [far, place, free, column];
  }
  return best;
}

/** Whether the last step to a column may be taken; if not, the next shortest way there is found. */
function isReal(pairs: Pairs, state: State, tree: Tree, column: number): boolean {
  const { from, distance, rowPrice, columnPrice } = state;
  if (pairs.may(from[column] as number, column)) return true;
  distance[column] = Number.POSITIVE_INFINITY;
  for (const [i, row] of tree.rows.entries()) {
    const cost = pairs.costs(row)[column] as number;
    const step = cost - (rowPrice[row] as number) - (columnPrice[column] as number);
    const far = (tree.at[i] as number) + step;
    if (far >= (distance[column] as number)) continue;
    distance[column] = far;
    from[column] = row;
  }
  return false;
}

/** Keeps every pair's cost at or above its two prices, and those of matched pairs at them. */
function reprice(state: State, row: number, passed: readonly number[], end: number): void {
  const { rowOf, rowPrice, columnPrice, distance } = state;
  rowPrice[row] = (rowPrice[row] as number) + end;
  for (const column of passed) {
    const before = end - (distance[column] as number);
    columnPrice[column] = (columnPrice[column] as number) - before;
    const matched = rowOf[column] as number;
    rowPrice[matched] = (rowPrice[matched] as number) + before;
  }
}

/** Goes back along the path and gives each column to the row that it was reached from. */
function turn(state: State, row: number, end: number): void {
  const { from, rowOf, columnOf } = state;
  for (let column = end; column !== NONE; ) {
    const taker = from[column] as number;
    const before = columnOf[taker] as number;
    columnOf[taker] = column;
    rowOf[column] = taker;
    column = taker === row ? NONE : before;
  }
  state.free--;
}
