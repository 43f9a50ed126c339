import type { Instant } from '../src/domain/time.ts';
import { openProtectedHours } from '../src/services/protected-hours.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/** Opens the protected hours of this week and the next that have found their place. */
export async function run(db: Db, now: Instant): Promise<Counts> {
  return { opened: await openProtectedHours(db, now) };
}
