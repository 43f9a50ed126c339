import { type Instant, MINUTE } from '../domain/time.ts';
import { change, ms, type Reader, rows, sql, type Tx, ts } from './rows.ts';

/** A day may be over, and be audited, before what is decided at its very end is committed. */
export const COMMITTED_WITHIN = MINUTE;

/** Something of a day that is over became known, so a person is audited again from it on. */
export interface AuditDue {
  readonly reviewer: number;
  readonly since: Instant;
  /** Each day that it is about has closed by then. */
  readonly overBy: Instant;
}

/** Notes it, in the transaction of what became known: neither stands without the other. */
export async function noteAuditsDue(tx: Tx, due: readonly AuditDue[]): Promise<void> {
  await change(
    tx,
    sql`insert into audits_due (reviewer_id, since, over_by)
      select * from unnest(${due.map(({ reviewer }) => reviewer)}::int[],
        ${due.map(({ since }) => ts(since))}::timestamptz[],
        ${due.map(({ overBy }) => ts(overBy))}::timestamptz[])`,
  );
}

/** All that is due of one person: from the first instant on, and the notes that say so. */
export interface PersonDue extends Omit<AuditDue, 'overBy'> {
  readonly notes: readonly bigint[];
}

/** Who is to be audited again for days that have closed by `now`, by reviewer. */
export async function auditsDue(db: Reader, now: Instant): Promise<readonly PersonDue[]> {
  const found = await rows<Omit<AuditDue, 'overBy'> & { notes: string[] }>(
    db,
    sql`select reviewer_id as reviewer, ${ms('min(since)')} as since,
        array_agg(id::text order by id) as notes
      from audits_due where over_by <= ${ts(now)} group by reviewer_id order by reviewer_id`,
  );
  return found.map((row) => ({ ...row, notes: row.notes.map(BigInt) }));
}

/**
 * Takes the notes, in the transaction of the audit that they asked for; false: another took one of
 * them, so what this audit read may be older than what that one kept.
 */
export async function takeNotes(tx: Tx, { notes }: PersonDue): Promise<boolean> {
  const taken = await change(tx, sql`delete from audits_due where id = any(${notes}::bigint[])`);
  return taken === notes.length;
}
