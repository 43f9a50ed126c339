/**
 * What a claim and its completion cost as the floor, the backlog and the ledger grow: one is grown
 * at a time, beside the smallest of it. Flat within 1.5 times is the target of issue 5.
 */
import { openBench, type Size } from './claims/floor.ts';
import { ours } from './claims/ours.ts';
import { rounded } from './median.ts';

const TARGET = 1.5;

/**
 * Words: reviewers (1000,10000,50000), waiting items (10000,200000,2000000), exposures in the ledger
 * (10000000), claims that are measured of each (20000), callers at once (256).
 */
export async function bench(words: readonly string[]): Promise<object> {
  const [people = '1000,10000,50000', items = '10000,200000,2000000', ...rest] = words;
  const [exposures = 10_000_000, claims = 20_000, callers = 256] = rest.map(Number);
  const [reviewers, waiting] = [listOf(people), listOf(items)];
  const middle = <T>(all: readonly T[]) => all[Math.floor(all.length / 2)];
  const sizes: Size[] = [
    ...reviewers.map((n) => ({ reviewers: n, waiting: middle(waiting) ?? 0, exposures })),
    ...waiting.map((n) => ({ reviewers: middle(reviewers) ?? 0, waiting: n, exposures })),
  ];
  const measured: Measured[] = [];
  for (const size of sizes) measured.push({ ...size, ...(await measure(size, claims, callers)) });
  console.table(measured);
  const growth = (of: readonly Measured[]) => {
    const costs = of.map(({ processorUs }) => processorUs);
    return rounded(Math.max(...costs) / (costs[0] ?? Number.NaN));
  };
  return {
    unit: 'microseconds of all processors for a claim and its completion, warm',
    target: TARGET,
    byReviewers: growth(measured.slice(0, reviewers.length)),
    byWaiting: growth(measured.slice(reviewers.length)),
    measured,
  };
}

type Measured = Size & Awaited<ReturnType<typeof measure>>;

function listOf(word: string): readonly number[] {
  return word.split(',').map(Number);
}

/**
 * Everybody who claims has claimed before: so many people that each claims a few times, since what is
 * loaded once a shift is not a claim's. Where nothing is left to claim it ends sooner.
 */
async function measure(size: Size, claims: number, callers: number) {
  const floor = await openBench(size);
  try {
    const some = { ...floor, reviewers: floor.reviewers.slice(0, Math.max(callers * 2, 1_000)) };
    const most = Math.min(claims, Math.floor(size.waiting * 0.8));
    const firsts = Math.floor(most / 4);
    const first = await ours(some, callers, (done) => done >= firsts);
    const before = floor.processorUs();
    const warm = await ours(some, callers, (done) => done >= most - firsts);
    const processorUs = rounded((floor.processorUs() - before) / warm.done);
    const { perSecond, p50, p99 } = warm;
    const times = { perSecond: rounded(perSecond), p50: rounded(p50), p99: rounded(p99) };
    return { processorUs, ...times, firstPerSecond: rounded(first.perSecond) };
  } finally {
    await floor.close();
  }
}
