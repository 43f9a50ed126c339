import { added, endCost, type RowSpace, type Sum, sumsOf } from './row-space.ts';

/** What `RowGraph` goes over: nodes by day, and the edges that lead to each. */
export interface Graph {
  /** The nodes before the i-th day are those from layers[i] up to layers[i + 1]. */
  readonly layers: Int32Array;
  /** The edges to a node are those from edgeAt[node] up to edgeAt[node + 1]. */
  readonly edgeAt: Int32Array;
  readonly source: Int32Array;
  /** An edge's step: the automaton's state and the lane. */
  readonly step: Uint16Array;
  /** By node of the last layer: what its totals cost. */
  readonly ends: Float64Array;
  /** The totals that it leaves out. */
  readonly loose: readonly number[];
}

/** Whole numbers, as many as come. */
class Growing {
  private array = new Int32Array(1 << 14);
  length = 0;

  push(value: number): void {
    if (this.length === this.array.length) {
      const wider = new Int32Array(this.length * 2);
      wider.set(this.array);
      this.array = wider;
    }
    this.array[this.length++] = value;
  }

  at(index: number): number {
    return this.array[index] as number;
  }
}

/** Leaves out totals, the widest first, until no more edges are reached than there may be. */
export function buildGraph(space: RowSpace, mostEdges: number): Graph {
  const loose: number[] = [];
  for (;;) {
    const sums = sumsOf(space, loose);
    const out = widest(space, sums);
    const wide = widen(space, sums, out === null ? Number.POSITIVE_INFINITY : mostEdges);
    if (wide !== null) return { ...narrow(space, wide, sums), loose };
    loose.push(out as number);
  }
}

/** The total with the highest most that a price can stand in for: without a least, not of weekends. */
function widest({ board }: RowSpace, sums: readonly Sum[]): number | null {
  const { totals } = board;
  const candidates = sums.filter(
    ({ total, least }) => least <= 0 && (totals.amounts[total] as number) >= 0,
  );
  return candidates.toSorted((a, b) => b.width - a.width)[0]?.total ?? null;
}

/** So many places a day can be told apart: a table of them is kept while a graph is built. */
const MOST_PLACES = 2 ** 24;

interface Wide {
  readonly layers: readonly number[];
  /** By node: where it stands, state and sums. */
  readonly places: Growing;
  /** Three numbers an edge: from, to, step; in order of where it comes from. */
  readonly edges: Growing;
  readonly plane: number;
}

/** All that can be reached from the start; null: more than there may be. */
function widen(space: RowSpace, sums: readonly Sum[], mostEdges: number): Wide | null {
  const { board, base, states, steps, lanes } = space;
  const { tables } = board;
  const plane = sums.reduce((all, { width }) => all * width, 1);
  if (states * plane > MOST_PLACES) return null;
  const places = new Growing();
  const edges = new Growing();
  const known = new Int32Array(states * plane).fill(-1);
  places.push(space.start * plane);
  const layers = [0, 1];
  for (let day = 0; day < board.days; day++) {
    const choices = space.choices(day);
    const isSecond = board.weekend[day] === 2;
    const last = places.length;
    for (let node = layers.at(-2) as number; node < last; node++) {
      const place = places.at(node);
      const state = Math.floor(place / plane);
      for (const lane of choices) {
        const at = base + state * steps + (lanes[lane]?.step ?? 0);
        if ((tables.hard[at] as number) > 0) continue;
        if (isSecond && (tables.halfHard[at] as number) > 0) continue;
        const step = { day, lane, second: tables.second[at] as number };
        const sum = added(space, sums, step, place % plane);
        if (sum < 0) continue;
        const then = (tables.next[at] as number) * plane + sum;
        if ((known[then] as number) < last) {
          known[then] = places.length;
          places.push(then);
        }
        edges.push(node);
        edges.push(known[then] as number);
        edges.push(state * lanes.length + lane);
      }
    }
    layers.push(places.length);
    if (edges.length > 3 * mostEdges) return null;
  }
  return { layers, places, edges, plane };
}

/** Leaves what leads to a good end, and puts each node's edges together. */
function narrow(space: RowSpace, wide: Wide, sums: readonly Sum[]) {
  const { edges, layers } = wide;
  const { isGood, ends, incoming } = marked(space, wide, sums);
  const nodes = isGood.length;
  const place = new Int32Array(nodes);
  let kept = 0;
  const edgeAt: number[] = [0];
  for (let node = 0; node < nodes; node++) {
    place[node] = kept;
    if (isGood[node] === 0) continue;
    kept++;
    edgeAt.push((edgeAt.at(-1) as number) + (incoming[node] as number));
  }
  const count = edgeAt.at(-1) as number;
  const source = new Int32Array(count);
  const step = new Uint16Array(count);
  const next = Int32Array.from(edgeAt);
  for (let at = 0; at < edges.length; at += 3) {
    const to = edges.at(at + 1);
    if (isGood[to] === 0) continue;
    const edge = next[place[to] as number] as number;
    next[place[to] as number] = edge + 1;
    source[edge] = place[edges.at(at)] as number;
    step[edge] = edges.at(at + 2);
  }
  const starts = layers.map((first) => (first < nodes ? (place[first] as number) : kept));
  return { layers: Int32Array.from(starts), edgeAt: Int32Array.from(edgeAt), source, step, ends };
}

/** Which nodes lead to a good end, by how many edges each is reached, and what the ends cost. */
function marked(space: RowSpace, { layers, places, edges, plane }: Wide, sums: readonly Sum[]) {
  const nodes = places.length;
  const isGood = new Uint8Array(nodes);
  const ends: number[] = [];
  for (let node = layers.at(-2) as number; node < nodes; node++) {
    const place = places.at(node);
    const cost = endCost(space.board, sums, place % plane);
    if (cost === Number.POSITIVE_INFINITY) continue;
    isGood[node] = 1;
    ends.push(cost);
  }
  const incoming = new Int32Array(nodes);
  for (let at = edges.length - 3; at >= 0; at -= 3) {
    if (isGood[edges.at(at + 1)] === 0) continue;
    isGood[edges.at(at)] = 1;
    incoming[edges.at(at + 1)] = (incoming[edges.at(at + 1)] as number) + 1;
  }
  return { isGood, incoming, ends: Float64Array.from(ends) };
}
