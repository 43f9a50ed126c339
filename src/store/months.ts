import type { Instant } from '../domain/time.ts';
import type { Db } from './db.ts';
import { rows, sql, ts } from './rows.ts';

const known = new WeakMap<Db['pool'], Set<string>>();

/** Makes sure that the ledger has a partition for the month of this instant. Cheap when it has. */
export async function ensureMonth(db: Db, at: Instant): Promise<void> {
  const month = ts(at).toISOString().slice(0, 7);
  const months = known.get(db.pool) ?? new Set<string>();
  known.set(db.pool, months);
  if (months.has(month)) return;
  await rows(db.pool, sql`select ensure_exposure_partition(${ts(at)})::text`);
  months.add(month);
}
