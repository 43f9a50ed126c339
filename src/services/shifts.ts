import { missedBy } from '../domain/missed-break.ts';
import type { Instant } from '../domain/time.ts';
import { untaken } from '../store/breaks.ts';
import type { Db } from '../store/db.ts';
import { written } from '../store/ledgers.ts';
import { closeShift, openShifts, shiftsToClose } from '../store/shifts.ts';
import { endSilence, finishBreak } from '../store/signs.ts';
import { clockedAt } from './clocked.ts';
import { lapse } from './lease.ts';
import { atSeat } from './seat.ts';

export interface ShiftsMoved {
  readonly opened: number;
  readonly closed: number;
}

/**
 * Opens every shift that has begun by `now` and closes every one that has ended: a break still
 * being taken ends with it, one that was due and not taken is missed, and
 * it is noted whose decision that was. Safe to run twice.
 */
export async function openAndCloseShifts(db: Db, now: Instant): Promise<ShiftsMoved> {
  const opened = await openShifts(db.pool, now);
  const clocked = clockedAt(db, now);
  let closed = 0;
  for (const shift of await shiftsToClose(db.pool, now)) {
    await atSeat(clocked, shift.reviewer, async (tx, seat) => {
      const { held } = seat.ledger;
      // A lease ends with its shift at the latest, so this is one that nobody has taken back yet.
      if (held && held.leaseUntil <= seat.now) await lapse(tx, seat, held);
      // One that began later is of the shift after it, or nobody's.
      const resting = seat.ledger.facts.breaks.find((b) => b.end === Infinity);
      if (resting && resting.start < shift.end) await finishBreak(tx, seat.ledger, shift.end);
      // Who has gone home is not at work: a silence of this shift does not go on through the night.
      const silent = seat.ledger.facts.silences.find((s) => s.end === Infinity);
      if (silent && silent.start <= shift.end) await endSilence(tx, seat.ledger, shift.end);
      const missed = await untaken(tx, shift.id);
      const decided = missed.map((one) => ({ id: one.id, by: missedBy(one) }));
      await closeShift(tx, shift.id, seat.now, decided);
      // The day in which they fell due may be over, and is audited again.
      for (const { dueAt } of missed) written(seat.ledger, dueAt);
    });
    closed++;
  }
  return { opened, closed };
}
