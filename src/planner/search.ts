import type { Board } from './board.ts';
import { Market } from './market.ts';
import type { Rows } from './rota.ts';
import { type Standing, standingOf } from './standing.ts';

export interface Found {
  readonly rows: Rows;
  readonly standing: Standing;
  /** The round in which it was found. */
  readonly round: number;
  /** What demand was worth then. */
  readonly prices: Float64Array;
  /** Those who have no row that breaks nothing hard: theirs is days off alone. */
  readonly without: readonly number[];
}

export interface Searched extends Found {
  /** No rows that break nothing hard can have less that is soft; null: it is not known. */
  readonly bound: number | null;
}

export interface SearchOptions {
  /** The same seed and number of rounds give the same rows. */
  readonly seed: number;
  /** How many rounds there are, or how much of the time is used, from 0 to 1. */
  readonly budget: { readonly rounds: number } | { readonly used: () => number };
  /** Goes on from what was found for almost the same rota: what is different in it is mended. */
  readonly from?: Pick<Found, 'rows' | 'prices'> | undefined;
  readonly onBetter?: (found: Found) => void;
  /** Ends the search at once with what it has. */
  readonly isCancelled?: () => boolean;
}

/**
 * What a duty too few or too many makes a duty dearer, for a lack that costs 1: at first, with so many rounds to
 * come (with more of them less), and in the end. At first it grows with the root of what a lack costs, as people's wishes do not.
 */
const SLOPES = { rounds: 600, first: 0.1, least: 0.045, most: 0.6, last: 1.1 };
/** Prices that are known already move by so much more from the start, so that rows stay near what they were. */
const RESUMED = 4;
/** For so much of a cycle the slope stays what it was, so that prices settle. */
const HOLD = 0.15;
/** The first cycle takes so much of the budget: something good early, and prices to go on from. */
const FIRST_CYCLE = 0.25;
/** At the end of a cycle units cost what they really cost. */
const REAL = 0.02;
/** More rounds in one cycle find little: another one, by other dice, finds more. */
const LONGEST_CYCLE = 2_500;
/** Rounds after which the pace is known, when there is time rather than a number of them. */
const TRIAL = 3;

/** Looks for the best rows until the budget is used. Null: it was used before anything was looked at. */
export function search(board: Board, options: SearchOptions): Searched | null {
  const market = new Market(board, options.seed, hardWeightOf(board));
  if (options.from) market.resume(options.from);
  const scale = scaleOf(board) * (options.from ? RESUMED ** 2 : 1);
  const last = SLOPES.last * scaleOf(board);
  const pace = new Pace(options.budget);
  const floor = new Floor(market);
  let best: Found | null = null;
  for (let at = pace.used(); at < 1 && !options.isCancelled?.(); at = pace.used()) {
    const { share, rounds } = pace.cycle(at);
    const first = Math.sqrt(scale) * firstSlope(rounds);
    market.round(slopeAt(share, first, last), first);
    pace.round++;
    floor.follow(at);
    const standing = standingOf(board, market.rows);
    if (best === null || isBetter(standing, best.standing)) {
      const without = [...market.without].toSorted((a, b) => a - b);
      const prices = market.prices.slice();
      best = { rows: market.rows.slice(), prices, standing, round: pace.round, without };
      options.onBetter?.(best);
    }
  }
  return best === null ? null : { ...best, bound: floor.bound };
}

/** How much of the budget is used, and where in a cycle that is. */
class Pace {
  round = 0;
  private readonly budget: SearchOptions['budget'];
  private readonly start: number;
  private from: number;
  private to: number;

  constructor(budget: SearchOptions['budget']) {
    this.budget = budget;
    this.start = this.used();
    this.from = this.start;
    this.to = Math.max(FIRST_CYCLE, this.start);
  }

  used(): number {
    return 'rounds' in this.budget ? this.round / this.budget.rounds : this.budget.used();
  }

  /** How far the cycle is, from 0 to 1, and about how many rounds it has. */
  cycle(at: number): { readonly share: number; readonly rounds: number } {
    const all = this.rounds(at);
    if (at >= this.to) {
      const cycles = Math.max(1, Math.ceil(((1 - at) * all) / LONGEST_CYCLE));
      this.from = this.to;
      this.to = at + (1 - at) / cycles;
    }
    const length = this.to - this.from;
    return { share: (at - this.from) / length, rounds: length * all };
  }

  /** About how many rounds the budget is. */
  private rounds(at: number): number {
    if ('rounds' in this.budget) return this.budget.rounds;
    return this.round < TRIAL ? 0 : (this.round * (1 - this.start)) / (at - this.start);
  }
}

/** So often in all it is asked what cannot be undercut: each time costs about a round. */
const ASKED = 20;
/** Prices swing around where they settle: what they were counts for so much less each round. */
const FORGET = 0.03;

/** The best bound at any of the prices that the market came by, and at what they were on the way. */
class Floor {
  bound: number | null = null;
  private readonly market: Market;
  private readonly usual: Float64Array;
  private asked = 0;

  constructor(market: Market) {
    this.market = market;
    this.usual = market.prices.slice();
  }

  follow(used: number): void {
    const { market, usual } = this;
    for (let c = 0; c < usual.length; c++)
      usual[c] =
        (usual[c] as number) + FORGET * ((market.prices[c] as number) - (usual[c] as number));
    if (used * ASKED < this.asked + 1) return;
    this.asked = Math.floor(used * ASKED);
    for (const prices of [usual, market.prices]) {
      const bound = Math.ceil(market.bound(prices) - 1e-6);
      if (Number.isFinite(bound) && (this.bound === null || bound > this.bound)) this.bound = bound;
    }
  }
}

export function isBetter(one: Standing, other: Standing): boolean {
  return one.hard !== other.hard ? one.hard < other.hard : one.soft < other.soft;
}

/** With more rounds prices may move more slowly, and come nearer. */
function firstSlope(rounds: number): number {
  const slope = SLOPES.first * Math.sqrt(SLOPES.rounds / Math.max(1, rounds));
  return Math.min(SLOPES.most, Math.max(SLOPES.least, slope));
}

function slopeAt(share: number, first: number, last: number): number {
  if (share > 1 - REAL) return Number.MAX_SAFE_INTEGER;
  const past = Math.max(0, (share - HOLD) / (1 - HOLD));
  return first * (Math.max(first, last) / first) ** past;
}

/** What a duty too few usually costs: the median of all demand that may stay uncovered. */
function scaleOf({ cells, coverCell, coverAmount }: Board): number {
  const units = new Float64Array(cells.lacking.length);
  coverCell.forEach((cell, i) => {
    units[cell] = Math.max(units[cell] as number, coverAmount[i] as number);
  });
  const costs = [...cells.lacking.map((lacking, c) => lacking * (units[c] as number))]
    .filter((cost) => cost > 0)
    .toSorted((a, b) => a - b);
  return costs[Math.floor(costs.length / 2)] ?? 1;
}

/** More than what any soft part of the demand weighs, yet of its size, so that prices can settle. */
function hardWeightOf({ cells }: Board): number {
  return 4 * cells.lacking.reduce((most, weight) => Math.max(most, weight), 25);
}
