import type { Instant } from '../src/domain/time.ts';
import { keepHolidays } from '../src/services/keep-holidays.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/** Keeps the public holidays of every site a year ahead. */
export async function run(db: Db, now: Instant): Promise<Counts> {
  return { changed: await keepHolidays(db, now) };
}
