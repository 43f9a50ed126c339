import { type Board, IMPOSSIBLE } from './board.ts';
import { Dice } from './dice.ts';
import type { Rows } from './rota.ts';
import { RowGraph } from './row-graph.ts';
import type { Lane } from './row-space.ts';
import { alike, lanesOf } from './spaces.ts';
import { coverOf, valueOn } from './standing.ts';

/** Rows that cost the same are told apart by less than anything else costs, differently each time. */
const NOISE = 0.02;

/**
 * The search: each piece of demand has a price, and each person in turn takes the row that is cheapest for
 * them at these prices, exactly; then the prices move by what is left lacking or beyond. Beside the price, a unit
 * costs the more the less it is still wanted, by a slope that rises: at first prices decide, in the end
 * what is really lacking. (An augmented Lagrangian, solved person by person; see README.md beside.)
 */
export class Market {
  readonly board: Board;
  readonly rows: Rows;
  /** By cell: what a unit is worth. */
  readonly prices: Float64Array;
  /** Those for whom no row was found that breaks nothing hard. */
  readonly without = new Set<number>();
  private readonly cover: Int32Array;
  private readonly graphs: readonly RowGraph[];
  private readonly looseCosts: readonly Float64Array[];
  private readonly lanes: readonly (readonly Lane[])[];
  private readonly wishes: Float64Array;
  private readonly asked: Float64Array;
  private readonly dice: Dice;
  private readonly order: Int32Array;
  private readonly worth: Float64Array;
  private readonly burden: Float64Array;
  private readonly unit: Float64Array;

  constructor(board: Board, seed: number, hardWeight: number) {
    const { people, days, cells } = board;
    this.board = board;
    this.rows = new Uint8Array(people * days);
    this.prices = new Float64Array(cells.wanted.length);
    this.cover = coverOf(board, this.rows);
    this.graphs = graphsOf(board);
    this.looseCosts = this.graphs.map((graph) => new Float64Array(graph.loose));
    this.lanes = Array.from({ length: people }, (_, p) => lanesOf(board, p));
    this.wishes = Float64Array.from(board.wishes, (wish) =>
      wish >= IMPOSSIBLE ? Number.POSITIVE_INFINITY : wish,
    );
    this.asked = new Float64Array(days * Math.max(0, ...board.width));
    this.dice = new Dice(seed);
    this.order = Int32Array.from({ length: people }, (_, p) => p);
    this.worth = Float64Array.from(
      cells.lacking,
      (lacking, c) => lacking + (cells.hardLacking[c] as number) * hardWeight,
    );
    this.burden = Float64Array.from(
      cells.beyond,
      (beyond, c) => beyond + (cells.hardBeyond[c] as number) * hardWeight,
    );
    this.unit = unitsOf(board);
  }

  /** Begins with other rows and prices. */
  resume({ rows, prices }: { readonly rows: Rows; readonly prices: Float64Array }): void {
    this.rows.set(rows);
    this.prices.set(prices);
    this.cover.set(coverOf(this.board, rows));
  }

