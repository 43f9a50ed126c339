import type { Instant } from '../src/domain/time.ts';
import { auditLateFacts } from '../src/services/audit-again.ts';
import { auditClosedDays } from '../src/services/audit-days.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/**
 * Audits each site's local days that have closed, and again what became known of too late; which
 * they are, the services read from the data.
 */
export async function run(db: Db, now: Instant): Promise<Counts> {
  const closed = await auditClosedDays(db, now);
  return { ...closed, ...(await auditLateFacts(db, now)) };
}
