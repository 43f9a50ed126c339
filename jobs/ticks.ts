import cron, { type Logger } from 'node-cron';
import type { Db } from '../src/store/db.ts';
import { freeDeadWorkers } from '../src/store/job-queue.ts';
import { claimTick } from '../src/store/job-runs.ts';
import type { Job, JobLog } from './job.ts';

/** A process that was busy at the second fires late rather than not at all. */
const LATE_MS = 30_000;

export interface Ticks {
  /** Fires nothing more and waits for what is being noted. */
  stop(): Promise<void>;
}

/** Fires each job's ticks, and looks for dead workers, by this process's clock. */
export function startTicks(
  db: Db,
  jobs: readonly Job[],
  freeingDeadWorkers: string,
  log: JobLog,
): Ticks {
  const underWay = new Set<Promise<void>>();
  const at = (name: string, expression: string, fire: (slot: Date) => Promise<unknown>) =>
    cron.schedule(
      expression,
      async ({ date }) => {
        const firing = fire(date).then(
          () => {},
          // Not repeated: the next tick does what this one would have.
          (error: unknown) => log.warn({ err: error, job: name }, 'a tick could not be noted'),
        );
        underWay.add(firing);
        await firing;
        underWay.delete(firing);
      },
      {
        name,
        timezone: 'UTC',
        noOverlap: true,
        missedExecutionTolerance: LATE_MS,
        logger: cronLogger(log, name),
      },
    );
  const tasks = [
    ...jobs.map(({ name, expression }) =>
      at(name, expression, (slot) => claimTick(db, name, slot.getTime())),
    ),
    at('free-dead-workers', freeingDeadWorkers, () => freeDeadWorkers(db)),
  ];
  return {
    stop: async () => {
      for (const task of tasks) await task.destroy();
      await Promise.all(underWay);
    },
  };
}

function cronLogger(log: JobLog, job: string): Logger {
  const said = (what: string | Error) => (what instanceof Error ? what.message : what);
  return {
    info: (message) => log.debug({ job }, message),
    debug: (message) => log.debug({ job }, said(message)),
    warn: (message) => log.warn({ job }, message),
    error: (message, error) => log.error({ job, err: error }, said(message)),
  };
}
