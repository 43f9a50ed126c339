import type { Instant } from '../domain/time.ts';
import { markOpened } from '../store/assignments.ts';
import type { Db } from '../store/db.ts';
import type { Tx } from '../store/rows.ts';
import { endedAssignment } from '../store/settlement.ts';
import { lapse, renewLease, signOfLife, WARNING } from './lease.ts';
import { relieved, relieveWatcherOf } from './relieve-watchers.ts';
import { atSeat, type Seat } from './seat.ts';
import { together } from './together.ts';

export type Heartbeat =
  | {
      readonly kind: 'extended';
      readonly leaseUntil: Instant;
      /** The first hard limit would be passed here: the item goes back then at the latest. */
      readonly limitAt: Instant;
      /** That limit is near: finish, or let it go back. */
      readonly warning: boolean;
    }
  /** `relieved`: the relief watches on; `withdrawn`: somebody else decided the stream. */
  | { readonly kind: 'lapsed' | 'relieved' | 'withdrawn' }
  | { readonly kind: 'not-held' };

/**
 * Extends the lease of the item in a reviewer's hands, never past the first hard limit. Who was relieved
 * is let go, and who has watched beside another for long enough goes on alone.
 */
export async function heartbeat(db: Db, reviewer: number, assignment: bigint): Promise<Heartbeat> {
  let watched: bigint | null = null;
  const beat = await together(db, reviewer, (joined) =>
    atSeat(joined, reviewer, async (tx, seat) => {
      const said = await beatAt(tx, seat, assignment);
      const { held } = seat.ledger;
      watched = held?.isLive ? held.item : null;
      return said;
    }),
  );
  if (watched !== null) await relieveWatcherOf(db, watched);
  return beat;
}

async function beatAt(tx: Tx, seat: Seat, assignment: bigint): Promise<Heartbeat> {
  const before = seat.ledger.held;
  const held = await signOfLife(tx, seat);
  if (before?.assignment !== assignment)
    return { kind: (await watchOver(tx, seat, assignment)) ?? 'not-held' };
  if (!held) return { kind: (await watchOver(tx, seat, assignment)) ?? 'lapsed' };
  if (await relieved(tx, seat, held)) return { kind: 'relieved' };
  const lease = await renewLease(tx, seat, held, true);
  if (lease.until <= seat.now) {
    await lapse(tx, seat, seat.ledger.held ?? held);
    return { kind: 'lapsed' };
  }
  const warning = lease.limitAt - seat.now <= WARNING;
  return { kind: 'extended', leaseUntil: lease.until, limitAt: lease.limitAt, warning };
}

/** How a watch ended that others go on with, or that is over for all; null: it did not end so. */
async function watchOver(tx: Tx, { ledger }: Seat, assignment: bigint) {
  const outcome = (await endedAssignment(tx, ledger.reviewer, assignment))?.outcome;
  return outcome === 'relieved' || outcome === 'withdrawn' ? outcome : null;
}

export type Opened = {
  readonly kind: 'opened' | 'lapsed' | 'relieved' | 'withdrawn' | 'not-held';
};

/** The client shows the item from now on: what is seen counts from here, not from the claim. */
export async function openItem(db: Db, reviewer: number, assignment: bigint): Promise<Opened> {
  return atSeat(db, reviewer, async (tx, seat) => {
    const before = seat.ledger.held;
    const held = await signOfLife(tx, seat);
    if (before?.assignment !== assignment)
      return { kind: (await watchOver(tx, seat, assignment)) ?? 'not-held' };
    if (!held) return { kind: (await watchOver(tx, seat, assignment)) ?? 'lapsed' };
    if (held.openedAt === null) await markOpened(tx, seat.ledger, held, seat.now);
    return { kind: 'opened' };
  });
}
