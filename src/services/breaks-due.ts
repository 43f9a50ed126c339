import { statutoryDue } from '../assignment/breaks-ahead.ts';
import { headroom } from '../assignment/headroom.ts';
import { MILDEST, mayGoOn } from '../assignment/mildest.ts';
import { contains, HOUR, type Instant, type Span } from '../domain/time.ts';
import type { BreakKind } from '../domain/timeline.ts';
import { noteDue, noteTaken, undatedDue } from '../store/breaks.ts';
import type { Db } from '../store/db.ts';
import { onShift, type ShiftRow } from '../store/shifts.ts';
import { clockedAt } from './clocked.ts';
import { readSeats, type View } from './read-seat.ts';
import { atSeat, timelineWithHeld } from './seat.ts';

export interface BreaksMarked {
  readonly due: number;
  readonly taken: number;
}

/** A break that is due is over within this; what bars the mildest work for longer is no break. */
const LONGEST_BREAK = HOUR;

/**
 * Marks a break as due for everyone on shift who may not go on with even the mildest work before
 * they have rested, once a run of work, or before they have taken one that the law asks for; and as
 * taken when they have rested without saying so.
 * Safe to run twice.
 */
export async function markBreaksDue(db: Db, now: Instant): Promise<BreaksMarked> {
  const shifts = new Map((await onShift(db.pool, now)).map((s) => [s.reviewer, s]));
  const views = await readSeats(clockedAt(db, now), [...shifts.keys()]);
  const undated = await undatedDue(db.pool, [...shifts.keys()]);
  let [due, taken] = [0, 0];
  for (const view of views) {
    const shift = shifts.get(view.facts.reviewer);
    if (!shift) continue;
    const waiting = undated.get(view.facts.reviewer);
    const kind = owed(view);
    if (kind && kind !== waiting)
      due += await noteDue(db.pool, { ...dueRow(shift, view.now), kind });
    // One of the law is taken by nothing but a break that is.
    if (waiting !== 'wellbeing' || kind) continue;
    const rested = restedUntil(view);
    if (rested.start < rested.end)
      taken += await atSeat(clockedAt(db, now), view.facts.reviewer, (tx, { ledger }) =>
        noteTaken(tx, ledger, rested),
      );
  }
  return { due, taken };
}

/** What kind of break is due; null: none. One of the law is one from what was seen, too. */
function owed(view: View): BreakKind | null {
  const { now, rules, held, facts } = view;
  // They are taking one.
  if (facts.breaks.some((taken) => taken.end === Infinity)) return null;
  // Nothing is handed out in protected time: that is no break which they owe.
  if (facts.blocks.some((block) => contains(block, now))) return null;
  // What they hold may be watched until its limit, so milder work may too: that goes for most.
  if (held && now < held.limitAt) return null;
  const timeline = timelineWithHeld(facts, held, now);
  // Asked first, because it is asked of everybody every minute.
  if (mayGoOn(timeline, now, rules)) return null;
  const [statutory] = statutoryDue(timeline, now, rules).toSorted((a, b) => b.minutes - a.minutes);
  if (statutory) return statutory.kind;
  const over = headroom(timeline, now, MILDEST, rules, now + LONGEST_BREAK).earliest;
  return over === null ? null : 'wellbeing';
}

function dueRow(shift: ShiftRow, at: Instant) {
  return { reviewer: shift.reviewer, shift: shift.id, at };
}

/** They rested from the last thing that they saw until what they hold now, if anything. */
function restedUntil({ facts, held, now }: View): Span {
  const start = facts.exposures.reduce((end, e) => Math.max(end, e.end), 0);
  return { start, end: held?.decidedAt ?? now };
}
