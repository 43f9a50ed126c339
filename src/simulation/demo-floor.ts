import { localDate, nextDate } from '../domain/local-time.ts';
import { contains, HOUR, type Instant, type Span } from '../domain/time.ts';
import type { Floor } from '../report/floor.ts';
import { type FloorShift, shiftsOf } from '../report/shifts.ts';
import { openFloor, planDay } from '../services/open-floor.ts';
import type { Db } from '../store/db.ts';
import { reviewerIds } from '../store/floor.ts';
import { bundledFloor } from './bundled-floor.ts';

/** A reviewer who is not played, so that a visitor can be them. */
export interface Visitor {
  readonly id: number;
  readonly name: string;
  readonly languages: readonly string[];
  readonly site: string;
  readonly isOnShift: boolean;
  /** The shift that they are on, or their next one; null: none is planned. */
  readonly shift: Span | null;
}

export interface DemoFloor {
  readonly floor: Floor;
  /** False: the floor was there already, however many reviewers were asked for now. */
  readonly opened: boolean;
  readonly onShift: number;
  readonly visitors: readonly Visitor[];
}

/** So many are left for visitors. */
const VISITORS = 5;

/**
 * Makes an empty database a floor of the bundled report with today's and tomorrow's shifts at each
 * site; on one that is such a floor already only the shifts. Null: somebody else's floor is in it.
 */
export async function openDemoFloor(
  db: Db,
  asked: { readonly reviewers: number; readonly seed: number; readonly now: Instant },
): Promise<DemoFloor | null> {
  const { now, seed } = asked;
  const there = (await reviewerIds(db.pool)).size;
  const floor = await bundledFloor(db, { reviewers: there || asked.reviewers, seed });
  const opened = await openFloor(db, floor, now);
  const ids = await reviewerIds(db.pool);
  if (!floor.reviewers.every(({ externalId }) => ids.has(externalId))) return null;
  await planAround(db, floor, seed, now);
  const shifts = shiftsAround(floor, seed, now);
  const onShift = shifts.filter(({ span }) => contains(span, now)).length;
  return { floor, opened, onShift, visitors: visitorsOf(floor, shifts, ids, now) };
}

/** Plans what is missing of the shifts around an instant. */
export async function planAround(db: Db, floor: Floor, seed: number, now: Instant): Promise<void> {
  for (const date of datesAround(floor, now)) await planDay(db, floor, date, seed, now);
}

/** The shifts that are not over: of today and tomorrow at each site, and of the night before. */
export function shiftsAround(floor: Floor, seed: number, now: Instant): readonly FloorShift[] {
  return datesAround(floor, now)
    .flatMap((date) => shiftsOf(floor, date, seed))
    .filter(({ span }) => span.end > now)
    .toSorted((a, b) => a.span.start - b.span.start);
}

/** A little more than a day back, for the nights that began yesterday. */
const BACK = 30 * HOUR;

function datesAround({ sites }: Floor, now: Instant): readonly string[] {
  const dates = sites.flatMap(({ zone }) => {
    const today = localDate(now, zone);
    return [localDate(now - BACK, zone), localDate(now - BACK / 2, zone), today, nextDate(today)];
  });
  return [...new Set(dates)].toSorted();
}

/** Those on shift first, with the most of it to come; each with a language that nobody has yet. */
function visitorsOf(
  floor: Floor,
  shifts: readonly FloorShift[],
  ids: ReadonlyMap<string, number>,
  now: Instant,
): readonly Visitor[] {
  const next = new Map<string, Span>();
  for (const { reviewer, span } of shifts) if (!next.has(reviewer)) next.set(reviewer, span);
  const known = new Map(floor.reviewers.map((one) => [one.externalId, one]));
  const order = [...next].toSorted(([, a], [, b]) => rank(a, now) - rank(b, now));
  const candidates = order.flatMap(([externalId, shift]): Visitor[] => {
    const [id, who] = [ids.get(externalId), known.get(externalId)];
    if (id === undefined || !who) return [];
    const { name, languages, site } = who;
    return [{ id, name, languages, site, isOnShift: contains(shift, now), shift }];
  });
  const chosen: Visitor[] = [];
  for (const one of candidates)
    if (!chosen.some((other) => other.languages[0] === one.languages[0])) chosen.push(one);
  const others = candidates.filter((one) => !chosen.includes(one));
  return [...chosen, ...others].slice(0, VISITORS);
}

function rank(shift: Span, now: Instant): number {
  return contains(shift, now) ? -shift.end : shift.start;
}
