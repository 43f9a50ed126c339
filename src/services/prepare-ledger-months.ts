import type { Instant } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { ensureMonth } from '../store/months.ts';

/** Far enough that a job which fails for weeks keeps nobody from being recorded. */
const MONTHS_AHEAD = 2;

/**
 * Makes sure that the ledger has its partitions for this month and the next two, in UTC. Safe to
 * run twice; returns how many months are ready.
 */
export async function prepareLedgerMonths(db: Db, now: Instant): Promise<number> {
  const today = new Date(now);
  const months = Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) =>
    Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead),
  );
  for (const month of months) await ensureMonth(db, month);
  return months.length;
}
