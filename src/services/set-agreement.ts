import type { Agreement } from '../domain/timeline.ts';
import type { Db } from '../store/db.ts';
import { addAgreement } from '../store/signs.ts';
import { signOfLife } from './lease.ts';
import { atSeat } from './seat.ts';
import { whatIsLeft } from './step-away.ts';

export interface AgreementSet {
  /** The item that went back because of it; null: none. */
  readonly item: bigint | null;
}

/**
 * Keeps what a person agrees to beside categories, or no longer: from this instant, without a
 * reason. What they hold goes back if it rested on what they take back. Throws NotFound.
 */
export async function setAgreement(
  db: Db,
  reviewer: number,
  said: Pick<Agreement, 'to' | 'granted'>,
): Promise<AgreementSet> {
  return atSeat(db, reviewer, async (tx, seat) => {
    const held = await signOfLife(tx, seat);
    await addAgreement(tx, seat.ledger, { ...said, at: seat.now });
    if (!held || said.granted) return { item: null };
    const { until } = await whatIsLeft(tx, seat, held);
    return { item: until === null ? held.item : null };
  });
}
