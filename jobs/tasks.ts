import type { JobHelpers, TaskList } from 'graphile-worker';
import type { Instant } from '../src/domain/time.ts';
import type { Db } from '../src/store/db.ts';
import { finishTicks, instantOf, isTickDone } from '../src/store/job-runs.ts';
import type { Job, JobLog } from './job.ts';

/** The task of each job, under the job's name. */
export function tasksOf(db: Db, jobs: readonly Job[], log: JobLog): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      (payload: unknown, { job: queued }: JobHelpers) =>
        runOnce(db, job, tickOf(payload), log).catch((error: unknown) => {
          const { attempts, max_attempts: of } = queued;
          log.error({ err: error, job: job.name, attempt: attempts, of }, 'a job failed');
          // The queue keeps and prints the message; that of a query holds its values.
          throw new Error(`${job.name} failed; the log says why`);
        }),
    ]),
  );
}

/**
 * Runs a job as of now, not as of its tick, so that one run after an outage does all that is due;
 * the ticks it covers then have nothing left to do.
 */
async function runOnce(db: Db, job: Job, tick: Instant, log: JobLog): Promise<void> {
  if (await isTickDone(db, job.name, tick)) return;
  const now = await instantOf(db);
  const did = await job.run(db, now);
  await finishTicks(db, job.name, Math.max(now, tick));
  log.debug({ job: job.name, tick: new Date(tick).toISOString(), did }, 'a job ran');
}

function tickOf(payload: unknown): Instant {
  const tick =
    typeof payload === 'object' && payload !== null && 'tick' in payload ? payload.tick : null;
  if (typeof tick !== 'number') throw new Error('a queued run does not say which tick it is for');
  return tick;
}
