import type { Instant } from '../domain/time.ts';
import type { BreakKind } from '../domain/timeline.ts';
import { change, ms, type Reader, rows, sql, ts } from './rows.ts';

/** A break that fell due and has not been started. */
export interface DueBreak {
  readonly id: bigint;
  readonly kind: BreakKind;
  readonly dueAt: Instant;
}

/** One person's breaks that are due, the oldest first. */
export function dueBreaks(db: Reader, reviewer: number): Promise<readonly DueBreak[]> {
  return rows<DueBreak>(
    db,
    sql`select id, kind, ${ms('due_at')} as "dueAt" from breaks
      where reviewer_id = ${reviewer} and started_at is null and not missed order by due_at`,
  );
}

/** Which of these reviewers have a break that is due and not started. */
export async function undatedDue(
  db: Reader,
  reviewers: readonly number[],
): Promise<ReadonlySet<number>> {
  const found = await rows<{ reviewer_id: number }>(
    db,
    sql`select distinct reviewer_id from breaks where started_at is null and not missed
      and reviewer_id = any(${reviewers}::int[])`,
  );
  return new Set(found.map((row) => row.reviewer_id));
}

/** Notes that a wellbeing break is due, unless one is noted or being taken; how many were added. */
export function noteDue(
  db: Reader,
  due: { reviewer: number; shift: number; at: Instant },
): Promise<number> {
  return change(
    db,
    sql`insert into breaks (reviewer_id, shift_id, kind, due_at)
    select ${due.reviewer}, ${due.shift}, 'wellbeing', ${ts(due.at)}
    where not exists (select 1 from breaks where reviewer_id = ${due.reviewer}
      and ended_at is null and not missed)`,
  );
}

/** Notes that the break that was due has been rested without anybody pressing a button. */
export function noteTaken(
  db: Reader,
  taken: { reviewer: number; from: Instant; until: Instant },
): Promise<number> {
  return change(
    db,
    sql`update breaks set started_at = ${ts(taken.from)},
      ended_at = ${ts(taken.until)}
    where reviewer_id = ${taken.reviewer} and started_at is null and not missed
      and not exists (select 1 from breaks o where o.reviewer_id = ${taken.reviewer}
        and o.started_at < ${ts(taken.until)}
        and (o.ended_at is null or o.ended_at > ${ts(taken.from)}))`,
  );
}
