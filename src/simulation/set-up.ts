import { type Instant, MINUTE, type Span } from '../domain/time.ts';
import type { Floor } from '../report/floor.ts';
import { shiftsOf } from '../report/shifts.ts';
import { clockedAt } from '../services/clocked.ts';
import { openFloor, planDay } from '../services/open-floor.ts';
import { prepareLedgerMonths } from '../services/prepare-ledger-months.ts';
import type { Db } from '../store/db.ts';
import { reviewerIds, siteIds } from '../store/floor.ts';
import { databaseNow, transaction } from '../store/rows.ts';
import { addShifts } from '../store/shifts.ts';
import { lastInstant, type NotedDay, noteDay, unfinished } from '../store/simulated-day.ts';
import { bundledFloor } from './bundled-floor.ts';
import { castOf, takeUp } from './cast.ts';
import { type Staged, stage } from './incidents.ts';
import type { Day } from './play-day.ts';
import type { Player, World } from './player.ts';
import { tightening } from './policies.ts';
import { inflowOf, playedSpan, TICK, virtualDay } from './virtual-day.ts';

export interface SetUp extends Day {
  readonly staged: Staged;
  /** The instant at which a day that broke off is taken up; null: it begins. */
  readonly resumedAt: Instant | null;
}

/**
 * Makes a migrated database ready for a day: the floor, the shifts of that date at every site, one
 * of them too soon after another, and nothing waiting. On a day that broke off everything is there
 * already, and everybody is put where the database says that they were.
 */
export async function setUpDay(
  db: Db,
  noted: NotedDay,
  acknowledge: World['acknowledge'],
): Promise<SetUp> {
  const { day: date, seed } = noted;
  const broke = await lastInstant(db.pool);
  // Anything before it is history: rules look back over days in which nobody worked.
  const before = clockedAt(db, Date.parse(`${date}T00:00:00Z`) - 24 * 60 * MINUTE);
  const floor = await bundledFloor(before, noted);
  const day = virtualDay(floor, date);
  const shifts = shiftsOf(floor, date, seed);
  const begin = playedSpan(day, shifts, 0).start;
  for (const month of [begin, day.dates.end]) await prepareLedgerMonths(db, month);
  const opened = await openFloor(clockedAt(db, begin - MINUTE), floor, begin - MINUTE);
  if (opened) await noteDay(db.pool, noted, begin);
  await planDay(db, floor, date, seed);
  const players = castOf(floor, shifts, await reviewerIds(db.pool), seed);
  const staged = stage(players, seed);
  if (staged.returns) await planAgain(db, floor, staged.returns);
  const resumedAt = opened || broke === null || broke <= begin ? null : broke;
  const whole = playedSpan(day, shifts, staged.returns?.span.end ?? 0);
  const span = resumedAt === null ? whole : { ...whole, start: nextTick(resumedAt) };
  if (resumedAt !== null) await takeUpAll(db, players, span.start, seed);
  // What arrived shortly before is handed over again: what is known already is not added.
  const inflow = inflowOf(floor, day.demand, seed, span.start - MINUTE);
  const world = worldOf(db, seed, inflow.known, acknowledge);
  const tighten = await tightening(db, date, staged.accommodated);
  return { db, floor, span, world, players, inflow, tighten, staged, resumedAt };
}

function nextTick(at: Instant): Instant {
  return Math.floor(at / TICK) * TICK + TICK;
}

/** A shift that no plan would make: too soon after the person's last. */
async function planAgain(
  db: Db,
  floor: Floor,
  { player, span }: { player: Player; span: Span },
): Promise<void> {
  const site = floor.reviewers.find((one) => one.externalId === player.externalId)?.site;
  await transaction(db, async (tx) => {
    const id = (await siteIds(tx)).get(site ?? '');
    if (id === undefined) return;
    const now = db.clock() ?? (await databaseNow(tx));
    await addShifts(tx, [{ reviewer: player.id, site: id, ...span }], now);
  });
}

async function takeUpAll(
  db: Db,
  players: readonly Player[],
  now: Instant,
  seed: number,
): Promise<void> {
  const last = new Map((await unfinished(db.pool)).map((one) => [one.reviewer, one]));
  for (const player of players) takeUp(player, now, last.get(player.id), seed);
}

function worldOf(
  db: Db,
  seed: number,
  known: SetUp['inflow']['known'],
  acknowledge: World['acknowledge'],
): World {
  return {
    seed,
    dbAt: (at) => clockedAt(db, at),
    lookAt: ({ externalId }) => {
      const item = known.get(externalId);
      if (!item) throw new Error(`${externalId} was handed out before it arrived`);
      return item;
    },
    acknowledge,
  };
}
