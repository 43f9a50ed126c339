import type { Instant } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import type { Held } from '../store/held.ts';
import { databaseNow, type Tx } from '../store/rows.ts';
import { startSilence } from '../store/signs.ts';
import { isDecided, lockStream, reliefTakesOverAt, watchersToRelieve } from '../store/streams.ts';
import { clockedAt } from './clocked.ts';
import { endWatch, lastSign } from './lease.ts';
import { atSeat, type Seat } from './seat.ts';

/**
 * Lets every watcher go beside whom a relief has watched for long enough by `now`; the relief watches
 * on. Safe to run twice and for many at once; returns how many went.
 */
export async function relieveWatchers(db: Db, now: Instant): Promise<number> {
  return relieve(clockedAt(db, now), now);
}

/** The same for one stream, at this moment. */
export async function relieveWatcherOf(db: Db, item: bigint): Promise<number> {
  return relieve(db, db.clock() ?? (await databaseNow(db.pool)), item);
}

async function relieve(db: Db, now: Instant, item: bigint | null = null): Promise<number> {
  let gone = 0;
  for (const { reviewer, assignment } of await watchersToRelieve(db.pool, now, item)) {
    const isGone = await atSeat(db, reviewer, async (tx, seat) => {
      // They may have gone between the look and the lock.
      if (seat.ledger.held?.assignment !== assignment) return false;
      return mayGo(tx, seat, seat.ledger.held, lastSign(seat.ledger.held, seat.now));
    });
    if (isGone) gone++;
  }
  return gone;
}

/** Lets a watcher who is there go if the relief has watched for long enough; false: not yet. */
export async function relieved(tx: Tx, seat: Seat, held: Held): Promise<boolean> {
  return mayGo(tx, seat, held, null);
}

/** `lastSeen`: of somebody who gave no sign now: what they do since, nobody knows until their next. */
async function mayGo(tx: Tx, seat: Seat, held: Held, lastSeen: Instant | null): Promise<boolean> {
  const isReady = async () => (await reliefTakesOverAt(tx, held.assignment)) <= seat.now;
  if (!held.isLive || !(await isReady())) return false;
  await lockStream(tx, held.item);
  // The relief may have gone, or somebody may have decided the stream, before the lock.
  if ((await isDecided(tx, held.item)) || !(await isReady())) return false;
  await endWatch(tx, seat, held, 'relieved', lastSeen ?? seat.now);
  if (lastSeen !== null) await startSilence(tx, seat.ledger, lastSeen);
  return true;
}
