import type { Instant } from '../domain/time.ts';
import type { Db } from '../store/db.ts';

/** The same database with the instant given: what a job decides, it decides as of its `now`. */
export function clockedAt(db: Db, now: Instant): Db {
  return { ...db, clock: () => now };
}
