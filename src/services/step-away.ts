import { type Instant, SECOND } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import type { Held } from '../store/held.ts';
import type { GoesTo } from '../store/outcomes.ts';
import type { Tx } from '../store/rows.ts';
import { settle } from '../store/settlement.ts';
import { renewLease, seenUntil, stillThere } from './lease.ts';
import { atSeat, type Seat } from './seat.ts';

export interface SteppedAway {
  /** The item that went back to its queue; null when nothing was held. */
  readonly item: bigint | null;
  readonly seenSeconds: number;
  /** Where it went; null: nothing was held, or somebody else watches on. */
  readonly goesTo: GoesTo | null;
}

/**
 * Lets go of whatever is in the reviewer's hands, at once and without a reason; the seconds seen
 * count, time away starts. No rule, shift, break or lease stands in its way.
 */
export async function stepAway(db: Db, reviewer: number): Promise<SteppedAway> {
  return atSeat(db, reviewer, async (tx, seat) => {
    const held = await stillThere(tx, seat);
    if (!held) return { item: null, seenSeconds: 0, goesTo: null };
    return { item: held.item, ...(await release(tx, seat, held, 'stepped-away')) };
  });
}

/** Sends a held item back to where it belongs and keeps what was seen of it, in seconds. */
export async function release(
  tx: Tx,
  seat: Seat,
  held: Held,
  outcome: 'stepped-away' | 'refused' | 'lapsed',
): Promise<Omit<SteppedAway, 'item'>> {
  const seen = seenUntil(held, seat.now);
  const { goesTo } = await settle(tx, seat.ledger, held, {
    now: seat.now,
    outcome,
    seen,
    severity: held.severity,
    categories: held.categories,
    decision: null,
  });
  return { seenSeconds: seen ? (seen.end - seen.start) / SECOND : 0, goesTo };
}

export interface WhatIsLeft extends Omit<SteppedAway, 'item'> {
  /** When the lease ends now; null: nothing is left of it, the item went back. */
  readonly until: Instant | null;
}

/**
 * Decides a held item's lease anew after something was learnt of the person. Where no more than a
 * second is left the item goes back at once.
 */
export async function whatIsLeft(tx: Tx, seat: Seat, held: Held): Promise<WhatIsLeft> {
  const lease = await renewLease(tx, seat, held, false);
  if (lease.until > seat.now + SECOND) return { until: lease.until, seenSeconds: 0, goesTo: null };
  return { until: null, ...(await release(tx, seat, seat.ledger.held ?? held, 'lapsed')) };
}
