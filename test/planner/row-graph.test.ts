import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Board, IMPOSSIBLE } from '../../src/planner/board.ts';
import { boardOf } from '../../src/planner/board-of.ts';
import { HARD, type Rota } from '../../src/planner/rota.ts';
import { RowGraph } from '../../src/planner/row-graph.ts';
import { alike, lanesOf } from '../../src/planner/spaces.ts';
import { standingOf } from '../../src/planner/standing.ts';
import { anyRota, everyRow } from '../support/rotas.ts';

const DAYS = 7;
const VALUES = 3;
const ROWS = everyRow(DAYS, VALUES);

/** The first person's rows alone, with no demand: what a row costs is then the rota's own cost. */
const anyOne = anyRota(DAYS, 1).map(
  (rota): Rota => ({
    ...rota,
    cells: rota.cells.map((cell) => ({ ...cell, wanted: 0, lacking: 0, beyond: 0 })),
  }),
);
const anyPrices = fc.array(fc.integer({ min: -9, max: 9 }), {
  minLength: DAYS * VALUES,
  maxLength: DAYS * VALUES,
});

function graphOf(board: Board): RowGraph {
  const [only] = alike(board);
  if (only === undefined) throw new Error('Nobody is in this rota.');
  return new RowGraph(only.space);
}

/** The least that any row costs that breaks nothing hard, by trying them all. */
function leastOf(board: Board, prices: readonly number[]): number {
  return Math.min(
    ...ROWS.map((row) => {
      const { hard, soft } = standingOf(board, row);
      const paid = row.reduce((sum, value, day) => sum + (prices[day * VALUES + value] ?? 0), 0);
      return hard > 0 ? Number.POSITIVE_INFINITY : soft + paid;
    }),
  );
}

function asked(board: Board, prices: readonly number[]): Float64Array {
  return Float64Array.from(prices, (price, i) => {
    const wish = board.wishes[i] ?? 0;
    return wish >= IMPOSSIBLE ? Number.POSITIVE_INFINITY : price + wish;
  });
}

describe('the cheapest row', () => {
  it('is the cheapest of all that break nothing hard, or there is none', () => {
    const seen = { some: 0, none: 0 };
    fc.assert(
      fc.property(anyOne, anyPrices, (rota, prices) => {
        const board = boardOf(rota);
        const graph = graphOf(board);
        const best = graph.solve(
          asked(board, prices),
          new Float64Array(graph.loose),
          lanesOf(board, 0),
        );
        const least = leastOf(board, prices);
        expect(best?.cost ?? Number.POSITIVE_INFINITY).toBeCloseTo(least, 6);
        if (best === null) seen.none++;
        else {
          seen.some++;
          expect(graph.bound).toBeCloseTo(least, 6);
          expect(standingOf(board, best.row).hard).toBe(0);
        }
      }),
      { numRuns: 150 },
    );
    expect(seen.some).toBeGreaterThan(30);
    expect(seen.none).toBeGreaterThan(3);
  });

  it('keeps to a total that is too wide for its graph, by a price on it, and says what is the least', () => {
    const seen = { kept: 0 };
    fc.assert(
      fc.property(anyOne, anyPrices, fc.constantFrom(HARD, 3), (rota, prices, long) => {
        const held = { measure: 2, from: 0, to: DAYS, least: 0, most: 4, short: HARD, long };
        const people = rota.people.map((person) => ({ ...person, totals: [held] }));
        const board = boardOf({ ...rota, people });
        const [only] = alike(board);
        if (only === undefined) throw new Error('Nobody is in this rota.');
        const graph = new RowGraph(only.space, 1);
        if (graph.loose === 0) return;
        const best = graph.solve(asked(board, prices), new Float64Array(1), lanesOf(board, 0));
        const least = leastOf(board, prices);
        if (best !== null) {
          seen.kept++;
          expect(standingOf(board, best.row).hard).toBe(0);
          expect(best.cost).toBeGreaterThanOrEqual(least - 1e-6);
          expect(graph.bound).toBeLessThanOrEqual(least + 1e-6);
        }
      }),
      { numRuns: 150 },
    );
    expect(seen.kept).toBeGreaterThan(30);
  });
});
