import type { Db } from './db.ts';
import { change, databaseNow, type Reader, rows, sql, ts } from './rows.ts';

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
