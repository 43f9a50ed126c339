import type { Category, Severity } from '../domain/category.ts';
import { type RecordedExposure, withRow } from '../domain/recorded.ts';
import type { Instant, Span } from '../domain/time.ts';
import { LONGEST_FACT } from './facts.ts';
import { gathered } from './gathered.ts';
import type { Held } from './held.ts';
import { type Ledger, written } from './ledgers.ts';
import { ms, rows, sql, type Tx, ts } from './rows.ts';

export const OUTCOMES = ['completed', 'stepped-away', 'lapsed', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How an assignment ended: what was seen, and what becomes of the item. */
export interface Settlement {
  readonly now: Instant;
  readonly outcome: Outcome;
  /** What was seen; null when it was never opened or not a moment passed. */
  readonly seen: Span | null;
  readonly severity: Severity;
  readonly categories: readonly Category[];
  /** What was decided about the item; null sends it back to its queue. */
  readonly decision: string | null;
}

/**
 * Ends the open assignment, keeps the seconds seen and decides or returns the item, at once. A LIVE
 * stream that nobody watches any more is due at that moment: it comes before all that is not.
 */
export async function settle(tx: Tx, ledger: Ledger, held: Held, end: Settlement): Promise<void> {
  const [first = null, ...rest] = end.seen ? daysOf(end.seen) : [];
  const id = await settleOne(tx, { reviewer: ledger.reviewer, held, end, first });
  const exposure = {
    severity: end.severity,
    announced: held.severity,
    categories: end.categories,
    origin: 'assignment',
    assignment: held.assignment,
    recordedAt: end.now,
    supersedes: null,
  } as const;
  if (id !== null && first) remember(ledger, { ...exposure, ...first, id });
  for (const day of rest) await appendExposure(tx, ledger, { ...exposure, ...day });
  ledger.held = null;
}

interface Settling {
  readonly reviewer: number;
  readonly held: Held;
  readonly end: Settlement;
  /** The first row of what was seen, or null. */
  readonly first: Span | null;
}

/** The id of the exposure that was kept; null when nothing was seen. */
const settleOne = gathered(async (tx, all: readonly Settling[]) => {
  const of = <T>(value: (one: Settling) => T) => all.map(value);
  const kept = await rows<{ id: bigint; assignment_id: bigint }>(
    tx,
    sql`with given as materialized (select * from unnest(
          ${of(({ held }) => held.assignment)}::bigint[], ${of(({ held }) => held.item)}::bigint[],
          ${of(({ reviewer }) => reviewer)}::int[], ${of(({ end }) => ts(end.now))}::timestamptz[],
          ${of(({ end }) => end.outcome)}::text[], ${of(({ end }) => end.decision)}::text[],
          ${of(({ first }) => first && ts(first.start))}::timestamptz[],
          ${of(({ first }) => first && ts(first.end))}::timestamptz[],
          ${of(({ end }) => end.severity)}::smallint[],
          ${of(({ held }) => held.severity)}::smallint[],
          ${of(({ end }) => end.categories.join(' '))}::text[])
        as g(assignment, item, reviewer, now, outcome, decision, seen, until, severity, announced,
          categories)),
      ended as (update assignments a set ended_at = g.now, outcome = g.outcome from given g
        where a.id = g.assignment and a.outcome is null returning a.id),
      item as (update items i set state = case when g.decision is null then 'waiting' else 'done' end,
        decision = g.decision, decided_at = case when g.decision is not null then g.now end,
        due_at = case when i.media = 'live' and g.decision is null
          then greatest(i.arrived_at, least(i.due_at, g.now)) else i.due_at end
        from given g where i.id = g.item and g.assignment in (select id from ended) returning i.id)
      insert into exposures (reviewer_id, started_at, ended_at, severity, announced_severity,
        categories, origin, assignment_id, recorded_at)
      select g.reviewer, g.seen, g.until, g.severity, g.announced,
        string_to_array(g.categories, ' '), 'assignment', g.assignment, g.now
      from given g where g.seen is not null and g.assignment in (select id from ended)
      returning id, assignment_id`,
  );
  const ids = new Map(kept.map((row) => [row.assignment_id, row.id]));
  return of(({ held }) => ids.get(held.assignment) ?? null);
});

/** A long look, as after an outage, in pieces that a row may hold: not a second of it is lost. */
function daysOf(span: Span): readonly Span[] {
  const days: Span[] = [];
  for (let start = span.start; start < span.end; start += LONGEST_FACT)
    days.push({ start, end: Math.min(start + LONGEST_FACT, span.end) });
  return days;
}

/** Adds what was seen to the ledger, in as many rows as it takes. */
export async function appendSeen(
  tx: Tx,
  ledger: Ledger,
  exposure: Omit<RecordedExposure, 'id'>,
): Promise<void> {
  for (const day of daysOf(exposure)) await appendExposure(tx, ledger, { ...exposure, ...day });
}

/** Adds a row to the ledger, as it will be read back. */
export async function appendExposure(
  tx: Tx,
  ledger: Ledger,
  exposure: Omit<RecordedExposure, 'id'>,
): Promise<bigint> {
  const [row] = await rows<{ id: bigint }>(
    tx,
    sql`insert into exposures (reviewer_id, started_at, ended_at, severity, announced_severity,
        categories, origin, assignment_id, recorded_at, supersedes)
      values (${ledger.reviewer}, ${ts(exposure.start)}, ${ts(exposure.end)},
        ${exposure.severity}::smallint, ${exposure.announced ?? null}::smallint,
        ${exposure.categories}::text[], ${exposure.origin}, ${exposure.assignment}::bigint,
         ${ts(exposure.recordedAt)}, ${exposure.supersedes}::bigint)
      returning id`,
  );
  if (!row) throw new Error('an exposure was not kept');
  remember(ledger, { ...exposure, id: row.id });
  return row.id;
}

function remember(ledger: Ledger, exposure: RecordedExposure): void {
  const exposures = withRow(ledger.facts.exposures, exposure);
  ledger.facts = { ...ledger.facts, exposures };
  written(ledger, exposure.start);
}

/** An assignment that has ended, with what is in the ledger of it. */
export interface EndedAssignment {
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly decidedAt: Instant;
  readonly seen: Span | null;
}

/** One person's ended assignment; null when there is none of theirs. */
export async function endedAssignment(
  tx: Tx,
  reviewer: number,
  assignment: bigint,
): Promise<EndedAssignment | null> {
  const [row] = await rows<{
    outcome: Outcome;
    severity: Severity;
    categories: Category[];
    decided: number;
    start: number | null;
    end: number | null;
  }>(
    tx,
    sql`select a.outcome, a.announced_severity as severity, a.announced_categories as categories,
        ${ms('a.decided_at')} as decided, ${ms('min(e.started_at)')} as start,
        ${ms('max(e.ended_at)')} as end
      from assignments a left join exposures e on e.reviewer_id = a.reviewer_id
        and e.started_at >= a.decided_at and e.assignment_id = a.id
      where a.id = ${assignment} and a.reviewer_id = ${reviewer} and a.ended_at is not null
      group by a.id`,
  );
  if (!row) return null;
  const seen = row.start !== null && row.end !== null ? { start: row.start, end: row.end } : null;
  const { outcome, severity, categories, decided } = row;
  return { outcome, severity, categories, decidedAt: decided, seen };
}
