import type { Instant } from '../src/domain/time.ts';
import { rollUpDays } from '../src/services/roll-up.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/** Rolls up people's closed local days, and again what was learnt of since. */
export async function run(db: Db, now: Instant): Promise<Counts> {
  return { ...(await rollUpDays(db, now)) };
}
