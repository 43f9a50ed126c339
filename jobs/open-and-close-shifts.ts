import type { Instant } from '../src/domain/time.ts';
import { openAndCloseShifts } from '../src/services/shifts.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/** Opens the shifts that have begun and closes those that have ended. */
export async function run(db: Db, now: Instant): Promise<Counts> {
  return { ...(await openAndCloseShifts(db, now)) };
}
