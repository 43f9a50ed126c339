import { AFTERMATH } from '../domain/aftermath.ts';
import { HOUR, type Instant } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { type Tx, transaction } from '../store/rows.ts';
import {
  type Because,
  closeOffer,
  expireOffersBy,
  type OpenOffer,
  offer,
  unofferedAfter,
} from '../store/support-offers.ts';
import { signOfLife } from './lease.ts';
import { atSeat } from './seat.ts';

/** A counsellor within 24 hours: Scola v. Facebook, settlement of 2020. */
const OFFER_LASTS = 24 * HOUR;

/** What an offer follows beside a flag, however much stricter a policy is. */
const HARD_TO_SEE = {
  severity: AFTERMATH.afterSeverity.value,
  levelsWorse: AFTERMATH.levelsWorse.value,
};

/** Offers a counsellor in the transaction of what it follows. */
export function offerSupport(
  tx: Tx,
  reviewer: number,
  now: Instant,
  because: Because,
): Promise<OpenOffer> {
  return offer(tx, reviewer, { start: now, end: now + OFFER_LASTS, because });
}

export interface OffersMade {
  readonly offered: number;
  readonly expired: number;
}

/**
 * Lets offers go that nobody answered, and makes one to whoever saw the worst there is, or something
 * much worse than announced, and had none since. One offer covers all that is seen until it would
 * expire, so it is one a day at most. Safe to run twice.
 */
export async function offerAndExpire(db: Db, now: Instant): Promise<OffersMade> {
  const expired = await expireOffersBy(db.pool, now);
  const reviewers = await unofferedAfter(db.pool, HARD_TO_SEE, now - OFFER_LASTS);
  for (const reviewer of reviewers)
    await transaction(db, (tx) => offerSupport(tx, reviewer, now, 'severe'));
  return { offered: reviewers.length, expired };
}

export type OfferAnswered =
  | { readonly kind: 'answered'; readonly offer: bigint }
  /** It was answered before, has expired, or is somebody else's. */
  | { readonly kind: 'no-offer' };

/**
 * Keeps what a person chooses to say to an offer. A no is kept as if nothing had been said, so that
 * it cannot be told from an offer that ran out. Throws NotFound.
 */
export async function answerOffer(
  db: Db,
  reviewer: number,
  answer: { readonly offer: bigint; readonly takenUp: boolean },
): Promise<OfferAnswered> {
  return atSeat(db, reviewer, async (tx, seat) => {
    await signOfLife(tx, seat);
    const state = answer.takenUp ? 'taken-up' : 'expired';
    const closed = await closeOffer(tx, reviewer, answer.offer, state);
    return closed ? { kind: 'answered', offer: answer.offer } : { kind: 'no-offer' };
  });
}
