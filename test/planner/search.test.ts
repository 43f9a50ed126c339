import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardOf } from '../../src/planner/board-of.ts';
import { type Found, search } from '../../src/planner/search.ts';
import { standingOf } from '../../src/planner/standing.ts';
import { anyRota, everyRow } from '../support/rotas.ts';

const DAYS = 4;

/** The best that two people's rows can stand, by trying all. */
function bestOf(board: ReturnType<typeof boardOf>) {
  let best = { hard: Number.POSITIVE_INFINITY, soft: Number.POSITIVE_INFINITY };
  for (const one of everyRow(DAYS, 3))
    for (const other of everyRow(DAYS, 3)) {
      const { hard, soft } = standingOf(board, Uint8Array.from([...one, ...other]));
      if (hard < best.hard || (hard === best.hard && soft < best.soft)) best = { hard, soft };
    }
  return best;
}

describe('the search', () => {
  it('breaks nothing hard where that can be, and is the best of all rows almost always', () => {
    const seen = { best: 0, all: 0, bound: 0 };
    fc.assert(
      fc.property(anyRota(DAYS, 2), (rota) => {
        const board = boardOf(rota);
        const best = bestOf(board);
        const found = search(board, { seed: 1, budget: { rounds: 120 } });
        if (best.hard > 0) return;
        expect(found?.standing.hard).toBe(0);
        expect(found?.without).toEqual([]);
        seen.all++;
        expect(found?.bound ?? 0).toBeLessThanOrEqual(best.soft);
        if (found?.bound === best.soft) seen.bound++;
        if (found?.standing.soft === best.soft) seen.best++;
      }),
      { numRuns: 40, seed: 4 },
    );
    expect(seen.all).toBeGreaterThan(15);
    expect(seen.best / seen.all).toBeGreaterThan(0.9);
    expect(seen.bound).toBeGreaterThan(3);
  });

  it('says who has no row that breaks nothing hard, and plans the others', () => {
    fc.assert(
      fc.property(anyRota(DAYS, 2), (rota) => {
        const board = boardOf(rota);
        const found = search(board, { seed: 1, budget: { rounds: 20 } });
        for (const p of found?.without ?? [])
          for (const row of everyRow(DAYS, 3)) {
            const rows = (found as Found).rows.slice();
            rows.set(row, p * DAYS);
            expect(standingOf(board, rows).hard).toBeGreaterThan(0);
          }
      }),
      { numRuns: 40 },
    );
  });

  it('finds the same with the same seed and rounds, and tells of each better one on the way', () => {
    fc.assert(
      fc.property(anyRota(DAYS, 2), fc.integer({ min: 1, max: 99 }), (rota, seed) => {
        const run = () => {
          const told: Found[] = [];
          const found = search(boardOf(rota), {
            seed,
            budget: { rounds: 60 },
            onBetter: (better) => told.push(better),
          });
          return { found, told };
        };
        const first = run();
        expect(run()).toEqual(first);
        expect({ ...first.told.at(-1), bound: first.found?.bound }).toEqual(first.found);
        for (const [i, { standing }] of first.told.entries()) {
          const before = first.told[i - 1]?.standing;
          if (before)
            expect([standing.hard < before.hard, standing.soft < before.soft]).toContain(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('goes on from what was found before: two rounds of it are worth more than two from nothing', () => {
    const sums = { resumed: 0, cold: 0 };
    for (const rota of fc.sample(anyRota(8, 4), { numRuns: 40, seed: 3 })) {
      const board = boardOf(rota);
      const from = search(board, { seed: 1, budget: { rounds: 60 } });
      if (from === null || from.standing.hard > 0) continue;
      const budget = { rounds: 2 };
      sums.resumed += search(board, { seed: 2, budget, from })?.standing.soft ?? 0;
      sums.cold += search(board, { seed: 2, budget })?.standing.soft ?? 0;
    }
    expect(sums.cold).toBeGreaterThan(0);
    expect(sums.resumed).toBeLessThan(sums.cold);
  });

  it('ends when it is told to, with what it has', () => {
    const [rota] = fc.sample(anyRota(DAYS, 2), { numRuns: 1, seed: 7 });
    if (rota === undefined) throw new Error('No rota.');
    let rounds = 0;
    const found = search(boardOf(rota), {
      seed: 1,
      budget: { rounds: 1_000_000 },
      isCancelled: () => ++rounds > 5,
    });
    expect(found).not.toBeNull();
    expect(rounds).toBe(6);
  });

  it('stops when the time is used', () => {
    const [rota] = fc.sample(anyRota(DAYS, 2), { numRuns: 1, seed: 7 });
    if (rota === undefined) throw new Error('No rota.');
    let asks = 0;
    search(boardOf(rota), { seed: 1, budget: { used: () => asks++ / 100 } });
    expect(asks).toBeGreaterThan(99);
    expect(asks).toBeLessThan(103);
  });
});
