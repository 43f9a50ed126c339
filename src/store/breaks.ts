import type { MissedBreak, MissedBy } from '../domain/missed-break.ts';
import type { Instant, Span } from '../domain/time.ts';
import type { BreakKind } from '../domain/timeline.ts';
import { type Ledger, written } from './ledgers.ts';
import { change, ms, type Reader, rows, sql, type Tx, ts } from './rows.ts';

/** A break that fell due and has not been started. */
export interface DueBreak {
  readonly id: bigint;
  readonly kind: BreakKind;
  readonly dueAt: Instant;
  /** When the person said later; null: they did not. */
  readonly deferredAt: Instant | null;
}

/** One person's breaks that are due, the oldest first. */
export function dueBreaks(db: Reader, reviewer: number): Promise<readonly DueBreak[]> {
  return rows<DueBreak>(
    db,
    sql`select id, kind, ${ms('due_at')} as "dueAt", ${ms('deferred_at')} as "deferredAt" from breaks
      where reviewer_id = ${reviewer} and started_at is null and not missed order by due_at`,
  );
}

/** Notes that a person puts off the break that is due, the first time; null: none is due. */
export async function deferDue(
  tx: Tx,
  reviewer: number,
  at: Instant,
): Promise<{ readonly dueAt: Instant; readonly deferredAt: Instant } | null> {
  const found = await rows<{ dueAt: Instant; deferredAt: Instant }>(
    tx,
    sql`update breaks set deferred_at = coalesce(deferred_at, ${ts(at)})
      where reviewer_id = ${reviewer} and started_at is null and not missed
      returning ${ms('due_at')} as "dueAt", ${ms('deferred_at')} as "deferredAt"`,
  );
  return found.toSorted((a, b) => a.dueAt - b.dueAt)[0] ?? null;
}

/** A break that fell due in a shift that is over, and was never taken. */
export interface BreakMissed {
  readonly kind: BreakKind;
  readonly dueAt: Instant;
  /** Null: nobody looked into it. */
  readonly missedBy: MissedBy | null;
}

/** One person's breaks that fell due from an instant on and were missed, the oldest first. */
export function missedBreaks(
  db: Reader,
  reviewer: number,
  from: Instant,
): Promise<readonly BreakMissed[]> {
  return rows<BreakMissed>(
    db,
    sql`select kind, ${ms('due_at')} as "dueAt", missed_by as "missedBy" from breaks
      where reviewer_id = ${reviewer} and missed and due_at >= ${ts(from)} order by due_at, id`,
  );
}

/** A break that was missed, until the end of its shift. */
export interface MissedUntil extends Span {
  readonly kind: BreakKind;
  /** Null: nobody looked into it. */
  readonly missedBy: MissedBy | null;
}

/** The breaks that fell due in a span and were missed, by reviewer, the oldest first. */
export async function missedIn(
  db: Reader,
  reviewers: readonly number[],
  span: Span,
): Promise<ReadonlyMap<number, readonly MissedUntil[]>> {
  const found = await rows<MissedUntil & { reviewer: number }>(
    db,
    sql`select b.reviewer_id as reviewer, ${ms('b.due_at')} as start, ${ms('s.ends_at')} as end,
        b.kind, b.missed_by as "missedBy"
      from breaks b join shifts s on s.id = b.shift_id
      where b.reviewer_id = any(${reviewers}::int[]) and b.missed
        and b.due_at >= ${ts(span.start)} and b.due_at < ${ts(span.end)}
      order by b.due_at, b.id`,
  );
  const byReviewer = new Map<number, MissedUntil[]>();
  for (const { reviewer, ...own } of found)
    byReviewer.set(reviewer, [...(byReviewer.get(reviewer) ?? []), own]);
  return byReviewer;
}

interface Untaken extends MissedBreak {
  readonly id: bigint;
  readonly dueAt: Instant;
}

/** The breaks of a shift that were due and not started, and what was handed out meanwhile. */
export function untaken(tx: Tx, shift: number): Promise<readonly Untaken[]> {
  return rows<Untaken>(
    tx,
    sql`select b.id, ${ms('b.due_at')} as "dueAt", ${ms('b.deferred_at')} as "deferredAt",
        (select ${ms('max(a.decided_at)')} from assignments a where a.reviewer_id = b.reviewer_id
          and a.decided_at > b.due_at and a.decided_at < s.ends_at) as "handedOutAt"
      from breaks b join shifts s on s.id = b.shift_id
      where b.shift_id = ${shift} and b.started_at is null`,
  );
}

/** Which of these reviewers have a break that is due and not started, and of what kind. */
export async function undatedDue(
  db: Reader,
  reviewers: readonly number[],
): Promise<ReadonlyMap<number, BreakKind>> {
  const found = await rows<{ reviewer_id: number; kind: BreakKind }>(
    db,
    sql`select reviewer_id, kind from breaks where started_at is null and not missed
      and reviewer_id = any(${reviewers}::int[])`,
  );
  return new Map(found.map((row) => [row.reviewer_id, row.kind]));
}

/**
 * Notes that a break is due, unless one is noted or being taken; how many were added. One from what
 * was seen that is noted becomes what the law asks for: whoever takes that has had both.
 */
export function noteDue(
  db: Reader,
  due: { reviewer: number; shift: number; at: Instant; kind: BreakKind },
): Promise<number> {
  return change(
    db,
    sql`with became as (update breaks set kind = ${due.kind} where reviewer_id = ${due.reviewer}
      and started_at is null and not missed and kind = 'wellbeing' and ${due.kind} <> 'wellbeing')
    insert into breaks (reviewer_id, shift_id, kind, due_at)
    select ${due.reviewer}, ${due.shift}, ${due.kind}, ${ts(due.at)}
    where not exists (select 1 from breaks where reviewer_id = ${due.reviewer}
      and ended_at is null and not missed)`,
  );
}

/**
 * Notes that the break that was due has been rested without anybody pressing a button; how many
 * were noted.
 */
export async function noteTaken(tx: Tx, ledger: Ledger, rested: Span): Promise<number> {
  const noted = await rows<{ kind: BreakKind }>(
    tx,
    sql`update breaks set started_at = ${ts(rested.start)}, ended_at = ${ts(rested.end)}
      where reviewer_id = ${ledger.reviewer} and started_at is null and not missed
        and not exists (select 1 from breaks o where o.reviewer_id = ${ledger.reviewer}
          and o.started_at < ${ts(rested.end)}
          and (o.ended_at is null or o.ended_at > ${ts(rested.start)}))
      returning kind`,
  );
  const taken = noted.map(({ kind }) => ({ ...rested, kind }));
  const breaks = [...ledger.facts.breaks, ...taken].toSorted((a, b) => a.start - b.start);
  ledger.facts = { ...ledger.facts, breaks };
  if (noted.length > 0) written(ledger, rested.start);
  return noted.length;
}
