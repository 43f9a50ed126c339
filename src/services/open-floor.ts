import type { Instant } from '../domain/time.ts';
import { lawOf } from '../laws/index.ts';
import type { Floor } from '../report/floor.ts';
import { shiftsOf } from '../report/shifts.ts';
import type { Db } from '../store/db.ts';
import { addFloor, floorIsOpen, reviewerIds, siteIds } from '../store/floor.ts';
import { databaseNow, transaction } from '../store/rows.ts';
import { addShifts } from '../store/shifts.ts';
import { currentStatement } from '../store/statements.ts';
import { keepHolidays } from './keep-holidays.ts';

/**
 * Puts a floor's sites, their holidays, teams, reviewers, consents and queues into an empty database,
 * as of `now`.
 * False, and nothing changed, when there are sites already. Throws when the law of a site is not kept.
 */
export async function openFloor(db: Db, floor: Floor, now: Instant): Promise<boolean> {
  for (const { jurisdiction } of floor.sites) lawOf(jurisdiction);
  const isNew = await transaction(db, async (tx) => {
    if (await floorIsOpen(tx)) return false;
    const statement = await currentStatement(tx);
    await addFloor(tx, floor, { now, statement: statement.version });
    return true;
  });
  if (isNew) await keepHolidays(db, now);
  return isNew;
}

/**
 * Plans the shifts that start on a date of each site's own calendar ('YYYY-MM-DD'), as the floor's
 * assumptions have it; shifts that are planned already stay. Those that are over by `after` are not
 * added. Returns how many were.
 */
export async function planDay(
  db: Db,
  floor: Floor,
  date: string,
  seed: number,
  after: Instant = Number.NEGATIVE_INFINITY,
): Promise<number> {
  const shifts = shiftsOf(floor, date, seed).filter(({ span }) => span.end > after);
  return transaction(db, async (tx) => {
    const reviewers = await reviewerIds(tx);
    const sites = await siteIds(tx);
    const planned = shifts.flatMap(({ reviewer, site, span }) => {
      const [person, place] = [reviewers.get(reviewer), sites.get(site)];
      return person === undefined || place === undefined
        ? []
        : [{ reviewer: person, site: place, ...span }];
    });
    return addShifts(tx, planned, db.clock() ?? (await databaseNow(tx)));
  });
}
