import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { type Db, SERVICE_ROLE } from './db.ts';
import { rows, sql } from './rows.ts';

export const QUEUE_SCHEMA = 'graphile_worker';

/** Held while the queue's tables are made or changed: the next number to that of migrate.ts. */
const LOCK = 72_707_370;

/** The first half of the lock by which a worker shows that it lives. */
const ALIVE = 72_707_371;

/** One connection listens; queries of the queue itself are short. The work uses the open database. */
const WORKER_CONNECTIONS = 3;

/**
 * Row level security is on and the functions act as their caller, so the service needs the tables
 * and a policy on each. Everything may be said again; policies, which lock, only if missing.
 */
const GRANTS = `
  GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${SERVICE_ROLE};
  GRANT SELECT ON ${QUEUE_SCHEMA}.migrations TO ${SERVICE_ROLE};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ${QUEUE_SCHEMA}._private_jobs TO ${SERVICE_ROLE};
  GRANT SELECT, INSERT, UPDATE ON ${QUEUE_SCHEMA}._private_job_queues TO ${SERVICE_ROLE};
  GRANT SELECT, INSERT ON ${QUEUE_SCHEMA}._private_tasks TO ${SERVICE_ROLE};
  GRANT SELECT, INSERT, UPDATE ON ${QUEUE_SCHEMA}._private_known_crontabs TO ${SERVICE_ROLE};
  DO $$
  DECLARE guarded text;
  BEGIN
    FOR guarded IN
      SELECT relname FROM pg_class
      WHERE relnamespace = '${QUEUE_SCHEMA}'::regnamespace AND relkind = 'r' AND relrowsecurity
        AND NOT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid AND polname = '${SERVICE_ROLE}')
    LOOP
      EXECUTE format('CREATE POLICY ${SERVICE_ROLE} ON ${QUEUE_SCHEMA}.%I TO ${SERVICE_ROLE} USING (true)', guarded);
    END LOOP;
  END
  $$`;

/**
 * Makes or updates the queue's tables as the owner and lets the service use them. Safe when many
 * start at once: whoever comes second waits and finds it done. Migrate first: it makes the role.
 */
export async function prepareJobQueue(ownerUrl: string): Promise<void> {
  const pool = withoutSurprise(new pg.Pool({ connectionString: ownerUrl, max: 2 }));
  try {
    const guard = await pool.connect();
    await guard.query('SET statement_timeout = 0');
    await guard.query('SELECT pg_advisory_lock($1)', [LOCK]);
    try {
      const logger = new Logger(() => () => {});
      await runMigrations({ pgPool: pool, schema: QUEUE_SCHEMA, logger });
      await guard.query(GRANTS);
    } finally {
      // Ends the session and so frees the lock.
      guard.release(true);
    }
  } finally {
    await pool.end();
  }
}

/**
 * Connections for one worker, as the service. Not the pool that the services use: there int8 is a
 * bigint, which the queue cannot write as JSON, and a listener would hold one of its places.
 */
export function openWorkerPool(db: Db): pg.Pool {
  const { connectionString } = db.pool.options;
  const timeouts = { connectionTimeoutMillis: 10_000 };
  return withoutSurprise(new pg.Pool({ connectionString, max: WORKER_CONNECTIONS, ...timeouts }));
}

/** A connection that breaks is replaced by the next query; unheard it would end the process. */
function withoutSurprise(pool: pg.Pool): pg.Pool {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/**
 * Shows that a worker lives for as long as this connection does; the server notices within a
 * minute when the machine at the other end is gone.
 */
export async function showAlive(client: pg.PoolClient, worker: string): Promise<void> {
  await client.query(
    'SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3',
  );
  await client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [ALIVE, worker]);
}

/**
 * Gives back the runs that dead workers held, which the queue itself does after four hours only;
 * returns how many workers were dead. A living one taken for dead because its connection broke
 * does no harm: its run is repeated, and every job is safe to run twice.
 */
export async function freeDeadWorkers(db: Db): Promise<number> {
  const freed = await rows<{ worker: string }>(
    db.pool,
    // A worker takes its first run while it connects to show that it lives: hence the seconds.
    sql`with held as (
        select locked_by as worker, locked_at from graphile_worker._private_jobs
        union select locked_by, locked_at from graphile_worker._private_job_queues),
      dead as (
        select worker from held where locked_at < now() - interval '5 seconds'
          and not exists (select 1 from pg_locks
            where locktype = 'advisory' and granted and classid = ${ALIVE}::int::oid and objsubid = 2
              and objid = (hashtext(worker)::bigint & 4294967295)::oid
              and database = (select oid from pg_database where datname = current_database()))
        group by worker)
      select worker from dead,
        lateral graphile_worker.force_unlock_workers(array[worker]) freed`,
  );
  return freed.length;
}
