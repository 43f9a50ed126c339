import { localDate, localDay } from '../domain/local-time.ts';
import type { Instant } from '../domain/time.ts';
import type { Floor } from '../report/floor.ts';
import { auditClosedDays } from '../services/audit-days.ts';
import { clockedAt } from '../services/clocked.ts';
import { openAndCloseShifts } from '../services/shifts.ts';
import {
  auditFigures,
  type BreakFigures,
  breakFigures,
  type EndedAs,
  type FoundIn,
  type ItemFigures,
  itemFigures,
  outcomes,
  secondsByAssignment,
  type WaitingIn,
  waitingByLanguage,
} from '../store/day-figures.ts';
import type { Db } from '../store/db.ts';
import { type Seen, seenBy } from './seen.ts';
import type { SetUp } from './set-up.ts';

/** What a day came to. */
export interface Outcome {
  readonly items: ItemFigures;
  /** Of what arrived, what is neither decided nor waiting nor in somebody's hands. */
  readonly lost: number;
  readonly waiting: readonly WaitingIn[];
  readonly worked: number;
  readonly seen: Seen;
  readonly breaks: BreakFigures;
  readonly ended: readonly EndedAs[];
  readonly found: readonly FoundIn[];
  readonly unverified: number;
  readonly seconds: Seconds;
}

/** What the service said that it keeps, against what it kept, over the same assignments. */
export interface Seconds {
  readonly acknowledged: number;
  readonly inLedger: number;
  /** Acknowledged and not in the ledger: of each assignment what is missing. */
  readonly missing: number;
}

/**
 * Closes the day: moves the clock to when every local day that it touched is over, at every site,
 * audits them, and adds up.
 */
export async function closeDay(
  day: SetUp,
  acknowledged: ReadonlyMap<bigint, number>,
): Promise<Outcome> {
  const { db, floor, span, players, inflow } = day;
  const over = allDaysOver(floor, span.end);
  await openAndCloseShifts(db, over);
  await auditClosedDays(clockedAt(db, over), over);
  const items = await itemFigures(db.pool, span.end);
  const ids = players.map((player) => player.id);
  const everything = { start: 0, end: over };
  return {
    items,
    lost: inflow.known.size - items.reviewed - items.waiting - items.held + items.adrift,
    waiting: await waitingByLanguage(db.pool),
    worked: ids.length,
    seen: await seenBy(db, ids, everything),
    breaks: await breakFigures(db.pool),
    ended: await outcomes(db.pool),
    ...(await auditFigures(db.pool)),
    seconds: await compared(db, acknowledged),
  };
}

function allDaysOver(floor: Floor, end: Instant): Instant {
  return Math.max(...floor.sites.map(({ zone }) => localDay(localDate(end, zone), zone).end));
}

async function compared(db: Db, acknowledged: ReadonlyMap<bigint, number>): Promise<Seconds> {
  const kept = await secondsByAssignment(db.pool);
  // In milliseconds: sums of seconds with a fraction drift.
  const sum = { acknowledged: 0, inLedger: 0, missing: 0 };
  for (const [assignment, seconds] of acknowledged) {
    const said = Math.round(seconds * 1_000);
    const has = Math.round((kept.get(assignment) ?? 0) * 1_000);
    sum.acknowledged += said;
    sum.inLedger += has;
    sum.missing += Math.max(0, said - has);
  }
  return {
    acknowledged: sum.acknowledged / 1_000,
    inLedger: sum.inLedger / 1_000,
    missing: sum.missing / 1_000,
  };
}
