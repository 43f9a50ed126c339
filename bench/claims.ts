import { openBench } from './claims/floor.ts';
import { ours } from './claims/ours.ts';

/** Words: reviewers, waiting items, seconds of each, exposures in the ledger, callers. */
export async function bench(words: readonly string[]): Promise<object> {
  const [
    reviewers = 10_000,
    waiting = 500_000,
    seconds = 10,
    exposures = 1_000_000,
    callers = 400,
  ] = words.map(Number);
  const floor = await openBench({ reviewers, waiting, exposures });
  try {
    let start = performance.now();
    const cold = await ours(floor, callers, (done) => done >= reviewers);
    console.log('cold', cold, (performance.now() - start) / 1000);
    start = performance.now();
    const rate = await ours(floor, callers, () => performance.now() - start > seconds * 1_000);
    console.log(rate);
    return rate;
  } finally {
    await floor.close();
  }
}
