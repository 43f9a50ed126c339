import type { Instant } from '../domain/time.ts';
import { expiredHolders } from '../store/assignments.ts';
import type { Db } from '../store/db.ts';
import { clockedAt } from './clocked.ts';
import { lapse } from './lease.ts';
import { atSeat } from './seat.ts';

/**
 * Takes back every item whose lease has run out by `now`: the item returns to its queue, the seconds
 * until the last heartbeat and one interval count. Safe to run twice; returns how many went back.
 */
export async function expireLeases(db: Db, now: Instant): Promise<number> {
  const clocked = clockedAt(db, now);
  let returned = 0;
  for (const reviewer of await expiredHolders(db.pool, now)) {
    const lapsed = await atSeat(clocked, reviewer, async (tx, seat) => {
      const { held } = seat.ledger;
      // A heartbeat may have come between the look and the lock.
      if (!held || held.leaseUntil > seat.now) return false;
      await lapse(tx, seat, held);
      return true;
    });
    if (lapsed) returned++;
  }
  return returned;
}
