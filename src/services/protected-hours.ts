import {
  protectedHour,
  SEVERE_CATEGORIES,
  seesSevere,
  thisWeekAndNext,
} from '../domain/protected-hour.ts';
import { HOUR, type Instant, type Span } from '../domain/time.ts';
import {
  addBlock,
  addWantedHour,
  agreedToAny,
  dropBlocksAfter,
  plannedIn,
  type WantedHour,
  wantedHour,
} from '../store/blocks.ts';
import type { Db } from '../store/db.ts';
import type { Tx } from '../store/rows.ts';
import { clockedAt } from './clocked.ts';
import { Invalid } from './errors.ts';
import { atSeat, type Seat } from './seat.ts';

/** A shift or a block that reaches into a week starts at most so long before it. */
const LONGEST = 24 * HOUR;

export interface ProtectedHourSet {
  /** The next one; null: none is planned, because no shift has room or they see nothing severe. */
  readonly next: Span | null;
}

/**
 * Keeps when in the week a person wants their protected hour (null: wherever it fits), and moves what
 * has not begun yet. Throws NotFound, and Invalid for a time that is none.
 */
export async function setProtectedHour(
  db: Db,
  reviewer: number,
  wanted: WantedHour | null,
): Promise<ProtectedHourSet> {
  if (wanted) refuseImpossible(wanted);
  return atSeat(db, reviewer, async (tx, seat) => {
    await addWantedHour(tx, reviewer, wanted, seat.now);
    await dropBlocksAfter(tx, seat.ledger, seat.now);
    const [next = null] = await openMissing(tx, seat);
    return { next };
  });
}

function refuseImpossible({ weekday, time }: WantedHour): void {
  if (!(Number.isInteger(weekday) && weekday >= 1 && weekday <= 7))
    throw new Invalid('weekday', 'a weekday is 1, Monday, to 7, Sunday');
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    throw new Invalid('time', 'a time is written as 09:30');
}

/**
 * Opens the protected hour of this week and of the next for whoever agreed to see something severe
 * and has none in it yet. Safe to run twice; returns how many were opened.
 */
export async function openProtectedHours(db: Db, now: Instant): Promise<number> {
  const clocked = clockedAt(db, now);
  let opened = 0;
  for (const reviewer of await agreedToAny(db.pool, SEVERE_CATEGORIES))
    opened += (await atSeat(clocked, reviewer, openMissing)).length;
  return opened;
}

async function openMissing(tx: Tx, seat: Seat): Promise<readonly Span[]> {
  const { now, ledger } = seat;
  const zone = ledger.facts.zones.findLast(({ from }) => from <= now)?.zone;
  if (zone === undefined || !seesSevere(ledger.facts.consents)) return [];
  const wanted = await wantedHour(tx, ledger.reviewer);
  const opened: Span[] = [];
  for (const week of thisWeekAndNext(now, zone)) {
    const around = { start: week.start - LONGEST, end: week.end + LONGEST };
    const planned = await plannedIn(tx, ledger.reviewer, around);
    const hour = protectedHour(week, zone, planned, wanted, now);
    if (!hour) continue;
    await addBlock(tx, ledger, { ...hour, kind: 'protected' });
    opened.push(hour);
  }
  return opened;
}
