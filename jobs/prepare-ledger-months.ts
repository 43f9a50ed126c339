import type { Instant } from '../src/domain/time.ts';
import { prepareLedgerMonths } from '../src/services/prepare-ledger-months.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/** Makes room in the ledger for the months to come. */
export async function run(db: Db, now: Instant): Promise<Counts> {
  return { months: await prepareLedgerMonths(db, now) };
}
