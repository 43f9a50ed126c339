import { Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import type { Job, JobLog } from '../../jobs/job.ts';
import { tasksOf } from '../../jobs/tasks.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { Db } from '../../src/store/db.ts';
import { openWorkerPool, prepareJobQueue, QUEUE_SCHEMA } from '../../src/store/job-queue.ts';
import { type TestDb, testDb } from './database.ts';

type Row = Readonly<Record<string, unknown>>;

export interface JobsDb extends TestDb {
  /** The instant at which jobs decide; null: the database's own clock. */
  now: Instant | null;
  /** A query as the superuser, who may also do what the service may not. */
  ask(query: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** A database with the queue's tables, whose clock the test moves. */
export async function jobsDb(): Promise<JobsDb> {
  const held: { now: Instant | null } = { now: null };
  const test = await testDb(() => held.now);
  await prepareJobQueue(test.ownerUrl);
  const superuser = new pg.Client({ connectionString: test.superuserUrl });
  await superuser.connect();
  return {
    ...test,
    get now() {
      return held.now;
    },
    set now(instant) {
      held.now = instant;
    },
    ask: async (query, values = []) => (await superuser.query<Row>(query, [...values])).rows,
    done: () => superuser.end().then(() => test.done()),
  };
}

/** Runs what is queued and may run by now, and returns when nothing of it is left. */
export async function runQueued(db: Db, jobs: readonly Job[], log: JobLog = quiet): Promise<void> {
  const pgPool = openWorkerPool(db);
  try {
    await runOnce({
      pgPool,
      schema: QUEUE_SCHEMA,
      taskList: tasksOf(db, jobs, log),
      noHandleSignals: true,
      logger: new Logger(() => () => {}),
    });
  } finally {
    await pgPool.end();
  }
}

/** A job that notes the instants at which it was run. */
export function counted(name: string, runs: Instant[] = []): Job & { readonly runs: Instant[] } {
  const run = async (_: Db, now: Instant) => ({ runs: runs.push(now) });
  return { name, expression: '0 0 1 1 *', run, runs };
}

const nothing = () => {};
export const quiet: JobLog = { debug: nothing, info: nothing, warn: nothing, error: nothing };
