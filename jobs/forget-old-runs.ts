import { HOUR, type Instant } from '../src/domain/time.ts';
import type { Db } from '../src/store/db.ts';
import { forgetRuns } from '../src/store/job-runs.ts';
import type { Counts } from './job.ts';

/** No replica lags so far behind that it would fire one of these again. */
const KEPT = 7 * 24 * HOUR;

/** Forgets the ticks of more than a week ago. */
export async function run(db: Db, now: Instant): Promise<Counts> {
  return { forgotten: await forgetRuns(db, now - KEPT) };
}
