import { type AuditedDay, auditedDays as readDays } from '../store/audited-days.ts';
import type { Db } from '../store/db.ts';

export type { AuditedDay } from '../store/audited-days.ts';

/** A year, so that an answer stays one (no published figure). */
const MOST_DAYS = 366;

/** What is asked for: dates of the site's own calendar, both included. */
export interface DaysAsked {
  readonly site: number;
  readonly from: string;
  readonly to: string;
}

/** The audited days of a site, the latest first, of a year at most. */
export function auditedDays(db: Db, asked: DaysAsked): Promise<readonly AuditedDay[]> {
  return readDays(db.pool, { ...asked, most: MOST_DAYS });
}
