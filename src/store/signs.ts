import type { Category } from '../domain/category.ts';
import type { Instant } from '../domain/time.ts';
import type { Agreement, BreakKind, Clearance } from '../domain/timeline.ts';
import { UNPAID } from '../domain/working-time.ts';
import { type Ledger, written } from './ledgers.ts';
import { change, rows, sql, type Tx, ts } from './rows.ts';

/** From here on nobody knows what the person does, until their next sign. */
export async function startSilence(tx: Tx, ledger: Ledger, from: Instant): Promise<void> {
  await change(
    tx,
    sql`insert into silences (reviewer_id, started_at) values (${ledger.reviewer}, ${ts(from)})
      on conflict do nothing`,
  );
  const silences = [...ledger.facts.silences, { start: from, end: Infinity }];
  ledger.facts = { ...ledger.facts, silences };
  written(ledger, from);
}

/** The person is back: what lay between stays neither exposure nor rest. */
export async function endSilence(tx: Tx, ledger: Ledger, at: Instant): Promise<void> {
  if (!ledger.facts.silences.some((s) => s.end === Infinity)) return;
  await change(
    tx,
    sql`update silences set ended_at = greatest(${ts(at)}, started_at + interval '1 millisecond')
      where reviewer_id = ${ledger.reviewer} and ended_at is null`,
  );
  const silences = ledger.facts.silences.map((s) =>
    s.end === Infinity ? { ...s, end: Math.max(at, s.start + 1) } : s,
  );
  ledger.facts = { ...ledger.facts, silences };
  written(ledger, at);
}

/**
 * Starts a break; one that was due becomes this one, but a break of the law no wellbeing break: it
 * stays due. Returns its id.
 */
export async function beginBreak(
  tx: Tx,
  ledger: Ledger,
  start: { at: Instant; kind: BreakKind; shift: number | null },
): Promise<bigint> {
  const { at, kind, shift } = start;
  const [row] = await rows<{ id: bigint }>(
    tx,
    sql`with due as (select id from breaks where reviewer_id = ${ledger.reviewer}
        and (kind = ${kind} or ${kind} = any(${[...UNPAID]}::text[]))
        and started_at is null and not missed order by due_at limit 1),
      begun as (update breaks set started_at = ${ts(at)}, kind = ${kind} from due where breaks.id = due.id
        returning breaks.id),
      added as (insert into breaks (reviewer_id, shift_id, kind, started_at)
        select ${ledger.reviewer}, ${shift}::int, ${kind}, ${ts(at)}
        where not exists (select 1 from begun) returning id)
      select id from begun union all select id from added`,
  );
  if (!row) throw new Error('a break was not kept');
  const breaks = [...ledger.facts.breaks, { start: at, end: Infinity, kind }];
  ledger.facts = { ...ledger.facts, breaks };
  return row.id;
}

/** Ends the break that is being taken, if there is one; true if there was. */
export async function finishBreak(tx: Tx, ledger: Ledger, at: Instant): Promise<boolean> {
  if (!ledger.facts.breaks.some((b) => b.end === Infinity)) return false;
  await change(
    tx,
    sql`update breaks set ended_at = greatest(${ts(at)}, started_at + interval '1 millisecond')
      where reviewer_id = ${ledger.reviewer} and started_at is not null and ended_at is null`,
  );
  const breaks = ledger.facts.breaks.map((b) =>
    b.end === Infinity ? { ...b, end: Math.max(at, b.start + 1) } : b,
  );
  ledger.facts = { ...ledger.facts, breaks };
  written(ledger, at);
  return true;
}

/** Keeps what a person said about a category. */
export async function addConsent(
  tx: Tx,
  ledger: Ledger,
  said: { category: Category; granted: boolean; statement: number; at: Instant },
): Promise<void> {
  await change(
    tx,
    sql`insert into consents (reviewer_id, category, granted, statement_version, recorded_at)
      values (${ledger.reviewer}, ${said.category}, ${said.granted}, ${said.statement},
        ${ts(said.at)})`,
  );
  const consents = [...ledger.facts.consents, said];
  ledger.facts = { ...ledger.facts, consents };
}

/** Keeps what staff decided about a category for a person, and who did. */
export async function addClearance(
  tx: Tx,
  ledger: Ledger,
  decided: Clearance,
  by: string,
): Promise<void> {
  const { category, granted, at } = decided;
  await change(
    tx,
    sql`insert into clearances (reviewer_id, category, granted, recorded_at, recorded_by)
      values (${ledger.reviewer}, ${category}, ${granted}, ${ts(at)}, ${by})`,
  );
  const clearances = [...ledger.facts.clearances, decided];
  ledger.facts = { ...ledger.facts, clearances };
}

/** Keeps what a person said about something beside categories. */
export async function addAgreement(tx: Tx, ledger: Ledger, said: Agreement): Promise<void> {
  const { to, granted, at } = said;
  await change(
    tx,
    sql`insert into agreements (reviewer_id, agreed_to, granted, recorded_at)
      values (${ledger.reviewer}, ${to}, ${granted}, ${ts(at)})`,
  );
  const agreements = [...ledger.facts.agreements, said];
  ledger.facts = { ...ledger.facts, agreements };
}

/** Keeps that something got to a person: that it did, and nothing else. */
export async function addFlag(tx: Tx, ledger: Ledger, at: Instant): Promise<void> {
  await change(
    tx,
    sql`insert into flags (reviewer_id, recorded_at) values (${ledger.reviewer}, ${ts(at)})`,
  );
  ledger.facts = { ...ledger.facts, flags: [...ledger.facts.flags, { at }] };
}
