import type { Instant } from '../domain/time.ts';
import type { BreakKind } from '../domain/timeline.ts';
import type { Db } from '../store/db.ts';
import type { GoesTo } from '../store/outcomes.ts';
import { beginBreak, finishBreak } from '../store/signs.ts';
import { stillThere } from './lease.ts';
import { atSeat, shiftAt } from './seat.ts';
import { release } from './step-away.ts';

export interface BreakStarted {
  readonly startedAt: Instant;
  /** The item that went back to its queue; null when nothing was held. */
  readonly item: bigint | null;
  /** Where it went; null: nothing was held, or somebody else watches on. */
  readonly goesTo: GoesTo | null;
  /** The break had been started before. */
  readonly again: boolean;
}

/** Starts a break now, whether one is due or not; a held item goes back. Never refused. */
export async function startBreak(db: Db, reviewer: number, kind: BreakKind): Promise<BreakStarted> {
  return atSeat(db, reviewer, async (tx, seat) => {
    const held = await stillThere(tx, seat);
    const { ledger, now } = seat;
    const lasting = ledger.facts.breaks.find((b) => b.end === Infinity);
    if (lasting) return { startedAt: lasting.start, item: null, goesTo: null, again: true };
    const left = held ? await release(tx, seat, held, 'stepped-away') : null;
    const shift = shiftAt(ledger.facts, now)?.id ?? null;
    await beginBreak(tx, ledger, { at: now, kind, shift });
    return { startedAt: now, item: held?.item ?? null, goesTo: left?.goesTo ?? null, again: false };
  });
}

export type BreakEnded =
  | { readonly kind: 'ended'; readonly startedAt: Instant; readonly endedAt: Instant }
  | { readonly kind: 'no-break' };

/** Ends the break; whether it was long enough is the rules' to say, not a reason to refuse. */
export async function endBreak(db: Db, reviewer: number): Promise<BreakEnded> {
  return atSeat(db, reviewer, async (tx, seat) => {
    await stillThere(tx, seat);
    const lasting = seat.ledger.facts.breaks.find((b) => b.end === Infinity);
    if (!lasting) return { kind: 'no-break' };
    await finishBreak(tx, seat.ledger, seat.now);
    return { kind: 'ended', startedAt: lasting.start, endedAt: seat.now };
  });
}
