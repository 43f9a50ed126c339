import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startJobs } from '../../jobs/index.ts';
import type { Job } from '../../jobs/job.ts';
import { openDb } from '../../src/store/db.ts';
import { prepareJobQueue } from '../../src/store/job-queue.ts';
import { claimTick } from '../../src/store/job-runs.ts';
import { freshDatabase } from '../support/database.ts';
import { counted, type JobsDb, jobsDb, quiet } from '../support/jobs.ts';

const start = Date.UTC(2025, 2, 10, 12);

let test: JobsDb;
beforeAll(async () => {
  test = await jobsDb();
  test.now = start;
});
afterAll(() => test.done());

const connected = () =>
  test.ask(
    `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );

describe('the tables of the queue', () => {
  it('are made once, and may be used by the service, when eight replicas start at once', async () => {
    const fresh = await freshDatabase();
    await Promise.all(Array.from({ length: 8 }, () => prepareJobQueue(fresh.ownerUrl)));
    const db = await openDb(fresh.url);
    expect(await claimTick(db, 'count', start)).toBe(true);
    await db.pool.end();
    await fresh.drop();
  });

  it('must be there before jobs are started', async () => {
    const fresh = await freshDatabase();
    const db = await openDb(fresh.url);
    await expect(startJobs({ db, log: quiet, jobs: [counted('count')] })).rejects.toThrow(
      'graphile_worker',
    );
    await db.pool.end();
    await fresh.drop();
  });
});

describe('a replica', () => {
  it('does at its start whatever is due', async () => {
    const job = counted('at-start');
    const jobs = await startJobs({ db: test.db, log: quiet, jobs: [job] });
    await expect.poll(() => job.runs).toEqual([start]);
    await jobs.stop();
  });

  it('has made room in the ledger for this month and the next two when it has started', async () => {
    const jobs = await startJobs({ db: test.db, log: quiet, jobs: [] });
    const months = await test.ask(
      `select relname::text as month from pg_class where relname like 'exposures_2025___' order by 1`,
    );
    expect(months.map((row) => row['month'])).toEqual(
      ['03', '04', '05'].map((month) => `exposures_2025_${month}`),
    );
    await jobs.stop();
  });

  it('stops within a second and leaves nothing behind', async () => {
    const [connections, listeners] = [(await connected()).length, process.listenerCount('SIGTERM')];
    const job = counted('leaves-nothing');
    const jobs = await startJobs({ db: test.db, log: quiet, jobs: [job] });
    expect(process.listenerCount('SIGTERM')).toBe(listeners);
    await expect.poll(() => job.runs).toHaveLength(1);
    const before = performance.now();
    await jobs.stop();
    expect(performance.now() - before).toBeLessThan(1_000);
    await test.db.pool.query('select 1');
    await expect.poll(async () => (await connected()).length).toBeLessThanOrEqual(connections + 1);
  });

  it('lets the run under way end before it has stopped', async () => {
    const gate = new EventEmitter();
    const run: Job['run'] = async () => {
      gate.emit('under way');
      await once(gate, 'may end');
      return {};
    };
    const slow = { ...counted('slow'), run };
    const underWay = once(gate, 'under way');
    const jobs = await startJobs({ db: test.db, log: quiet, jobs: [slow] });
    await underWay;
    const stopped = jobs.stop();
    gate.emit('may end');
    await stopped;
    const runs = await test.ask(`select finished_at from job_runs where job = 'slow'`);
    expect(runs.map((row) => row['finished_at'])).toEqual([expect.any(Date)]);
    expect(await test.ask('select 1 from graphile_worker._private_jobs')).toEqual([]);
  });

  it('goes on when all its connections are cut', async () => {
    const job = counted('cut');
    const jobs = await startJobs({ db: test.db, log: quiet, jobs: [job] });
    await expect.poll(() => job.runs).toHaveLength(1);
    await test.ask(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
    test.now = start + 60_000;
    await expect
      .poll(() => claimTick(test.db, job.name, start + 60_000).catch(() => null))
      .not.toBeNull();
    await expect.poll(() => job.runs, { timeout: 10_000 }).toEqual([start, start + 60_000]);
    await jobs.stop();
  });

  it('starts its worker again when that has broken off', async () => {
    const { exitCode } = process;
    const job = counted('broken-off');
    const jobs = await startJobs({ db: test.db, log: quiet, jobs: [job] });
    await expect.poll(() => job.runs).toHaveLength(1);
    const workers = () =>
      test.ask(`select pid from pg_locks join pg_database on pg_database.oid = database
        where locktype = 'advisory' and datname = current_database()`);
    await expect.poll(workers).toHaveLength(1);
    const [before] = await workers();
    // The one thing at which a worker stops by itself: another version changes its tables.
    await test.ask(`select pg_notify('worker:migrate', '{"breaking": true}')`);
    await expect.poll(workers).not.toContainEqual(before);
    process.exitCode = exitCode;
    const again = test.now ?? start;
    await claimTick(test.db, job.name, again + 60_000);
    await expect.poll(() => job.runs, { timeout: 10_000 }).toHaveLength(2);
    await jobs.stop();
  });
});
