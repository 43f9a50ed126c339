import type { Instant } from '../domain/time.ts';
import { log } from './audit-log.ts';
import type { Db } from './db.ts';
import { POLICY_LOCK } from './policies.ts';
import {
  change,
  databaseNow,
  ms,
  type Reader,
  rows,
  sql,
  type Tx,
  transaction,
  ts,
} from './rows.ts';

/** The hazard statement that is read before consenting, as it stands now. */
export async function currentStatement(db: Reader): Promise<{ version: number; text: string }> {
  const [row] = await rows<{ version: number; text: string }>(
    db,
    sql`select version, text from hazard_statements order by version desc limit 1`,
  );
  if (!row) throw new Error('no hazard statement has been published');
  return row;
}

const FIRST = `Reviewing this category means looking at material that can distress, at once or later,
people who see it often more than people who see it once. You may refuse it now or at any later
moment, without a reason and without any consequence; you may step away from any item at any time.
Counselling is open to you before, during and after this work.`;

/** Publishes the first hazard statement on a database that has none. Safe to run twice. */
export async function publishFirstStatement(db: Db): Promise<void> {
  const now = db.clock() ?? (await databaseNow(db.pool));
  await change(
    db.pool,
    sql`insert into hazard_statements (version, text, published_at)
    select 1, ${FIRST}, ${ts(now)} where not exists (select 1 from hazard_statements)
    on conflict do nothing`,
  );
}

/**
 * Publishes the next version of the hazard statement, alone like a change of the policy: whoever was
 * deciding has finished, so it is later than each of their decisions. It is a fact of everybody, so
 * every ledger moves on, and whoever remembers one reads it again.
 */
export async function publishStatement(
  db: Db,
  text: string,
  by: string,
): Promise<{ version: number; at: Instant }> {
  return transaction(db, async (tx) => {
    await rows(tx, sql`select pg_advisory_xact_lock(${POLICY_LOCK})::text`);
    const at = await moveEveryLedger(tx, db.clock());
    const [published] = await rows<{ version: number }>(
      tx,
      sql`insert into hazard_statements (version, text, published_at)
        select coalesce(max(version), 0) + 1, ${text}, ${ts(at)} from hazard_statements
        returning version`,
    );
    if (!published) throw new Error('a hazard statement was not kept');
    const { version } = published;
    const subject = String(version);
    await log(tx, { at, actor: by, action: 'publish-hazard-statement', subject, detail: {} });
    return { version, at };
  });
}

/** Moves the version of every ledger on, locked in id order; the instant after every decision. */
async function moveEveryLedger(tx: Tx, clock: Instant | null): Promise<Instant> {
  const [head] = await rows<{ now: number; last: number | null }>(
    tx,
    sql`with locked as (select reviewer_id, last_instant from ledgers order by reviewer_id for update),
      moved as (update ledgers l set version = version + 1 from locked
        where l.reviewer_id = locked.reviewer_id)
      select ${ms('clock_timestamp()')} as now, ${ms('max(last_instant)')} as last from locked`,
  );
  return Math.max(clock ?? Math.ceil(head?.now ?? 0), (head?.last ?? 0) + 1);
}
