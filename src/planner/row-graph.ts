import { buildGraph, type Graph } from './build-graph.ts';
import { amountOf, type Lane, type RowSpace } from './row-space.ts';

/** What each value of a person costs on each day, by day and value; Infinity: it cannot be. */
export type Prices = Float64Array;

export interface BestRow {
  readonly row: Uint8Array;
  readonly cost: number;
}

/** A graph may reach so many edges; then it leaves out a total and goes by a price for it. */
const MOST_EDGES = 250_000;
/** A person has no more values than a byte tells apart. */
const MOST_VALUES = 256;
const MOST_ROUNDS = 14;
/** How often it looks for less dear prices that the row still keeps to. */
const FINER = 2;

/**
 * Every row that breaks nothing hard, as paths through a graph: a node is a day, a state of the automaton
 * and what each total has come to. It is made once, whatever the prices and whoever asks; what cannot end
 * well is not in it, so the cheapest row is one pass over its edges, and exact. Totals for which it would be
 * too large are held to by a price on what they count, which is raised until the row keeps them and lowered
 * while it does: then a row is good, not surely the best; `bound` is never above what the best costs.
 */
export class RowGraph {
  private readonly space: RowSpace;
  private readonly graph: Graph;
  private readonly cost: Float64Array;
  private readonly chosen: Int32Array;
  private readonly stepCost: Float64Array;
  /** By day and lane: the cheapest value of it, and for now what it costs. */
  private readonly cheapest: Uint8Array;
  private readonly laneCost: Float64Array;
  /** By day: of the row that was found last. */
  private readonly lanesTaken: Uint8Array;
  private readonly priced: Float64Array;
  bound = 0;

  constructor(space: RowSpace, mostEdges = MOST_EDGES) {
    this.space = space;
    this.graph = buildGraph(space, mostEdges);
    const nodes = this.graph.edgeAt.length - 1;
    this.cost = new Float64Array(nodes);
    this.chosen = new Int32Array(nodes);
    this.stepCost = new Float64Array(space.states * space.lanes.length);
    this.cheapest = new Uint8Array(space.board.days * space.lanes.length);
    this.laneCost = new Float64Array(space.lanes.length);
    this.lanesTaken = new Uint8Array(space.board.days);
    this.priced = new Float64Array(space.board.days * MOST_VALUES);
  }

  /** How many totals the graph leaves out. */
  get loose(): number {
    return this.graph.loose.length;
  }

  /**
   * The cheapest row at these prices; null: none was found that breaks nothing hard. `looseCost` is what the
   * totals left out cost whoever asks, kept from one time to the next.
   */
  solve(prices: Prices, looseCost: Float64Array, lanes: readonly Lane[]): BestRow | null {
    if (this.loose === 0) {
      const best = this.path(prices, lanes);
      this.bound = best?.cost ?? Number.POSITIVE_INFINITY;
      return best;
    }
    this.bound = Number.NEGATIVE_INFINITY;
    let kept: BestRow | null = null;
    for (let round = 0, since = 0; round < MOST_ROUNDS && since < FINER; round++) {
      const best = this.path(this.withLoose(prices, looseCost, lanes), lanes);
      if (best === null) {
        this.bound = Number.POSITIVE_INFINITY;
        return null;
      }
      const { paid, allowed, isKept, isFree } = this.weighLoose(looseCost, kept !== null);
      this.bound = Math.max(this.bound, best.cost - allowed);
      const cost = best.cost - paid;
      if (isKept && (kept === null || cost < kept.cost)) kept = { row: best.row, cost };
      if (isKept && isFree) return kept;
      if (kept !== null) since++;
    }
    return kept;
  }

  /** What the row paid for the totals left out; and moves their prices by whether it keeps them. */
  private weighLoose(looseCost: Float64Array, isFiner: boolean) {
    const { space } = this;
    let [paid, allowed, isKept, isFree] = [0, 0, true, true];
    this.graph.loose.forEach((total, i) => {
      const cost = looseCost[i] as number;
      const long = this.longOf(total);
      const most = space.totals.find((held) => held.total === total)?.most ?? 0;
      let sum = 0;
      for (let day = 0; day < space.board.days; day++)
        sum += amountOf(space, total, day, this.lanesTaken[day] as number, 0);
      paid += sum * cost;
      allowed += most * cost;
      if (sum > most) paid -= Number.isFinite(long) ? (sum - most) * long : 0;
      if (cost > 0 && (sum < most || cost < long)) isFree = false;
      if (sum > most) {
        if (cost < long) isKept = false;
        const dearer = isFiner ? cost * 1.15 : cost * 1.5 + 0.5 * (sum - most);
        looseCost[i] = Math.min(long, dearer);
      } else if (sum < most) looseCost[i] = cost < 0.05 ? 0 : cost * (isFiner ? 0.85 : 0.75);
    });
    return { paid, allowed, isKept, isFree };
  }

