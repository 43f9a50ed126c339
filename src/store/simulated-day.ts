import pg from 'pg';
import type { Instant } from '../domain/time.ts';
import { change, ms, type Reader, rows, sql, ts } from './rows.ts';

/** Which day a database was made for. */
export interface NotedDay {
  readonly day: string;
  readonly reviewers: number;
  readonly seed: number;
}

const ACTION = 'simulated-day-begun';

/** Marks a database as a simulated day's: only such a one is ever emptied. */
export async function noteDay(db: Reader, noted: NotedDay, now: Instant): Promise<void> {
  await change(
    db,
    sql`insert into audit_log (at, actor, action, subject, detail)
      values (${ts(now)}, 'simulation', ${ACTION}, ${noted.day}, ${JSON.stringify(noted)}::jsonb)`,
  );
}

/** The day that a database was made for; null when it is not a simulated day's. */
export async function notedDay(db: Reader): Promise<NotedDay | null> {
  const [row] = await rows<{ detail: NotedDay }>(
    db,
    sql`select detail from audit_log where action = ${ACTION} order by id desc limit 1`,
  );
  return row?.detail ?? null;
}

/** The database has somebody's data in it. */
export class NotSimulated extends Error {
  override readonly name = 'NotSimulated';
}

/**
 * Empties a database as its owner, tables and all, if it is a simulated day's or nobody works in it.
 * Throws NotSimulated otherwise.
 */
export async function emptySimulated(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const [has] = (
      await client.query<{ tables: boolean }>(
        "select to_regclass('public.audit_log') is not null as tables",
      )
    ).rows;
    if (has?.tables && !(await isSimulated(client)))
      throw new NotSimulated(
        'This database has reviewers and is not a simulated day: name another one.',
      );
    await client.query('drop schema if exists graphile_worker cascade');
    await client.query('drop schema public cascade');
    await client.query('create schema public');
  } finally {
    await client.end();
  }
}

async function isSimulated(client: pg.Client): Promise<boolean> {
  const { rows: found } = await client.query<{ simulated: boolean }>(
    `select exists (select 1 from audit_log where action = $1)
       or not exists (select 1 from reviewers) as simulated`,
    [ACTION],
  );
  return found[0]?.simulated ?? false;
}

/** The last instant at which anything happened; null when nothing has. */
export async function lastInstant(db: Reader): Promise<Instant | null> {
  const [row] = await rows<{ last: number | null }>(
    db,
    sql`select ${ms(`greatest((select max(last_instant) from ledgers),
      (select max(arrived_at) from items), (select max(opened_at) from shifts))`)} as last`,
  );
  return row?.last ?? null;
}

/** What somebody was doing last. */
export interface Unfinished {
  readonly reviewer: number;
  /** When the break began that they are taking; null: none. */
  readonly resting: Instant | null;
  readonly meals: number;
}

/** What each reviewer was doing when a day broke off. */
export function unfinished(db: Reader): Promise<readonly Unfinished[]> {
  return rows<Unfinished>(
    db,
    sql`select reviewer_id as reviewer,
        max(${ms('started_at')}) filter (where started_at is not null and ended_at is null) as resting,
        (count(*) filter (where kind = 'meal' and started_at is not null))::int as meals
      from breaks group by reviewer_id`,
  );
}
