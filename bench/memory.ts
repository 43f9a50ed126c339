/**
 * What a process needs to remember the ledgers of a floor, with all that is derived from them for a
 * claim: bytes a ledger, and bytes a row of it, by two floors that differ in their rows alone.
 */
import v8 from 'node:v8';
import vm from 'node:vm';
import { openBench } from './claims/floor.ts';
import { ours } from './claims/ours.ts';
import { rounded } from './median.ts';

const SHIFTS = 20;
/** Of issue 5. */
const FLOOR = 50_000;

/** Words: reviewers (2000), items a shift of the smaller floor and of the larger one (10,60). */
export async function bench(words: readonly string[]): Promise<object> {
  const [reviewers = '2000', shifts = '10,60'] = words;
  const [few = 10, many = 60] = shifts.split(',').map(Number);
  const [small, large] = [
    await measure(Number(reviewers), few),
    await measure(Number(reviewers), many),
  ];
  const row = (large - small) / (SHIFTS * (many - few));
  const ledger = small - row * SHIFTS * few;
  const gigabytes = (rows: number) => (FLOOR * (ledger + row * rows * SHIFTS)) / 2 ** 30;
  return {
    unit: 'bytes',
    reviewers: Number(reviewers),
    row: Math.round(row),
    ledger: Math.round(ledger),
    gigabytesOf50000: { [few]: rounded(gigabytes(few)), [many]: rounded(gigabytes(many)) },
  };
}

/** Bytes a person after each has claimed and completed. */
async function measure(reviewers: number, aShift: number): Promise<number> {
  const exposures = reviewers * SHIFTS * aShift;
  const floor = await openBench({ reviewers, waiting: 3 * reviewers, exposures, aShift });
  try {
    const some = { ...floor, reviewers: floor.reviewers.slice(0, Math.floor(reviewers / 2)) };
    await ours(some, 100, (done) => done >= some.reviewers.length);
    const before = heap();
    const others = { ...floor, reviewers: floor.reviewers.slice(some.reviewers.length) };
    await ours(others, 100, (done) => done >= others.reviewers.length);
    return (heap() - before) / others.reviewers.length;
  } finally {
    await floor.close();
  }
}

/** Bytes in use, without what nobody refers to any more. */
function heap(): number {
  v8.setFlagsFromString('--expose-gc');
  const collect: () => void = vm.runInNewContext('gc');
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
