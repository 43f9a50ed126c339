import type { Category, Severity } from '../domain/category.ts';
import type { Instant } from '../domain/time.ts';
import { gathered } from './gathered.ts';
import type { Held } from './held.ts';
import type { Ledger } from './ledgers.ts';
import { change, type Reader, rows, sql, type Tx, ts } from './rows.ts';

/** What was decided for one reviewer, ready to be written. */
export interface HandOut {
  readonly reviewer: number;
  readonly item: bigint;
  readonly isLive: boolean;
  /** How the item stands: one that is held is a stream, to which this is the relief. */
  readonly state: 'waiting' | 'escalated' | 'held';
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly decidedAt: Instant;
  readonly leaseUntil: Instant;
  readonly limitAt: Instant;
  readonly policyVersion: number;
}

/**
 * Hands out what still stands as it did, streams that need a relief among it, and gives it to the
 * ledgers; returns the reviewers whose item somebody else took in the meantime (or whom somebody else
 * relieves), or still had at the instant of the decision: it came back since, and nobody is to have
 * had it at the same time as another.
 */
export async function handOut(
  tx: Tx,
  ledgers: ReadonlyMap<number, Ledger>,
  decisions: readonly HandOut[],
): Promise<readonly number[]> {
  if (decisions.length === 0) return [];
  const of = <T>(value: (one: HandOut) => T) => decisions.map(value);
  const written = await rows<{ id: bigint; reviewer_id: number }>(
    tx,
    sql`with wanted as materialized (select * from unnest(
          ${of((one) => one.item)}::bigint[], ${of((one) => one.reviewer)}::int[],
          ${of((one) => one.severity)}::smallint[],
          ${of((one) => one.categories.join(' '))}::text[],
          ${of((one) => one.policyVersion)}::int[], ${of((one) => ts(one.decidedAt))}::timestamptz[],
          ${of((one) => ts(one.leaseUntil))}::timestamptz[],
          ${of((one) => ts(one.limitAt))}::timestamptz[],
          ${of((one) => one.isLive)}::boolean[], ${of((one) => one.state)}::text[])
        as w(item, reviewer, severity, categories, policy, decided, lease, "limit", live, state)),
      free as (select i.id from wanted cross join lateral (select id from items
        where id = wanted.item and state = wanted.state and not exists (select 1 from assignments a
          where a.item_id = wanted.item and wanted.decided < case when wanted.state <> 'held'
            then a.ended_at when a.role = 'relief' then coalesce(a.ended_at, 'infinity')
            else a.took_over_at end)
        for update skip locked) i),
      taken as (update items i set state = 'held',
          escalated_at = case when i.media <> 'live' then i.escalated_at end
        where i.id = any(array(select id from free)) returning i.id)
      insert into assignments (item_id, reviewer_id, role, announced_severity, announced_categories,
        policy_version, decided_at, lease_decided_at, lease_until, limit_at, heartbeat_at, is_live)
      select w.item, w.reviewer, case w.state when 'held' then 'relief' else 'watcher' end,
        w.severity, string_to_array(w.categories, ' '), w.policy, w.decided, w.decided,
        w.lease, w."limit", w.decided, w.live
      from wanted w join taken on taken.id = w.item order by w.reviewer
      on conflict do nothing
      returning id, reviewer_id`,
  );
  const assigned = new Map(written.map((row) => [row.reviewer_id, row.id]));
  for (const decision of decisions) {
    const assignment = assigned.get(decision.reviewer);
    const ledger = ledgers.get(decision.reviewer);
    if (assignment !== undefined && ledger) ledger.held = heldOf(decision, assignment);
  }
  return decisions.map((d) => d.reviewer).filter((reviewer) => !assigned.has(reviewer));
}

function heldOf(decision: HandOut, assignment: bigint): Held {
  const { item, severity, categories, decidedAt, leaseUntil, limitAt } = decision;
  const lease = { leaseUntil, limitAt, heartbeatAt: decidedAt, openedAt: null };
  const { policyVersion, isLive } = decision;
  return { assignment, item, severity, categories, decidedAt, policyVersion, isLive, ...lease };
}

/**
 * Writes what a heartbeat, or a fact learnt meanwhile, made of a lease. Only an extension is a new
 * decision: a lease that is shortened stands on what was known when it was given.
 */
export async function moveLease(
  tx: Tx,
  ledger: Ledger,
  held: Held,
  lease: { now: Instant; until: Instant; limitAt: Instant; heartbeat: boolean; extended: boolean },
): Promise<void> {
  const heartbeatAt = lease.heartbeat ? lease.now : held.heartbeatAt;
  const { until, limitAt } = lease;
  const decidedAt = lease.extended ? lease.now : null;
  await moveOne(tx, { assignment: held.assignment, decidedAt, until, limitAt, heartbeatAt });
  ledger.held = { ...held, leaseUntil: until, limitAt, heartbeatAt };
}

interface Moved {
  readonly assignment: bigint;
  /** Null: it is no new decision. */
  readonly decidedAt: Instant | null;
  readonly until: Instant;
  readonly limitAt: Instant;
  readonly heartbeatAt: Instant;
}

const moveOne = gathered(async (tx, all: readonly Moved[]) => {
  const of = <T>(value: (one: Moved) => T) => all.map(value);
  await change(
    tx,
    sql`update assignments a set lease_decided_at = coalesce(m.decided, a.lease_decided_at),
        lease_until = m.until, limit_at = m.limit_at, heartbeat_at = m.heartbeat
      from unnest(${of((one) => one.assignment)}::bigint[],
        ${of(({ decidedAt }) => (decidedAt === null ? null : ts(decidedAt)))}::timestamptz[],
        ${of((one) => ts(one.until))}::timestamptz[], ${of((one) => ts(one.limitAt))}::timestamptz[],
        ${of((one) => ts(one.heartbeatAt))}::timestamptz[])
        as m(assignment, decided, until, limit_at, heartbeat)
      where a.id = m.assignment and a.ended_at is null`,
  );
  return of(() => null);
});

/** The moment at which the reviewer's client says that the item is on the screen: a sign of life. */
export async function markOpened(tx: Tx, ledger: Ledger, held: Held, at: Instant): Promise<void> {
  await change(
    tx,
    sql`update assignments set opened_at = ${ts(at)}, heartbeat_at = ${ts(at)}
      where id = ${held.assignment}`,
  );
  ledger.held = { ...held, openedAt: at, heartbeatAt: at };
}

/** Who holds an item whose lease has run out by an instant. */
export async function expiredHolders(db: Reader, now: Instant): Promise<readonly number[]> {
  const found = await rows<{ reviewer_id: number }>(
    db,
    sql`select reviewer_id from assignments where ended_at is null and lease_until <= ${ts(now)}
      order by reviewer_id`,
  );
  return found.map((row) => row.reviewer_id);
}
