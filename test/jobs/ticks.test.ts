import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../jobs/job.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { freeDeadWorkers, openWorkerPool, showAlive } from '../../src/store/job-queue.ts';
import { claimTick, forgetRuns } from '../../src/store/job-runs.ts';
import { counted, type JobsDb, jobsDb, quiet, runQueued } from '../support/jobs.ts';

const tick = Date.UTC(2025, 2, 10, 12);

let test: JobsDb;
beforeAll(async () => {
  test = await jobsDb();
});
afterAll(() => test.done());
beforeEach(async () => {
  test.now = tick;
  await test.ask(
    'truncate job_runs, graphile_worker._private_jobs, graphile_worker._private_job_queues',
  );
});

const queued = () =>
  test.ask('select attempts, last_error, locked_by from graphile_worker._private_jobs');
const finished = () =>
  test.ask('select tick, finished_at is not null as done from job_runs order by tick');

describe('a tick', () => {
  it('is run once when three replicas fire it at the same moment', async () => {
    const replicas = await Promise.all([1, 2, 3].map(() => openDb(test.url)));
    const claimed = await Promise.all(replicas.map((db) => claimTick(db, 'count', tick)));
    await Promise.all(replicas.map(closeDb));
    expect(claimed.filter(Boolean)).toHaveLength(1);
    const job = counted('count');
    await Promise.all([1, 2, 3].map(() => runQueued(test.db, [job])));
    expect(job.runs).toEqual([tick]);
    expect(await finished()).toEqual([{ tick: new Date(tick), done: true }]);
  });

  it('that a lagging replica fires again after it was run adds nothing', async () => {
    const job = counted('count');
    await claimTick(test.db, job.name, tick);
    await runQueued(test.db, [job]);
    test.now = tick + HOUR;
    expect(await claimTick(test.db, job.name, tick)).toBe(false);
    expect(await queued()).toEqual([]);
    await runQueued(test.db, [job]);
    expect(job.runs).toHaveLength(1);
  });

  it('is not noted when it cannot be queued', async () => {
    const tooLong = 'x'.repeat(200);
    await expect(claimTick(test.db, tooLong, tick)).rejects.toThrow('check constraint');
    expect(await finished()).toEqual([]);
  });

  it('of a clock that is ahead waits until the database has reached it', async () => {
    const job = counted('count');
    await claimTick(test.db, job.name, Date.now() + HOUR);
    await runQueued(test.db, [job]);
    expect(job.runs).toEqual([]);
  });

  it('has nothing left to do once a run for a later one has done all that was due', async () => {
    const job = counted('count');
    for (const minutes of [0, 1, 2]) await claimTick(test.db, job.name, tick + minutes * MINUTE);
    test.now = tick + 5 * MINUTE;
    await runQueued(test.db, [job]);
    expect(job.runs).toEqual([tick + 5 * MINUTE]);
    expect((await finished()).map((row) => row['done'])).toEqual([true, true, true]);
  });

  it('waits while a run for an earlier one is under way, in whichever replica', async () => {
    const gate = new EventEmitter();
    const job = counted('count');
    const run: Job['run'] = async (db, now) => {
      gate.emit('under way');
      await once(gate, 'may end');
      return job.run(db, now);
    };
    await claimTick(test.db, job.name, tick);
    const underWay = once(gate, 'under way');
    const first = runQueued(test.db, [{ ...job, run }]);
    await underWay;
    await claimTick(test.db, job.name, tick + MINUTE);
    await runQueued(test.db, [job]);
    expect(job.runs).toEqual([]);
    gate.emit('may end');
    await Promise.all([first, once(gate, 'under way').then(() => gate.emit('may end'))]);
    expect(job.runs).toHaveLength(2);
  });

  it('is forgotten after its time, and so is a run that was given up', async () => {
    await claimTick(test.db, 'count', tick);
    await claimTick(test.db, 'count', tick + HOUR);
    expect(await forgetRuns(test.db, tick + MINUTE)).toBe(2);
    expect(await finished()).toEqual([{ tick: new Date(tick + HOUR), done: false }]);
    await test.ask('update graphile_worker._private_jobs set attempts = max_attempts');
    expect(await forgetRuns(test.db, tick + MINUTE)).toBe(1);
    expect(await queued()).toEqual([]);
  });
});

