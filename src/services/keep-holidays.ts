import { dateBefore, localDate, nextDate } from '../domain/local-time.ts';
import type { Instant } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { transaction } from '../store/rows.ts';
import { keepSiteHolidays, sitesWithLaw } from '../store/site-holidays.ts';
import { holidaysIn } from './holidays.ts';

/** A rule looks back a year, and nobody plans further ahead (no published figure). */
const YEAR = 366;

/**
 * Keeps the public holidays of every site as its law's calendar has them, a year back when there are
 * none and a year ahead. What is past stays as it was, so that no audit changes with a calendar. Safe
 * to run twice; returns how many dates changed.
 */
export async function keepHolidays(db: Db, now: Instant): Promise<number> {
  // Where it is latest the day may be a day ahead: that one is not past anywhere.
  const today = localDate(now, 'UTC');
  let changed = 0;
  for (const { id, jurisdiction, last } of await sitesWithLaw(db.pool)) {
    const from = last === null ? dateBefore(today, YEAR) : nextDate(nextDate(today));
    const holidays = await holidaysIn(jurisdiction, from, dateBefore(today, -YEAR));
    changed += await transaction(db, (tx) => keepSiteHolidays(tx, id, from, holidays));
  }
  return changed;
}
