import type { Instant } from '../src/domain/time.ts';
import { relieveWatchers } from '../src/services/relieve-watchers.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/** Lets those go beside whom a relief has watched a stream for long enough. */
export async function run(db: Db, now: Instant): Promise<Counts> {
  return { relieved: await relieveWatchers(db, now) };
}
