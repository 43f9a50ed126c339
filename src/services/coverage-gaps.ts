import { setImmediate } from 'node:timers/promises';
import { barredBy, couldBegin, type Planned, speaksFor } from '../assignment/coverage.ts';
import { HORIZON } from '../assignment/headroom.ts';
import { counted } from '../audit/small-groups.ts';
import { byKind, type Demand, neededBy, peopleNeeded } from '../domain/demand.ts';
import { contains, HOUR, type Instant, MINUTE } from '../domain/time.ts';
import {
  demandsDue,
  type Gap,
  keepGaps,
  type Speaker,
  speakersWithin,
} from '../store/coverage-gaps.ts';
import type { Db } from '../store/db.ts';
import { transaction } from '../store/rows.ts';
import { clockedAt } from './clocked.ts';
import { readSeats } from './read-seat.ts';
import { timelineWithHeld } from './seat.ts';

/** What is due within this is looked at: time enough to ask somebody (no published figure). */
const AHEAD = 2 * HOUR;
/** So many people's ledgers are read at once. */
const AT_ONCE = 100;

/** A rule, and how many it bars. */
export type Barred = Gap['barred'][number];

export interface GapsKept {
  readonly gaps: number;
  readonly raised: number;
  readonly ended: number;
}

/**
 * Raises the kinds of waiting work that nobody who is planned may take in time, while there is time
 * to find somebody, and ends what is no such gap any more. Safe to run twice and for many at once.
 */
export async function markCoverageGaps(db: Db, now: Instant): Promise<GapsKept> {
  const gaps = await coverageGaps(clockedAt(db, now), now);
  const kept = await transaction(db, (tx) => keepGaps(tx, gaps, now));
  return { gaps: gaps.length, ...kept };
}

async function coverageGaps(db: Db, now: Instant): Promise<readonly Gap[]> {
  const demands = await demandsDue(db.pool, now + AHEAD);
  if (demands.length === 0) return [];
  const speakers = await speakersWithin(db.pool, { start: now, end: now + HORIZON });
  const gaps: Gap[] = [];
  for (const demand of byKind(await uncovered(db, demands, speakers, now)))
    gaps.push(await gapOf(db, demand, speakers, now));
  return gaps;
}

/** Asks as few as it takes: of most work the first who speaks its language may do it. */
async function uncovered(
  db: Db,
  demands: readonly Demand[],
  speakers: readonly Speaker[],
  now: Instant,
): Promise<readonly Demand[]> {
  let open = demands;
  const mayBeFor = (one: Speaker) =>
    open.some((demand) => speaksFor(one, demand) && comesBy(neededBy(demand, now))(one));
  const may = (person: Planned, demand: Demand) =>
    speaksFor(person, demand) && couldBegin(person, demand, now, neededBy(demand, now)) !== null;
  for (let left = speakers.filter(mayBeFor); left.length > 0; left = left.filter(mayBeFor)) {
    for await (const person of planned(db, left.slice(0, AT_ONCE)))
      open = open.filter((demand) => !may(person, demand));
    left = left.slice(AT_ONCE);
  }
  return open;
}

/** The first to come on shift are asked first, and nobody who comes when somebody could be done. */
async function gapOf(
  db: Db,
  demand: Demand,
  speakers: readonly Speaker[],
  now: Instant,
): Promise<Gap> {
  const own = speakers.filter((one) => speaksFor(one, demand));
  const onShift = new Set(own.filter(isOnShift(now)).map(({ reviewer }) => reviewer));
  const barred = new Map<string, number>();
  let earliest: Instant | null = null;
  let by = now + HORIZON;
  for (let i = 0; i < own.length; i += AT_ONCE) {
    const near = own.slice(i, i + AT_ONCE).filter(comesBy(by));
    for await (const person of planned(db, near)) {
      const at = couldBegin(person, demand, now, by);
      if (at !== null) [earliest, by] = [at, at + demand.longestMinutes * MINUTE];
      if (!onShift.has(person.reviewer)) continue;
      for (const rule of barredBy(person, demand, now))
        barred.set(rule, (barred.get(rule) ?? 0) + 1);
    }
  }
  const { language, severity, categories, escalated, items, dueAt } = demand;
  return {
    ...{ language, severity, categories, escalated, items, dueAt, earliest },
    peopleNeeded: peopleNeeded(demand, now),
    nextShift: nextShift(own, now),
    speakers: own.length,
    onShift: onShift.size,
    barred: [...barred].map(([rule, people]) => ({ rule, people })),
  };
}

const isOnShift = (now: Instant) => (one: Speaker) =>
  one.shifts.some((shift) => contains(shift, now));

const comesBy = (by: Instant) => (one: Speaker) => one.shifts.some(({ start }) => start < by);

function nextShift(speakers: readonly Speaker[], now: Instant): Instant | null {
  const starts = speakers.flatMap(({ shifts }) => shifts.map(({ start }) => start));
  const next = starts.reduce((least, at) => (at > now ? Math.min(least, at) : least), Infinity);
  return next === Infinity ? null : next;
}

/** One after the other, so that whoever asks the service meanwhile has a turn. */
async function* planned(db: Db, speakers: readonly Speaker[]): AsyncGenerator<Planned> {
  const shifts = new Map(speakers.map((one) => [one.reviewer, one.shifts]));
  for (const { facts, held, now, rules } of await readSeats(db, [...shifts.keys()])) {
    await setImmediate();
    const { reviewer, languages, takesEscalations } = facts;
    const timeline = timelineWithHeld(facts, held, now);
    yield {
      reviewer,
      languages,
      takesEscalations,
      timeline,
      rules,
      shifts: shifts.get(reviewer) ?? [],
    };
  }
}

/**
 * How many people on shift each rule bars from a gap's work. A rule that bars too few, or that too few
 * are not barred by, is left out: its name alone would tell of them.
 */
export function barredByRule({ onShift, barred }: Pick<Gap, 'onShift' | 'barred'>): Gap['barred'] {
  return barred.filter(({ people }) => counted(people, onShift) !== null);
}