  /**
   * Everybody once, in an order that the dice decide; then the prices follow. The slope and the pace are what a
   * duty costs more for each duty that is not wanted any more.
   */
  round(slope: number, pace: number): void {
    const { order, dice } = this;
    for (let i = order.length - 1; i > 0; i--) {
      const j = dice.below(i + 1);
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (const p of order) this.choose(p, slope);
    this.reprice(pace);
  }

  /**
   * What no rows that break nothing hard can be cheaper than, whatever the prices are (weak duality): everybody's
   * cheapest row, and the demand, at these prices.
   */
  bound(prices: Float64Array): number {
    const { asked, board } = this;
    let bound = 0;
    for (let p = 0; p < board.people; p++) {
      const graph = this.graphs[p] as RowGraph;
      this.ask(p, { prices, slope: 0, noise: 0 });
      graph.solve(asked, (this.looseCosts[p] as Float64Array).slice(), this.lanes[p] ?? []);
      if (!Number.isFinite(graph.bound)) return Number.NEGATIVE_INFINITY;
      bound += graph.bound;
    }
    board.cells.wanted.forEach((wanted, c) => {
      bound += wanted * (prices[c] as number);
    });
    return bound;
  }

  private reprice(pace: number): void {
    const { prices, cover, worth, burden, unit } = this;
    const { wanted } = this.board.cells;
    for (let c = 0; c < prices.length; c++) {
      const lacking = (wanted[c] as number) - (cover[c] as number);
      const price =
        (prices[c] as number) + (pace * lacking) / ((unit[c] as number) * (unit[c] as number));
      prices[c] = Math.min(worth[c] as number, Math.max(-(burden[c] as number), price));
    }
  }

  private choose(p: number, slope: number): void {
    const graph = this.graphs[p] as RowGraph;
    this.put(p, -1);
    this.ask(p, { prices: this.prices, slope, noise: NOISE });
    const best = graph.solve(this.asked, this.looseCosts[p] as Float64Array, this.lanes[p] ?? []);
    if (best === null) this.without.add(p);
    else this.rows.set(best.row, p * this.board.days);
    this.put(p, 1);
  }

  /** Adds what a person's days bring to the cover, or takes it away. */
  private put(p: number, sign: number): void {
    const { rows, cover } = this;
    const { coverAt, coverCell, coverAmount, days } = this.board;
    for (let day = 0; day < days; day++) {
      const at = valueOn(this.board, rows, p, day) * days + day;
      const last = coverAt[at + 1] as number;
      for (let i = coverAt[at] as number; i < last; i++) {
        const cell = coverCell[i] as number;
        cover[cell] = (cover[cell] as number) + sign * (coverAmount[i] as number);
      }
    }
  }

  /** What each value costs a person on each day, while the others' rows are as they are. */
  private ask(p: number, { prices, slope, noise }: Asking): void {
    const { asked, wishes, cover, worth, burden, unit, board } = this;
    const { days, coverAt, coverCell, coverAmount, cells } = board;
    const width = board.width[p] as number;
    const [wishAt, valueAt] = [board.wishAt[p] as number, board.valueAt[p] as number];
    for (let day = 0; day < days; day++)
      for (let value = 0; value < width; value++) {
        const place = day * width + value;
        let cost = (wishes[wishAt + place] as number) + noise * this.dice.share();
        const at = (board.valueOf[valueAt + value] as number) * days + day;
        const last = coverAt[at + 1] as number;
        for (let i = coverAt[at] as number; i < last; i++) {
          const c = coverCell[i] as number;
          const amount = coverAmount[i] as number;
          const most = worth[c] as number;
          const past = (cover[c] as number) - (cells.wanted[c] as number) + amount / 2;
          const each = unit[c] as number;
          const price = (slope * past) / (each * each) - (prices[c] as number);
          cost += amount * Math.min(burden[c] as number, Math.max(-most, price));
        }
        asked[place] = cost;
      }
  }
}

/** Prices, and how much dearer a unit is the less it is still wanted. */
interface Asking {
  readonly prices: Float64Array;
  readonly slope: number;
  readonly noise: number;
}

/** One graph for all who are alike. */
function graphsOf(board: Board): readonly RowGraph[] {
  const graphs: RowGraph[] = [];
  for (const { people, space } of alike(board)) {
    const graph = new RowGraph(space);
    for (const p of people) graphs[p] = graph;
  }
  return graphs;
}

/** By cell: what one duty adds to it, the most of all. */
function unitsOf(board: Board): Float64Array {
  const units = new Float64Array(board.cells.wanted.length).fill(1);
  board.coverCell.forEach((cell, i) => {
    units[cell] = Math.max(units[cell] as number, board.coverAmount[i] as number);
  });
  return units;
}
