import type { Instant } from '../src/domain/time.ts';
import { markBreaksDue } from '../src/services/breaks-due.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/** Notes the breaks that have fallen due, and those that were rested without a word. */
export async function run(db: Db, now: Instant): Promise<Counts> {
  return { ...(await markBreaksDue(db, now)) };
}
