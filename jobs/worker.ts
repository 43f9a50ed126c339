import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker';
import type { Db } from '../src/store/db.ts';
import { openWorkerPool, QUEUE_SCHEMA, showAlive } from '../src/store/job-queue.ts';
import type { Job, JobLog } from './job.ts';
import { tasksOf } from './tasks.ts';

/** A long audit must not hold up the leases. Runs of one job never overlap: each has its queue. */
const CONCURRENCY = 3;
const RESTART_MS = 2_000;

export interface Worker {
  /** Takes no new run, waits for those under way, and lets the connections go. */
  stop(): Promise<void>;
}

/**
 * Starts running queued jobs, as the service. One that breaks off, as when the database goes away
 * for long, is started again; throws only if it cannot start now.
 */
export async function startWorker(db: Db, jobs: readonly Job[], log: JobLog): Promise<Worker> {
  const stopping = new AbortController();
  let current = await launch(db, jobs, log);
  const kept = keepRunning();
  return {
    stop: async () => {
      stopping.abort();
      await current.stop();
      await kept;
    },
  };

  async function keepRunning(): Promise<void> {
    for (;;) {
      await current.ended;
      if (stopping.signal.aborted) return;
      log.warn({}, 'the job worker broke off and is started again');
      await pause(RESTART_MS, null, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      await launch(db, jobs, log).then(
        (next) => (current = next),
        (error: unknown) => log.error({ err: error }, 'the job worker does not start'),
      );
      if (stopping.signal.aborted) await current.stop();
    }
  }
}

interface Launched {
  /** When it has ended, for whatever reason, and its connections are closed. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

async function launch(db: Db, jobs: readonly Job[], log: JobLog): Promise<Launched> {
  const pgPool = openWorkerPool(db);
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:listen:success', ({ client, workerPool }) => {
    // It is about to listen; a connection takes one query at a time.
    client.once('drain', () => {
      showAlive(client, workerPool.id).catch((error: unknown) =>
        log.warn({ err: error }, 'the job worker could not show that it lives'),
      );
    });
  });
  let runner: Runner;
  try {
    runner = await run({
      pgPool,
      schema: QUEUE_SCHEMA,
      taskList: tasksOf(db, jobs, log),
      parsedCronItems: [],
      concurrency: CONCURRENCY,
      noHandleSignals: true,
      events,
      logger: queueLogger(log),
      // Unbatched, a result that cannot be written is a rejection that nobody hears.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
  } catch (error) {
    await pgPool.end();
    throw error;
  }
  const ended = runner.promise
    .catch((error: unknown) => log.error({ err: error }, 'the job worker failed'))
    .then(() => pgPool.end());
  return {
    ended,
    stop: () =>
      runner
        .stop()
        .catch(() => {})
        .then(() => ended),
  };
}

/** The queue's own messages; a failed run is told by its task, without the values of the query. */
function queueLogger(log: JobLog): Logger {
  return new Logger(() => (level, message, meta) => {
    if (meta?.['failure']) return;
    const line = meta?.['error'] === undefined ? {} : { err: meta['error'] };
    if (level === 'error') log.error(line, message);
    else if (level === 'warning') log.warn(line, message);
    else log.debug(line, message);
  });
}
