import type { Instant } from '../domain/time.ts';
import { deferDue } from '../store/breaks.ts';
import type { Db } from '../store/db.ts';
import { signOfLife } from './lease.ts';
import { atSeat } from './seat.ts';

export type BreakDeferred =
  | { readonly kind: 'deferred'; readonly dueAt: Instant; readonly deferredAt: Instant }
  | { readonly kind: 'no-break-due' };

/**
 * Notes that somebody would rather have the break that is due later. It stays due, and nothing else
 * changes: what may be handed out to them is as it was. Said again, the first time counts. Throws
 * NotFound.
 */
export async function deferBreak(db: Db, reviewer: number): Promise<BreakDeferred> {
  return atSeat(db, reviewer, async (tx, seat) => {
    await signOfLife(tx, seat);
    const deferred = await deferDue(tx, reviewer, seat.now);
    return deferred ? { kind: 'deferred', ...deferred } : { kind: 'no-break-due' };
  });
}
