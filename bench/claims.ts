/**
 * Claims and completions a second with all rules on, through the services, beside job queues that
 * only fetch and complete, and a claim in one statement: all on the same server in the same run.
 */
import { CONNECTIONS, openBench } from './claims/floor.ts';
import { ours } from './claims/ours.ts';
import { boss, graphile } from './claims/peers.ts';
import { raw } from './claims/raw.ts';
import { rounded } from './median.ts';

/**
 * Words: reviewers (10000), waiting items (500000), seconds that each is measured (10), exposures in
 * the ledger (1000000), callers at once (512).
 */
export async function bench(words: readonly string[]): Promise<object> {
  const [
    reviewers = 10_000,
    waiting = 500_000,
    seconds = 10,
    exposures = 1_000_000,
    callers = 512,
  ] = words.map(Number);
  const floor = await openBench({ reviewers, waiting, exposures });
  try {
    const cold = await ours(floor, callers, (done) => done >= reviewers);
    const start = performance.now();
    const [all, cpu] = [floor.processorUs(), process.cpuUsage()];
    const warm = await ours(floor, callers, () => performance.now() - start > seconds * 1_000);
    const { user, system } = process.cpuUsage(cpu);
    const used = floor.processorUs() - all;
    const peers = {
      'graphile-worker': await graphile(floor, waiting, seconds, 'default'),
      'graphile-worker, local queue': await graphile(floor, waiting, seconds, 'local queue'),
      'pg-boss, 1 a fetch': await boss(floor, Math.min(waiting, BOSS), seconds, 1),
      'pg-boss, 50 a fetch': await boss(floor, Math.min(waiting, BOSS), seconds, 50),
      'SQL, one claim a call, naive': await raw(floor, seconds, 'naive'),
      'SQL, one claim a call, by index': await raw(floor, seconds, 'lateral'),
    };
    console.table({
      'claim and complete, all rules': { perSecond: rounded(warm.perSecond), times: 1 },
      ...Object.fromEntries(
        Object.entries(peers).map(([name, perSecond]) => [
          name,
          { perSecond: rounded(perSecond), times: rounded(warm.perSecond / perSecond) },
        ]),
      ),
    });
    return {
      unit: 'a second',
      connections: CONNECTIONS,
      ...{ reviewers, waiting, exposures, callers },
      ours: rounded(warm.perSecond),
      firstTime: rounded(cold.perSecond),
      p50: rounded(warm.p50),
      p99: rounded(warm.p99),
      // A claim and its completion, in microseconds: ours, and PostgreSQL's.
      processorUs: {
        service: rounded((user + system) / warm.done),
        database: rounded((used - user - system) / warm.done),
      },
      others: warm.others,
      peers: Object.fromEntries(Object.entries(peers).map(([name, n]) => [name, rounded(n)])),
    };
  } finally {
    await floor.close();
  }
}

/** pg-boss advises against a million jobs, and is done with far fewer in the time. */
const BOSS = 50_000;
