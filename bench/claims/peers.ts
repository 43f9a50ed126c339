/** The bare fetch and complete of jobs by two job queues: nobody is asked whether they may. */
import { Logger, run, runMigrations } from 'graphile-worker';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { type Bench, CONNECTIONS, within } from './floor.ts';

/** A database of their own on the same server. */
async function databaseOf({ superuserUrl }: Bench, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return within(superuserUrl, `/${name}`);
}

const SILENT = new Logger(() => () => {});

/** Jobs a second of graphile-worker, as it comes or with its local queue and batched completion. */
export async function graphile(
  bench: Bench,
  backlog: number,
  seconds: number,
  how: 'default' | 'local queue',
): Promise<number> {
  const url = await databaseOf(bench, how === 'default' ? 'graphile' : 'graphile_local');
  const pgPool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  await runMigrations({ connectionString: url, logger: SILENT });
  await pgPool.query('select graphile_worker.add_job($1)', ['nothing']);
  await pgPool.query(
    `insert into graphile_worker._private_jobs (task_id)
      select id from graphile_worker._private_tasks, generate_series(1, $1::int)
      where identifier = 'nothing'`,
    [backlog],
  );
  await pgPool.query('vacuum analyze');
  await pgPool.end();
  let done = 0;
  const nothing = () => {
    done++;
  };
  const batched = { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 };
  const start = performance.now();
  const runner = await run({
    connectionString: url,
    maxPoolSize: CONNECTIONS,
    logger: SILENT,
    noHandleSignals: true,
    taskList: { nothing },
    parsedCronItems: [],
    preset: {
      worker: { concurrentJobs: CONNECTIONS, ...(how === 'local queue' && batched) },
    },
  });
  await passed(start, seconds, () => done > backlog);
  const perSecond = (done * 1_000) / (performance.now() - start);
  await runner.stop();
  return perSecond;
}

/** Jobs a second of pg-boss, so many a fetch and a complete, one loop a connection. */
export async function boss(
  bench: Bench,
  backlog: number,
  seconds: number,
  batchSize: number,
): Promise<number> {
  const connectionString = await databaseOf(bench, `boss_${batchSize}`);
  const queue = 'nothing';
  const jobs = new PgBoss({
    connectionString,
    max: CONNECTIONS,
    supervise: false,
    schedule: false,
  });
  jobs.on('error', () => {});
  await jobs.start();
  await jobs.createQueue(queue);
  for (let left = backlog; left > 0; left -= AT_ONCE)
    await jobs.insert(Array.from({ length: Math.min(left, AT_ONCE) }, () => ({ name: queue })));
  let done = 0;
  const start = performance.now();
  const isOver = () => performance.now() - start > seconds * 1_000;
  const loop = async () => {
    while (!isOver()) {
      const fetched = await jobs.fetch(queue, { batchSize });
      if (fetched.length === 0) return;
      await jobs.complete(
        queue,
        fetched.map(({ id }) => id),
      );
      done += fetched.length;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  const perSecond = (done * 1_000) / (performance.now() - start);
  await jobs.stop({ graceful: false, close: true });
  return perSecond;
}

const AT_ONCE = 5_000;

async function passed(start: number, seconds: number, isDone: () => boolean): Promise<void> {
  while (performance.now() - start < seconds * 1_000 && !isDone())
    await new Promise((resolve) => setTimeout(resolve, 20));
}
