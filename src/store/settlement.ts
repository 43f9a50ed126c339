import type { Category, Severity } from '../domain/category.ts';
import { type RecordedExposure, withRow } from '../domain/recorded.ts';
import type { Instant, Span } from '../domain/time.ts';
import { LONGEST_FACT } from './facts.ts';
import { gathered } from './gathered.ts';
import type { Held } from './held.ts';
import { type Ledger, written } from './ledgers.ts';
import type { GoesTo, Outcome } from './outcomes.ts';
import { ms, rows, sql, type Tx, ts } from './rows.ts';
import { isDecided, lockStream, promoteRelief } from './streams.ts';

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

export interface Settled {
  readonly outcome: Outcome;
  /** Null: nowhere, it is decided, or somebody else watches it. */
  readonly goesTo: GoesTo | null;
}

/**
 * Ends the open assignment, keeps the seconds seen and decides or returns the item, at once. A LIVE
 * stream goes to the relief, where there is one; else it is due at that moment, so that it comes before
 * all that is not, and is on the escalation path. Of two who watch it the first to decide does: the
 * other's watch is `withdrawn`.
 */
export async function settle(
  tx: Tx,
  ledger: Ledger,
  held: Held,
  end: Settlement,
): Promise<Settled> {
  const [first = null, ...rest] = end.seen ? daysOf(end.seen) : [];
  const settling = { reviewer: ledger.reviewer, held, end, first };
  const { id, ...settled } = await (held.isLive
    ? leaveStream(tx, settling)
    : settleOne(tx, settling));
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
  return settled;
}

interface Settling {
  readonly reviewer: number;
  readonly held: Held;
  readonly end: Settlement;
  /** The first row of what was seen, or null. */
  readonly first: Span | null;
}

interface Written extends Settled {
  /** The exposure that was kept; null when nothing was seen. */
  readonly id: bigint | null;
}

const settleOne = gathered(settleAll);

/** Behind the lock of the stream, so that who comes to it and who leaves it see each other. */
async function leaveStream(tx: Tx, settling: Settling): Promise<Written> {
  const { held, end } = settling;
  await lockStream(tx, held.item);
  const isOver = await isDecided(tx, held.item);
  const over = { ...settling, end: { ...end, outcome: 'withdrawn', decision: null } } as const;
  const [written] = await settleAll(tx, [isOver ? over : settling]);
  if (!written) throw new Error('a settlement gave no answer');
  if (written.goesTo === 'relief') await promoteRelief(tx, held.item, end.now);
  return written;
}

/**
 * A relief that goes leaves the stream with its watcher. What was passed up, or is held by whoever
 * takes escalations, goes back to their path.
 */
async function settleAll(tx: Tx, all: readonly Settling[]): Promise<readonly Written[]> {
  const of = <T>(value: (one: Settling) => T) => all.map(value);
  const found = await rows<{ assignment: bigint; id: bigint | null; goes: GoesTo | null }>(
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
        where a.id = g.assignment and a.outcome is null returning a.id, a.role),
      left_by as (select g.*, case when g.decision is not null then null
            when i.media = 'live' and exists (select 1 from assignments r where r.item_id = i.id
              and r.role = 'relief' and r.ended_at is null) then 'relief'
            when i.media = 'live' or g.outcome = 'passed-up' or i.escalated_at is not null
              then 'escalation' else 'queue' end as goes
        from given g join ended on ended.id = g.assignment join items i on i.id = g.item
        where i.state <> 'done' and (ended.role = 'watcher' or g.decision is not null)),
      item as (update items i set
          state = case when l.decision is not null then 'done' when l.goes = 'relief' then 'held'
            when l.goes = 'escalation' and i.media <> 'live' then 'escalated' else 'waiting' end,
          decision = l.decision, decided_at = case when l.decision is not null then l.now end,
          escalated_at = case when l.goes = 'escalation' or l.outcome = 'passed-up'
            then case when i.media = 'live' then l.now else coalesce(i.escalated_at, l.now) end
            else i.escalated_at end,
          due_at = case when i.media = 'live' and l.goes = 'escalation'
            then greatest(i.arrived_at, least(i.due_at, l.now)) else i.due_at end
        from left_by l where i.id = l.item),
      kept as (insert into exposures (reviewer_id, started_at, ended_at, severity,
          announced_severity, categories, origin, assignment_id, recorded_at)
        select g.reviewer, g.seen, g.until, g.severity, g.announced,
          string_to_array(g.categories, ' '), 'assignment', g.assignment, g.now
        from given g where g.seen is not null and g.assignment in (select id from ended)
        returning id, assignment_id)
      select g.assignment, kept.id, l.goes from given g
        left join kept on kept.assignment_id = g.assignment
        left join left_by l on l.assignment = g.assignment`,
  );
  const written = new Map(found.map((row) => [row.assignment, row]));
  return all.map(({ held, end }) => {
    const row = written.get(held.assignment);
    return { id: row?.id ?? null, goesTo: row?.goes ?? null, outcome: end.outcome };
  });
}

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
