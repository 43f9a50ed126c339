import type { Instant } from '../src/domain/time.ts';
import { markCoverageGaps } from '../src/services/coverage-gaps.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/** Raises waiting work that nobody may take in time, before it is due. */
export async function run(db: Db, now: Instant): Promise<Counts> {
  return { ...(await markCoverageGaps(db, now)) };
}
