import type { Db } from '../store/db.ts';
import { addFlag } from '../store/signs.ts';
import type { OpenOffer } from '../store/support-offers.ts';
import { stillThere } from './lease.ts';
import { atSeat } from './seat.ts';
import { release, type SteppedAway, whatIsLeft } from './step-away.ts';
import { offerSupport } from './support.ts';

export interface FlaggedSelf extends SteppedAway {
  /** A counsellor, if they want one. */
  readonly offer: OpenOffer;
}

/**
 * Keeps that something got to a person: that it did, never what or why. Always works. What they hold
 * goes back unless they want to keep it, and then as far as the rules leave it; the seconds seen
 * count. Support is offered in the same transaction. Throws NotFound.
 */
export async function flagSelf(db: Db, reviewer: number, letGo = true): Promise<FlaggedSelf> {
  return atSeat(db, reviewer, async (tx, seat) => {
    const held = await stillThere(tx, seat);
    await addFlag(tx, seat.ledger, seat.now);
    const offer = await offerSupport(tx, reviewer, seat.now, 'flag');
    if (!held) return { item: null, seenSeconds: 0, goesTo: null, offer };
    if (letGo)
      return { item: held.item, ...(await release(tx, seat, held, 'stepped-away')), offer };
    const { until, ...left } = await whatIsLeft(tx, seat, held);
    return { item: until === null ? held.item : null, ...left, offer };
  });
}
