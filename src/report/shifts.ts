import { instantOf, nextDate } from '../domain/local-time.ts';
import type { Span } from '../domain/time.ts';
import { DAYS_OFF_A_WEEK, SHIFT_KINDS } from './assumptions.ts';
import { dayNumber } from './filing.ts';
import type { Floor } from './floor.ts';
import { pick, seeded } from './random.ts';

export interface FloorShift {
  /** The reviewer's external id. */
  readonly reviewer: string;
  readonly site: string;
  readonly span: Span;
}

const WEEK = 7;

/**
 * The shifts that start on one date of each site's own calendar, 'YYYY-MM-DD'. A night belongs to
 * the date it starts on and follows the wall clock: 7 or 9 hours where the clock changes. A person
 * keeps one kind of shift and the same days off, so daily rest holds whatever the date. The same
 * seed gives the same shifts. No such date is a RangeError.
 */
export function shiftsOf(floor: Floor, date: string, seed: number): readonly FloorShift[] {
  const day = dayNumber(date);
  if (day === null) throw new RangeError(`'${date}' is no date`);
  const zones = new Map(floor.sites.map(({ name, zone }) => [name, zone]));
  const turn = Math.floor(seeded(seed, 'days off')() * WEEK);
  return floor.reviewers.flatMap(({ externalId, site }, i) => {
    const zone = zones.get(site);
    if (!zone) throw new RangeError(`the floor has no site '${site}'`);
    if ((day + turn + i) % WEEK < DAYS_OFF_A_WEEK) return [];
    const kind = pick(seeded(seed, 'shifts', externalId), SHIFT_KINDS);
    const span = {
      start: instantOf(`${date}T${kind.from}`, zone),
      end: instantOf(`${kind.to < kind.from ? nextDate(date) : date}T${kind.to}`, zone),
    };
    return [{ reviewer: externalId, site, span }];
  });
}
