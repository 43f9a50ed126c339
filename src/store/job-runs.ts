import type { Instant } from '../domain/time.ts';
import type { Db } from './db.ts';
import { change, databaseNow, ms, rows, sql, ts } from './rows.ts';

/**
 * A run that fails is tried again after 3, 7, 20 and 55 seconds. More would only pile up: every run
 * does all that is due, so the next tick makes up for one that was given up.
 */
const ATTEMPTS = 5;

/**
 * Notes that a job is to run for a tick and queues it, both or neither; false when the tick was
 * noted before, by whichever replica and however long ago. It runs when the database's clock has
 * reached the tick, so a replica whose clock is ahead makes nothing happen early.
 */
export async function claimTick(db: Db, job: string, tick: Instant): Promise<boolean> {
  const added = await rows<{ job: string }>(
    db.pool,
    // The queue of its own name keeps two runs of one job from working side by side.
    sql`with claimed as (
        insert into job_runs (job, tick) values (${job}, ${ts(tick)})
        on conflict do nothing returning job, tick)
      select claimed.job from claimed, lateral graphile_worker.add_job(
        claimed.job, json_build_object('job', claimed.job, 'tick', ${ms('claimed.tick')}),
        queue_name => claimed.job, run_at => claimed.tick, max_attempts => ${ATTEMPTS}::int) added`,
  );
  return added.length > 0;
}

/** Whether a tick's work has been done, by its own run or by that of a later one. */
export async function isTickDone(db: Db, job: string, tick: Instant): Promise<boolean> {
  const done = await rows(
    db.pool,
    sql`select 1 from job_runs
      where job = ${job} and tick = ${ts(tick)} and finished_at is not null`,
  );
  return done.length > 0;
}

/** Marks a job's ticks until this instant as done: a run does everything that was due by then. */
export function finishTicks(db: Db, job: string, until: Instant): Promise<number> {
  return change(
    db.pool,
    sql`update job_runs set finished_at = clock_timestamp()
    where job = ${job} and tick <= ${ts(until)} and finished_at is null`,
  );
}

/** Forgets ticks before an instant, and queued runs that were given up; returns how many of both. */
export async function forgetRuns(db: Db, before: Instant): Promise<number> {
  const ticks = await change(db.pool, sql`delete from job_runs where tick < ${ts(before)}`);
  const givenUp = await change(
    db.pool,
    sql`delete from graphile_worker._private_jobs
    where locked_at is null and (attempts >= max_attempts or run_at < ${ts(before)})`,
  );
  return ticks + givenUp;
}

/** The instant as of which a run decides: the given clock's, else the database's own. */
export async function instantOf(db: Db): Promise<Instant> {
  return db.clock() ?? (await databaseNow(db.pool));
}