  /** What a unit past the most really costs: no price for it goes beyond. */
  private longOf(total: number): number {
    const { totals } = this.space.board;
    return totals.hardLong[total] === 1 ? Number.POSITIVE_INFINITY : (totals.long[total] as number);
  }

  private withLoose(prices: Prices, looseCost: Float64Array, lanes: readonly Lane[]): Prices {
    const { priced, space } = this;
    if (looseCost.length === 0) return prices;
    const width = lanes.reduce((all, { values }) => all + values.length, 0);
    priced.set(prices.subarray(0, space.board.days * width));
    this.graph.loose.forEach((total, i) => {
      const cost = looseCost[i] as number;
      if (cost === 0) return;
      for (let day = 0; day < space.board.days; day++)
        for (let lane = 0; lane < lanes.length; lane++) {
          const dearer = cost * amountOf(space, total, day, lane, 0);
          if (dearer === 0) continue;
          for (const value of lanes[lane]?.values ?? []) {
            const at = day * width + value;
            priced[at] = (priced[at] as number) + dearer;
          }
        }
    });
    return priced;
  }

  private path(prices: Prices, lanes: readonly Lane[]): BestRow | null {
    const { graph, cost, chosen, stepCost, space } = this;
    const { layers, edgeAt, source, step } = graph;
    if (cost.length === 0) return null;
    cost[0] = 0;
    for (let day = 0; day < space.board.days; day++) {
      this.enter(day, prices, lanes);
      this.price(day);
      const layer = day + 1;
      const last = layers[layer + 1] as number;
      for (let node = layers[layer] as number; node < last; node++) {
        let best = Number.POSITIVE_INFINITY;
        let which = 0;
        const end = edgeAt[node + 1] as number;
        for (let edge = edgeAt[node] as number; edge < end; edge++) {
          const total =
            (cost[source[edge] as number] as number) + (stepCost[step[edge] as number] as number);
          if (total < best) {
            best = total;
            which = edge;
          }
        }
        cost[node] = best;
        chosen[node] = which;
      }
    }
    return this.back();
  }

  private price(day: number): void {
    const { stepCost, laneCost, space } = this;
    const { tables, weekend } = space.board;
    const lanes = space.lanes.length;
    const isSecond = weekend[day] === 2;
    for (let lane = 0; lane < lanes; lane++) {
      const step = space.lanes[lane]?.step ?? 0;
      for (let state = 0; state < space.states; state++) {
        const at = space.base + state * space.steps + step;
        stepCost[state * lanes + lane] =
          (laneCost[lane] as number) +
          (tables.soft[at] as number) +
          (isSecond ? (tables.halfSoft[at] as number) : 0);
      }
    }
  }

  /** Which value of each lane is the cheapest on a day. */
  private enter(day: number, prices: Prices, lanes: readonly Lane[]): void {
    const { cheapest, laneCost } = this;
    const width = lanes.reduce((all, { values }) => all + values.length, 0);
    for (let lane = 0; lane < lanes.length; lane++) {
      let best = Number.POSITIVE_INFINITY;
      for (const value of lanes[lane]?.values ?? []) {
        const price = prices[day * width + value] as number;
        if (price >= best) continue;
        best = price;
        cheapest[day * lanes.length + lane] = value;
      }
      laneCost[lane] = best;
    }
  }

  private back(): BestRow | null {
    const { graph, cost, chosen, space } = this;
    const length = space.board.days;
    const first = graph.layers[length] as number;
    let [best, node] = [Number.POSITIVE_INFINITY, -1];
    graph.ends.forEach((end, i) => {
      const total = (cost[first + i] as number) + end;
      if (total < best) [best, node] = [total, first + i];
    });
    if (node < 0) return null;
    const row = new Uint8Array(length);
    for (let i = length - 1; i >= 0; i--) {
      const edge = chosen[node] as number;
      const lane = (graph.step[edge] as number) % space.lanes.length;
      this.lanesTaken[i] = lane;
      row[i] = this.cheapest[i * space.lanes.length + lane] as number;
      node = graph.source[edge] as number;
    }
    return { row, cost: best };
  }
}
