import type { Instant } from '../domain/time.ts';
import { type Reader, rows, sql, ts } from './rows.ts';

/** What became of a day's items. */
export interface ItemFigures {
  readonly arrived: number;
  readonly reviewed: number;
  /** Reviewed after they were due. */
  readonly late: number;
  readonly held: number;
  readonly waiting: number;
  /** Of those waiting. */
  readonly overdue: number;
  /** Said to be in somebody's hands or decided, but no assignment bears it out. */
  readonly adrift: number;
}

export async function itemFigures(db: Reader, now: Instant): Promise<ItemFigures> {
  const [row] = await rows<ItemFigures>(
    db,
    sql`select count(*)::int as arrived,
        (count(*) filter (where state = 'done'))::int as reviewed,
        (count(*) filter (where state = 'done' and decided_at > due_at))::int as late,
        (count(*) filter (where state = 'held'))::int as held,
        (count(*) filter (where state in ('waiting', 'escalated')))::int as waiting,
        (count(*) filter (where state in ('waiting', 'escalated') and due_at < ${ts(now)}))::int as overdue,
        (count(*) filter (where state in ('held', 'done') and not exists (
          select 1 from assignments a where a.item_id = items.id and case state
            when 'held' then a.ended_at is null and a.role = 'watcher' else a.outcome = 'completed' end)))::int as adrift
      from items`,
  );
  if (!row) throw new Error('a count gave no row');
  return row;
}

export interface WaitingIn {
  /** Null: no language in particular. */
  readonly language: string | null;
  readonly items: number;
}

/** What waits, by language, the most first. */
export function waitingByLanguage(db: Reader): Promise<readonly WaitingIn[]> {
  return rows<WaitingIn>(
    db,
    sql`select q.language, count(*)::int as items from items i join queues q on q.id = i.queue_id
      where i.state in ('waiting', 'escalated') group by q.language order by items desc, q.language nulls first`,
  );
}

/** Breaks that ended or are missed, as far as rules ask for them, and meals. */
export interface BreakFigures {
  readonly due: number;
  readonly dueTaken: number;
  readonly missed: number;
  readonly taken: number;
  readonly meals: number;
}

export async function breakFigures(db: Reader): Promise<BreakFigures> {
  const [row] = await rows<BreakFigures>(
    db,
    sql`select (count(*) filter (where due_at is not null))::int as due,
        (count(*) filter (where due_at is not null and started_at is not null))::int as "dueTaken",
        (count(*) filter (where missed))::int as missed,
        (count(*) filter (where kind = 'wellbeing' and started_at is not null))::int as taken,
        (count(*) filter (where kind = 'meal' and started_at is not null))::int as meals
      from breaks`,
  );
  if (!row) throw new Error('a count gave no row');
  return row;
}

export interface EndedAs {
  readonly outcome: string;
  readonly assignments: number;
}

/** How assignments ended. */
export function outcomes(db: Reader): Promise<readonly EndedAs[]> {
  return rows<EndedAs>(
    db,
    sql`select outcome, count(*)::int as assignments from assignments
      where outcome is not null group by outcome order by outcome`,
  );
}

export interface FoundIn {
  readonly rule: string;
  readonly cause: string;
  readonly findings: number;
}

/** The audit's findings by rule and cause, and what it could not verify. */
export async function auditFigures(
  db: Reader,
): Promise<{ readonly found: readonly FoundIn[]; readonly unverified: number }> {
  const found = await rows<FoundIn>(
    db,
    sql`select rule, cause, count(*)::int as findings from findings
      group by rule, cause order by rule, cause`,
  );
  const [days] = await rows<{ unverified: number }>(
    db,
    sql`select coalesce(sum(unverified), 0)::int as unverified from audited_days`,
  );
  return { found, unverified: days?.unverified ?? 0 };
}

/** The seconds that the ledger has of each assignment. */
export async function secondsByAssignment(db: Reader): Promise<ReadonlyMap<bigint, number>> {
  const found = await rows<{ id: bigint; seconds: number }>(
    db,
    sql`select assignment_id as id,
        sum(extract(epoch from ended_at - started_at))::float8 as seconds
      from exposures where assignment_id is not null and supersedes is null
      group by assignment_id`,
  );
  return new Map(found.map(({ id, seconds }) => [id, seconds]));
}
