import { HOUR, type Instant, MINUTE } from '../domain/time.ts';
import type { Floor } from '../report/floor.ts';
import { openFloor } from '../services/open-floor.ts';
import { changePolicy } from '../services/policy.ts';
import { bundledFloor } from '../simulation/bundled-floor.ts';
import type { Db } from '../store/db.ts';
import { reviewerIds, siteIds } from '../store/floor.ts';
import { databaseNow, transaction } from '../store/rows.ts';
import { addShifts } from '../store/shifts.ts';

/** A floor on which everybody is at work for as long as a storm lasts. */
export interface StormFloor {
  readonly floor: Floor;
  readonly reviewers: readonly number[];
}

/** The shift has begun a little before, and goes on so long past a storm's end. */
const BEGUN = 10 * MINUTE;
const GOES_ON = 2 * HOUR;

/** Puts the bundled report's floor into an empty database, everybody on shift, with small limits. */
export async function openStormFloor(
  db: Db,
  asked: { readonly reviewers: number; readonly seed: number; readonly minutes: number },
): Promise<StormFloor> {
  const floor = await bundledFloor(db, asked);
  const now = await databaseNow(db.pool);
  if (!(await openFloor(db, floor, now)))
    throw new Error('There is a floor in this database already: take an empty folder.');
  const ids = await reviewerIds(db.pool);
  await planAll(db, floor, ids, {
    start: now - BEGUN,
    end: now + asked.minutes * MINUTE + GOES_ON,
  });
  for (const [rule, params] of Object.entries(smallLimits(asked.minutes)))
    await changePolicy(db, {
      rule,
      level: 'hard',
      scope: { kind: 'organisation' },
      params,
      from: null,
    });
  return { floor, reviewers: [...ids.values()] };
}

async function planAll(
  db: Db,
  floor: Floor,
  ids: ReadonlyMap<string, number>,
  span: { readonly start: Instant; readonly end: Instant },
): Promise<void> {
  await transaction(db, async (tx) => {
    const sites = await siteIds(tx);
    const shifts = floor.reviewers.flatMap(({ externalId, site }) => {
      const [reviewer, place] = [ids.get(externalId), sites.get(site)];
      return reviewer === undefined || place === undefined
        ? []
        : [{ reviewer, site: place, ...span }];
    });
    await addShifts(tx, shifts, await databaseNow(tx));
  });
}

/** Numbers by which a day's limits are met within a storm of so many minutes, and leave time to work. */
export function smallLimits(
  minutes: number,
): Readonly<Record<string, Readonly<Record<string, number>>>> {
  return {
    'continuous-exposure': { limitMinutes: Math.max(minutes / 8, 0.2), awayMinutes: minutes / 30 },
    'graphic-minutes-per-day': { limitMinutes: Math.max(minutes / 4, 0.25) },
    'quiet-time': { quietMinutes: minutes / 60 },
  };
}
