import { SECOND } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import type { Held } from '../store/held.ts';
import type { Tx } from '../store/rows.ts';
import { settle } from '../store/settlement.ts';
import { seenUntil, stillThere } from './lease.ts';
import { atSeat, type Seat } from './seat.ts';

export interface SteppedAway {
  /** The item that went back to its queue; null when nothing was held. */
  readonly item: bigint | null;
  readonly seenSeconds: number;
}

/**
 * Lets go of whatever is in the reviewer's hands, at once and without a reason; the seconds seen
 * count, time away starts. No rule, shift, break or lease stands in its way.
 */
export async function stepAway(db: Db, reviewer: number): Promise<SteppedAway> {
  return atSeat(db, reviewer, async (tx, seat) => {
    const held = await stillThere(tx, seat);
    if (!held) return { item: null, seenSeconds: 0 };
    return { item: held.item, seenSeconds: await release(tx, seat, held, 'stepped-away') };
  });
}

/** Sends a held item back to its queue and keeps what was seen of it, in seconds. */
export async function release(
  tx: Tx,
  seat: Seat,
  held: Held,
  outcome: 'stepped-away' | 'refused' | 'lapsed',
): Promise<number> {
  const seen = seenUntil(held, seat.now);
  await settle(tx, seat.ledger, held, {
    now: seat.now,
    outcome,
    seen,
    severity: held.severity,
    categories: held.categories,
    decision: null,
  });
  return seen ? (seen.end - seen.start) / SECOND : 0;
}
