import { barredBy, couldBegin, type Planned, speaksFor } from '../assignment/coverage.ts';
import { counted } from '../audit/small-groups.ts';
import { byKind, type Demand, neededBy, peopleNeeded } from '../domain/demand.ts';
import { contains, HOUR, type Instant, MINUTE } from '../domain/time.ts';
import {
  barredIn,
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
/** How far ahead 'when could somebody' looks, as for one person. */
const HORIZON = 36 * HOUR;
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
  const asked = new Set<number>();
  for (;;) {
    const isFor = (one: Speaker) =>
      open.some((demand) => speaksFor(one, demand) && one.start < neededBy(demand, now));
    const left = speakers.filter((one) => !asked.has(one.reviewer) && isFor(one));
    const batch = idsOf(left).slice(0, AT_ONCE);
    if (batch.length === 0) return open;
    for (const reviewer of batch) asked.add(reviewer);
    const people = await planned(db, batch, speakers);
    const may = (person: Planned, demand: Demand) =>
      speaksFor(person, demand) && couldBegin(person, demand, now, neededBy(demand, now)) !== null;
    open = open.filter((demand) => !people.some((person) => may(person, demand)));
  }
}

/** The first to come on shift are asked first, and nobody who comes when somebody could be done. */
async function gapOf(
  db: Db,
  demand: Demand,
  speakers: readonly Speaker[],
  now: Instant,
): Promise<Gap> {
  const own = speakers.filter((one) => speaksFor(one, demand));
  const onShift = new Set(idsOf(own.filter((one) => contains(one, now))));
  const barred = new Map<string, number>();
  let earliest: Instant | null = null;
  let by = now + HORIZON;
  const ids = idsOf(own);
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const batch = new Set(ids.slice(i, i + AT_ONCE));
    const near = own.filter(({ reviewer, start }) => batch.has(reviewer) && start < by);
    for (const person of await planned(db, idsOf(near), near)) {
      const at = couldBegin(person, demand, now, by);
      if (at !== null) [earliest, by] = [at, at + demand.longestMinutes * MINUTE];
      if (!onShift.has(person.reviewer)) continue;
      for (const rule of barredBy(person, demand, now))
        barred.set(rule, (barred.get(rule) ?? 0) + 1);
    }
  }
  const { language, severity, categories, items, dueAt } = demand;
  return {
    ...{ language, severity, categories, items, dueAt, earliest },
    peopleNeeded: peopleNeeded(demand, now),
    nextShift: own.find(({ start }) => start > now)?.start ?? null,
    speakers: ids.length,
    onShift: onShift.size,
    barred: [...barred].map(([rule, people]) => ({ rule, people })),
  };
}

/** In the order of their first shift. */
function idsOf(speakers: readonly Speaker[]): readonly number[] {
  return [...new Set(speakers.map(({ reviewer }) => reviewer))];
}

async function planned(
  db: Db,
  reviewers: readonly number[],
  speakers: readonly Speaker[],
): Promise<readonly Planned[]> {
  const views = await readSeats(db, reviewers);
  return views.map(({ facts, held, now, rules }) => ({
    reviewer: facts.reviewer,
    languages: facts.languages,
    timeline: timelineWithHeld(facts, held, now),
    rules,
    shifts: speakers.filter((one) => one.reviewer === facts.reviewer),
  }));
}

/**
 * How many people on shift each rule bars from a gap's work. A rule that bars too few, or that too few
 * are not barred by, is left out: its name alone would tell of them.
 */
export async function barredByRule(db: Db, gap: bigint): Promise<Gap['barred']> {
  const { onShift, rules } = (await barredIn(db.pool, [gap])).get(gap) ?? NOBODY;
  return rules.filter(({ people }) => counted(people, onShift) !== null);
}

const NOBODY = { onShift: 0, rules: [] };
