import type { Instant } from '../src/domain/time.ts';
import { auditClosedDays } from '../src/services/audit-days.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/** Audits each site's local days that have closed; which have, the service reads from the data. */
export async function run(db: Db, now: Instant): Promise<Counts> {
  return { ...(await auditClosedDays(db, now)) };
}
