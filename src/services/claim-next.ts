import type { Instant } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { gathered } from '../store/gathered.ts';
import { findItem } from '../store/items.ts';
import { apart } from '../store/ledgers.ts';
import type { Tx } from '../store/rows.ts';
import { ableOnShift } from './able-on-shift.ts';
import { NotFound } from './errors.ts';
import { signOfLife } from './lease.ts';
import type { Offer } from './offer.ts';
import { atSeats, type Seat, shiftAt } from './seat.ts';
import { takeUrgent } from './take-urgent.ts';
import { takeWaiting } from './take-waiting.ts';
import { together } from './together.ts';

export type Claim =
  | Offer
  | { readonly kind: 'not-on-shift'; readonly nextShift: Instant | null }
  | { readonly kind: 'on-break'; readonly since: Instant };

/**
 * Gives a reviewer the next item that they may take now, or says why there is none. What they hold
 * already is given again. Who asks in the same moments is served together. Throws NotFound.
 */
export async function claimNext(db: Db, reviewer: number): Promise<Claim> {
  const claim = await together(db, reviewer, async (joined) => {
    if (joined.within) return claimAmong(joined.within, { db: joined, reviewer });
    return (await claimMany(joined, [reviewer])).get(reviewer);
  });
  if (!claim) throw new NotFound(`no reviewer ${reviewer}`);
  return claim;
}

interface Asking {
  readonly db: Db;
  readonly reviewer: number;
}

/** Those who ask in the same moment of a transaction are chosen for together. */
const claimAmong = gathered(async (_tx, asking: readonly Asking[]) => {
  const claims = new Map<number, Claim>();
  const [first] = asking;
  const reviewers = [...new Set(asking.map(({ reviewer }) => reviewer))];
  if (first)
    for (const group of apart(first.db, reviewers))
      for (const [reviewer, claim] of await claimMany(first.db, group)) claims.set(reviewer, claim);
  return asking.map(({ reviewer }) => claims.get(reviewer));
});

/**
 * The same for several who ask at once, decided together in one transaction. A reviewer who does
 * not exist is absent from the result.
 */
export async function claimMany(
  db: Db,
  reviewers: readonly number[],
): Promise<ReadonlyMap<number, Claim>> {
  return atSeats(db, reviewers, async (tx, seats) => {
    for (const { policy } of seats.values())
      if (policy.entries.length === 0) throw new Error('without a policy nothing is handed out');
    const claims = new Map<number, Claim>();
    const free: Seat[] = [];
    for (const seat of seats.values()) {
      const claim = await withoutChoice(tx, seat);
      if (claim) claims.set(seat.ledger.reviewer, claim);
      else free.push(seat);
    }
    const first = free[0];
    if (!first) return claims;
    const able = await ableOnShift(db, tx, first.now);
    const urgent = await takeUrgent(db, tx, free, able);
    const others = free.filter(({ ledger }) => !urgent.has(ledger.reviewer));
    const offers = await takeWaiting(db, tx, others, able);
    return new Map([...claims, ...urgent, ...offers]);
  });
}

/** What needs no look at the queues; null: they are free to take something. */
async function withoutChoice(tx: Tx, seat: Seat): Promise<Claim | null> {
  const held = await signOfLife(tx, seat);
  if (held) {
    const item = await findItem(tx, held.item);
    if (!item) throw new Error(`assignment ${held.assignment} holds no item`);
    return { kind: 'assigned', held, item, resumed: true };
  }
  const { facts } = seat.ledger;
  if (!shiftAt(facts, seat.now)) {
    const next = facts.shifts.find((s) => s.start > seat.now);
    return { kind: 'not-on-shift', nextShift: next?.start ?? null };
  }
  const resting = facts.breaks.find((b) => b.end === Infinity);
  return resting ? { kind: 'on-break', since: resting.start } : null;
}