describe('a run that fails', () => {
  const failing = (failures: number): Job & { runs: number[] } => {
    const job = counted('fail');
    const run: Job['run'] = async (db, now) => {
      const did = await job.run(db, now);
      if (job.runs.length <= failures) throw new Error('reviewer 7 saw CSAM');
      return did;
    };
    return { ...job, run };
  };
  const dueAgain = () => test.ask('update graphile_worker._private_jobs set run_at = now()');

  it('is tried again later and then done', async () => {
    const job = failing(1);
    await claimTick(test.db, job.name, tick);
    await runQueued(test.db, [job]);
    expect(await finished()).toEqual([{ tick: new Date(tick), done: false }]);
    await dueAgain();
    await runQueued(test.db, [job]);
    expect(job.runs).toHaveLength(2);
    expect(await finished()).toEqual([{ tick: new Date(tick), done: true }]);
    expect(await queued()).toEqual([]);
  });

  it('is told with its error in the log, and without it where anybody may look', async () => {
    const job = failing(1);
    const told: object[] = [];
    await claimTick(test.db, job.name, tick);
    await runQueued(test.db, [job], { ...quiet, error: (line) => told.push(line) });
    expect(told).toMatchObject([
      { err: { message: 'reviewer 7 saw CSAM' }, job: 'fail', attempt: 1 },
    ]);
    const [kept] = await queued();
    expect(kept).toMatchObject({ attempts: 1, last_error: 'fail failed; the log says why' });
  });

  it('does not keep the next tick from making up for it', async () => {
    const job = failing(1);
    await claimTick(test.db, job.name, tick);
    await runQueued(test.db, [job]);
    await claimTick(test.db, job.name, tick + MINUTE);
    test.now = tick + MINUTE;
    await runQueued(test.db, [job]);
    await dueAgain();
    await runQueued(test.db, [job]);
    expect(job.runs).toEqual([tick, tick + MINUTE]);
    expect((await finished()).map((row) => row['done'])).toEqual([true, true]);
  });

  it('is given up after five attempts', async () => {
    const job = failing(Number.POSITIVE_INFINITY);
    await claimTick(test.db, job.name, tick);
    for (let i = 0; i < 7; i++) {
      await runQueued(test.db, [job]);
      await dueAgain();
    }
    expect(job.runs).toHaveLength(5);
  });
});

describe('a worker that was killed in the middle of a run', () => {
  /** As it is left: the run and its queue locked by nobody who lives. */
  const heldBy = async (worker: string) => {
    for (const table of ['_private_jobs', '_private_job_queues'])
      await test.ask(
        `update graphile_worker.${table} set locked_by = $1, locked_at = now() - interval '10 s'`,
        [worker],
      );
  };

  it('loses its run to another worker', async () => {
    const job = counted('count');
    await claimTick(test.db, job.name, tick);
    await heldBy('pool-of-the-dead');
    await runQueued(test.db, [job]);
    expect(job.runs).toEqual([]);
    expect(await freeDeadWorkers(test.db)).toBe(1);
    expect(await freeDeadWorkers(test.db)).toBe(0);
    await runQueued(test.db, [job]);
    expect(job.runs).toEqual([tick]);
  });

  it('is not confused with one that takes long', async () => {
    await claimTick(test.db, 'count', tick);
    await heldBy('pool-alive');
    const pool = openWorkerPool(test.db);
    const client = await pool.connect();
    await showAlive(client, 'pool-alive');
    expect(await freeDeadWorkers(test.db)).toBe(0);
    client.release(true);
    await pool.end();
    await expect.poll(() => freeDeadWorkers(test.db)).toBe(1);
  });
});
