import { type Relief, takesOverAt } from '../domain/hand-over.ts';
import type { Instant } from '../domain/time.ts';
import { change, ms, type Reader, raw, rows, type Sql, sql, type Tx, ts } from './rows.ts';

/**
 * An expression: when whoever watches the stream of the assignment `a` must leave it, for a limit, the
 * end of their shift or a break that is due and that they have not put off.
 */
export const LEAVES_AT = `least(a.limit_at, (select min(b.due_at) from breaks b
  where b.reviewer_id = a.reviewer_id and b.started_at is null and not b.missed
    and b.deferred_at is null))`;

/** A condition: somebody stands by to take over from the assignment `a`. */
export const HAS_RELIEF: Sql = sql`exists (select 1 from assignments r
  where r.item_id = a.item_id and r.role = 'relief' and r.ended_at is null)`;

/** Whether a stream is decided: that it stays. */
export async function isDecided(db: Reader, item: bigint): Promise<boolean> {
  const decided = sql`select 1 as decided from items where id = ${item} and state = 'done'`;
  return (await rows(db, decided)).length > 0;
}

/** Locks a stream, so that nobody comes to it or leaves it meanwhile. */
export async function lockStream(tx: Tx, item: bigint): Promise<void> {
  await rows(tx, sql`select 1 as locked from items where id = ${item} for update`);
}

/** The relief of a stream that is locked becomes its watcher; false: there is none. */
export async function promoteRelief(tx: Tx, item: bigint, now: Instant): Promise<boolean> {
  const promoted = await change(
    tx,
    sql`update assignments set role = 'watcher', took_over_at = greatest(decided_at, ${ts(now)})
      where item_id = ${item} and role = 'relief' and ended_at is null`,
  );
  return promoted > 0;
}

type ReliefRow = { decided: number; opened: number | null; heartbeat: number };

/** When the relief of a watcher takes over; Infinity: there is none, or nobody knows that they watch. */
export async function reliefTakesOverAt(db: Reader, assignment: bigint): Promise<Instant> {
  const [row] = await rows<ReliefRow>(
    db,
    sql`select ${ms('r.decided_at')} as decided, ${ms('r.opened_at')} as opened,
        ${ms('r.heartbeat_at')} as heartbeat
      from assignments a join assignments r on r.item_id = a.item_id and r.role = 'relief'
        and r.ended_at is null
      where a.id = ${assignment} and a.role = 'watcher' and a.ended_at is null`,
  );
  return row ? takesOverAt(reliefOf(row)) : Infinity;
}

function reliefOf({ decided, opened, heartbeat }: ReliefRow): Relief {
  return { decidedAt: decided, openedAt: opened, heartbeatAt: heartbeat };
}

/** Who watches a stream beside whom a relief has watched for long enough by an instant. */
export interface Relieved {
  readonly reviewer: number;
  readonly assignment: bigint;
}

/** All of them, or those of one stream. */
export async function watchersToRelieve(
  db: Reader,
  now: Instant,
  item: bigint | null = null,
): Promise<readonly Relieved[]> {
  const found = await rows<Relieved & ReliefRow>(
    db,
    sql`select a.reviewer_id as reviewer, a.id as assignment, ${ms('r.decided_at')} as decided,
        ${ms('r.opened_at')} as opened, ${ms('r.heartbeat_at')} as heartbeat
      from assignments a join assignments r on r.item_id = a.item_id and r.role = 'relief'
        and r.ended_at is null
      where a.is_live and a.role = 'watcher' and a.ended_at is null
        and (${item}::bigint is null or a.item_id = ${item}) order by a.reviewer_id`,
  );
  return found
    .filter((row) => takesOverAt(reliefOf(row)) <= now)
    .map(({ reviewer, assignment }) => ({ reviewer, assignment }));
}

/** What whoever takes escalations is told of, in numbers. */
export interface PathDepth {
  /** Items that were passed up, and streams that were left and that nobody watches. */
  readonly waiting: number;
  readonly soonestDueAt: Instant | null;
  /** Streams whose watcher must leave before an instant, and whom nobody is there to relieve. */
  readonly streamsToRelieve: number;
}

/** What is on the escalation path, and about to come to it before an instant. */
export async function pathDepth(db: Reader, before: Instant): Promise<PathDepth> {
  const [row] = await rows<PathDepth>(
    db,
    sql`select p.waiting, p."soonestDueAt", (select count(*)::int from assignments a
          where a.is_live and a.role = 'watcher' and a.ended_at is null
            and ${raw(LEAVES_AT)} < ${ts(before)} and not ${HAS_RELIEF}) as "streamsToRelieve"
      from (select count(*)::int as waiting, ${ms('min(due_at)')} as "soonestDueAt"
        from (select due_at from items where state = 'escalated'
          union all select due_at from items
            where state = 'waiting' and media = 'live' and escalated_at is not null) i) p`,
  );
  if (!row) throw new Error('a count gave no row');
  return row;
}
