import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardOf } from '../../src/planner/board-of.ts';
import { type Found, isBetter, search } from '../../src/planner/search.ts';
import { searchInThreads } from '../../src/services/rota-threads.ts';
import { anyRota } from '../support/rotas.ts';

const [rota] = fc.sample(anyRota(10, 6), { numRuns: 1, seed: 11 });
if (rota === undefined) throw new Error('No rota.');

describe('a search in threads', () => {
  it('gives the best of what each finds with its own seed', async () => {
    const budget = { rounds: 80 };
    const found = await searchInThreads(rota, { threads: 2, seed: 3, budget });
    const alone = [3, 4].map((seed) => search(boardOf(rota), { seed, budget }) as Found);
    const [first, second] = alone as [Found, Found];
    const best = isBetter(second.standing, first.standing) ? second : first;
    const { hard, soft } = best.standing;
    expect(found?.standing).toMatchObject({ hard, soft });
  });

  it('keeps the best so far when it is cancelled, and this thread is free meanwhile', async () => {
    const stop = new AbortController();
    const found = await searchInThreads(rota, {
      threads: 2,
      seed: 1,
      budget: { milliseconds: 600_000 },
      onBetter: () => stop.abort(),
      signal: stop.signal,
    });
    expect(found?.rows).toHaveLength(60);
  });

  it('finds nothing when it was cancelled before', async () => {
    const signal = AbortSignal.abort();
    const options = { threads: 1, seed: 1, budget: { rounds: 5 }, signal };
    expect(await searchInThreads(rota, options)).toBeNull();
  });
});
