import type { Clearance } from '../domain/timeline.ts';
import { log } from '../store/audit-log.ts';
import type { Db } from '../store/db.ts';
import { addClearance } from '../store/signs.ts';
import { lapse } from './lease.ts';
import { atSeat } from './seat.ts';
import { whatIsLeft } from './step-away.ts';

export interface ClearanceSet {
  /** The item that went back because of it; null: none. */
  readonly item: bigint | null;
}

/**
 * Clears a person for a category, or no longer, from this instant, and says in the audit log who
 * did. What they hold goes back if it needed it. Not a sign of the person's. Throws NotFound.
 */
export async function setClearance(
  db: Db,
  reviewer: number,
  decided: Pick<Clearance, 'category' | 'granted'>,
  by: string,
): Promise<ClearanceSet> {
  return atSeat(db, reviewer, async (tx, seat) => {
    const { now: at, ledger } = seat;
    if (ledger.held && ledger.held.leaseUntil <= at) await lapse(tx, seat, ledger.held);
    await addClearance(tx, ledger, { ...decided, at }, by);
    const subject = String(reviewer);
    await log(tx, { at, actor: by, action: 'set-clearance', subject, detail: decided });
    const { held } = ledger;
    if (!held || decided.granted) return { item: null };
    const { until } = await whatIsLeft(tx, seat, held);
    return { item: until === null ? held.item : null };
  });
}
