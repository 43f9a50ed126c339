import type { Instant } from '../src/domain/time.ts';
import { expireLeases } from '../src/services/expire-leases.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/** Gives items whose lease has run out back to their queues. */
export async function run(db: Db, now: Instant): Promise<Counts> {
  return { returned: await expireLeases(db, now) };
}
