import type { Instant } from '../src/domain/time.ts';
import { offerAndExpire } from '../src/services/support.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/** Offers a counsellor to whoever saw the worst, and lets offers go that nobody answered. */
export async function run(db: Db, now: Instant): Promise<Counts> {
  return { ...(await offerAndExpire(db, now)) };
}
