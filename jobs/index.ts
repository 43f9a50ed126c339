import { SECOND } from '../src/domain/time.ts';
import { prepareLedgerMonths } from '../src/services/prepare-ledger-months.ts';
import type { Db } from '../src/store/db.ts';
import { freeDeadWorkers, prepareJobQueue } from '../src/store/job-queue.ts';
import { claimTick, instantOf } from '../src/store/job-runs.ts';
import type { Job, JobLog } from './job.ts';
import { freeingDeadWorkers, schedule } from './schedule.ts';
import { startTicks } from './ticks.ts';
import { startWorker } from './worker.ts';

export interface JobsOptions {
  readonly db: Db;
  /** Given: makes or updates the queue's tables first. */
  readonly ownerUrl?: string | undefined;
  readonly log: JobLog;
  readonly jobs?: readonly Job[];
}

export interface RunningJobs {
  /** Fires nothing more, lets the runs under way end and lets the database go. */
  stop(): Promise<void>;
}

/**
 * Starts everything that happens by itself: this replica fires ticks and runs queued jobs, as all
 * others do, and each tick is run once by one of them. Whatever is due is done soon; when this
 * returns, the ledger has room for the months to come, so serve only after that.
 */
export async function startJobs(options: JobsOptions): Promise<RunningJobs> {
  const { db, ownerUrl, log, jobs = schedule } = options;
  if (ownerUrl !== undefined) await prepareJobQueue(ownerUrl);
  // Before anybody can be handed an item: what they see must find its place in the ledger.
  await prepareLedgerMonths(db, await instantOf(db));
  await freeDeadWorkers(db);
  const worker = await startWorker(db, jobs, log);
  const ticks = startTicks(db, jobs, freeingDeadWorkers, log);
  const stop = async () => {
    await ticks.stop();
    await worker.stop();
  };
  try {
    const start = Math.floor((await instantOf(db)) / SECOND) * SECOND;
    for (const { name } of jobs) await claimTick(db, name, start);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}
