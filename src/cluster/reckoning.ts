import { HOUR } from '../domain/time.ts';
import { auditLateFacts } from '../services/audit-again.ts';
import { auditClosedDays } from '../services/audit-days.ts';
import { clockedAt } from '../services/clocked.ts';
import { expireLeases } from '../services/expire-leases.ts';
import { openAndCloseShifts } from '../services/shifts.ts';
import { auditFigures, itemFigures, secondsByAssignment } from '../store/day-figures.ts';
import type { Db } from '../store/db.ts';
import { heldTwice, unknownItems } from '../store/proofs.ts';
import { databaseNow } from '../store/rows.ts';
import type { Told } from './told.ts';

/** What a storm came to: the first five are none, or it was not weathered. */
export interface Reckoning {
  readonly handedOut: number;
  /** Times at which two had the same item in the same role, or one had two. */
  readonly heldTwice: number;
  /** Items that were taken in and are not there, or are neither waiting nor decided. */
  readonly itemsLost: number;
  /** Acknowledged and not in the ledger. */
  readonly secondsMissing: number;
  /** Rules that could not say whether they held. */
  readonly unverified: number;
  readonly byCause: Readonly<Record<string, number>>;
  readonly itemsTaken: number;
  readonly reviewed: number;
  readonly secondsAcknowledged: number;
}

/** All shifts of a storm, and the days that they are in, are over by then. */
const LATER = 72 * HOUR;

/** Lets everything end that is open, audits every day, and holds it against what clients were told. */
export async function reckon(db: Db, told: Told): Promise<Reckoning> {
  const over = (await databaseNow(db.pool)) + LATER;
  await expireLeases(db, over);
  await openAndCloseShifts(db, over);
  await auditClosedDays(clockedAt(db, over), over);
  await auditLateFacts(clockedAt(db, over), over);
  const { found, unverified } = await auditFigures(db.pool);
  const byCause: Record<string, number> = {};
  for (const { cause, findings } of found) byCause[cause] = (byCause[cause] ?? 0) + findings;
  const { adrift, held, reviewed } = await itemFigures(db.pool, over);
  const missing = await unknownItems(db.pool, [...told.items]);
  return {
    handedOut: byCause['handed-out'] ?? 0,
    heldTwice: await heldTwice(db.pool),
    itemsLost: missing + adrift + held,
    ...(await seconds(db, told)),
    unverified,
    byCause,
    itemsTaken: told.items.size,
    reviewed,
  };
}

async function seconds(db: Db, told: Told) {
  const kept = await secondsByAssignment(db.pool);
  // In milliseconds: sums of seconds with a fraction drift.
  let [acknowledged, missing] = [0, 0];
  for (const [assignment, said] of told.seconds) {
    const [ms, has] = [said, kept.get(assignment) ?? 0].map((s) => Math.round(s * 1_000));
    acknowledged += ms ?? 0;
    missing += Math.max(0, (ms ?? 0) - (has ?? 0));
  }
  return { secondsAcknowledged: acknowledged / 1_000, secondsMissing: missing / 1_000 };
}

/** Whether everything held that must. */
export function isWeathered(reckoning: Reckoning): boolean {
  const { handedOut, heldTwice: twice, itemsLost, secondsMissing, unverified } = reckoning;
  return [handedOut, twice, itemsLost, secondsMissing, unverified].every((n) => n === 0);
}
