import { type Instant, MINUTE, type Span } from '../domain/time.ts';
import type { Arrival } from '../report/arrivals.ts';
import type { Floor } from '../report/floor.ts';
import { markBreaksDue } from '../services/breaks-due.ts';
import { clockedAt } from '../services/clocked.ts';
import { expireLeases } from '../services/expire-leases.ts';
import { type IncomingItem, ingestItems, MOST_AT_ONCE } from '../services/ingest-items.ts';
import { decideTogether } from '../services/seat.ts';
import { openAndCloseShifts } from '../services/shifts.ts';
import type { Db } from '../store/db.ts';
import { handOutTo } from './hand-out.ts';
import { playUntil } from './moves.ts';
import { nextMove, type Player, type World } from './player.ts';
import type { Tighten } from './policies.ts';
import { INGEST_EVERY, type Inflow, TICK } from './virtual-day.ts';

/** A day ready to be played. */
export interface Day {
  readonly db: Db;
  readonly floor: Floor;
  readonly span: Span;
  readonly world: World;
  readonly players: readonly Player[];
  readonly inflow: Inflow;
  readonly tighten: Tighten;
}

/**
 * Plays a day tick by tick on its own clock, each tick in the same order: what arrived, what
 * everybody did meanwhile, the hand-out to all who are free, changes of the policy, and on the
 * minute the jobs. What several people do at once touches only their own ledgers, so the order in
 * which it happens to run changes nothing.
 */
export async function playDay(day: Day, progress: (now: Instant) => void): Promise<void> {
  const { db, span, world, players, inflow, tighten } = day;
  for (let now = span.start; now < span.end; now += TICK) {
    if (now % INGEST_EVERY === 0) await ingest(clockedAt(db, now), inflow.take(now));
    const due = players.filter((player) => nextMove(player) <= now);
    if (due.length > 0)
      await together(world, due, now, async (joined) => {
        await Promise.all(due.map((player) => playUntil(joined, player, now)));
        await handOutTo(joined, due, now);
      });
    await tighten(clockedAt(db, now), now);
    if (now % MINUTE === 0) await runJobs(db, now);
    progress(now);
  }
}

/**
 * What happens in a tick is committed at once: tens of thousands of small transactions would be most
 * of the time that a day takes. So it is acknowledged only then, too.
 */
async function together(
  world: World,
  players: readonly Player[],
  now: Instant,
  play: (joined: World) => Promise<void>,
): Promise<void> {
  const said: Parameters<World['acknowledge']>[0][] = [];
  const ids = players.map((player) => player.id);
  await decideTogether(world.dbAt(now), ids, ({ within }) => {
    if (!within) throw new Error('what happens in a tick is one transaction');
    const dbAt = (at: Instant) => ({ ...world.dbAt(at), within });
    return play({ ...world, dbAt, acknowledge: (one) => said.push(one) });
  });
  for (const one of said) world.acknowledge(one);
}

/** Hands items over as a review tool would, in batches. A rejected one is our bug. */
export async function ingest(db: Db, items: readonly Arrival[]): Promise<void> {
  for (let i = 0; i < items.length; i += MOST_AT_ONCE) {
    const batch = items.slice(i, i + MOST_AT_ONCE).map(incoming);
    const { rejected } = await ingestItems(db, batch);
    const first = rejected[0];
    if (first) throw new Error(`${first.externalId} was not taken: ${first.why}`);
  }
}

function incoming({
  externalId,
  queueKey,
  media,
  categories,
  severity,
  at,
}: Arrival): IncomingItem {
  const what = { externalId, queue: queueKey, media, categories, severity };
  return { ...what, expectedSeconds: null, arrivedAt: at };
}

async function runJobs(db: Db, now: Instant): Promise<void> {
  await expireLeases(db, now);
  await openAndCloseShifts(db, now);
  await markBreaksDue(db, now);
}
