import type { Override } from '../domain/override.ts';
import type { Instant } from '../domain/time.ts';
import type { Ledger } from './ledgers.ts';
import { change, ms, type Reader, rows, sql, type Tx, ts } from './rows.ts';

/** What is asked for: nothing is open before somebody else approves. */
export interface OverrideRequest extends Override {
  readonly reviewer: number;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

export interface OverrideRow extends Override {
  readonly id: number;
  readonly reviewer: number;
  readonly requestedBy: string;
  readonly approvedBy: string | null;
  readonly endedBy: string | null;
}

/** Keeps what was asked for; returns its id. */
export async function addOverride(tx: Tx, asked: OverrideRequest): Promise<number> {
  const [row] = await rows<{ id: number }>(
    tx,
    sql`insert into overrides (reviewer_id, rule, starts_at, ends_at, reason, requested_by, requested_at)
      values (${asked.reviewer}, ${asked.rule}, ${ts(asked.start)}, ${ts(asked.end)},
        ${asked.reason}, ${asked.by}, ${ts(asked.at)}) returning id`,
  );
  if (!row) throw new Error('an override was not kept');
  return row.id;
}

/** One override as it stands, or null. What becomes of it is decided behind its person's ledger lock. */
export async function findOverride(db: Reader, id: number): Promise<OverrideRow | null> {
  const [row] = await rows<OverrideRow>(
    db,
    sql`select id, reviewer_id as reviewer, rule, ${ms('starts_at')} as start,
        ${ms('ends_at')} as end, requested_by as "requestedBy", approved_by as "approvedBy",
        ended_by as "endedBy" from overrides where id = ${id}`,
  );
  return row ?? null;
}

/** It is open from then on, or from its start if that is later; the ledger follows. */
export async function openOverride(
  tx: Tx,
  ledger: Ledger,
  { id, ...found }: OverrideRow,
  approved: { readonly by: string; readonly at: Instant },
): Promise<void> {
  const start = Math.max(found.start, approved.at);
  await change(
    tx,
    sql`update overrides set starts_at = ${ts(start)}, approved_by = ${approved.by},
      approved_at = ${ts(approved.at)} where id = ${id}`,
  );
  const { rule, end } = found;
  const overrides = [...ledger.facts.overrides, { rule, start, end }];
  ledger.facts = { ...ledger.facts, overrides };
}

/** It is over from then on; one that nobody approved never begins. The ledger follows. */
export async function closeOverride(
  tx: Tx,
  ledger: Ledger,
  { id, rule, start, end, approvedBy }: OverrideRow,
  ended: { readonly by: string; readonly at: Instant },
): Promise<void> {
  await change(
    tx,
    sql`update overrides set ended_by = ${ended.by}, ended_at = ${ts(ended.at)} where id = ${id}`,
  );
  if (approvedBy === null) return;
  const overrides = ledger.facts.overrides.flatMap((one) => {
    if (one.rule !== rule || one.start !== start || one.end !== end) return [one];
    return ended.at > start ? [{ ...one, end: ended.at }] : [];
  });
  ledger.facts = { ...ledger.facts, overrides };
}
