import type { Category, Severity } from '../domain/category.ts';
import type { Instant } from '../domain/time.ts';
import { ms, type Reader, rows, type Sql, sql } from './rows.ts';

/** An item in somebody's hands. Its reservation runs from `decidedAt` to `leaseUntil`. */
export interface Held {
  readonly assignment: bigint;
  readonly item: bigint;
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly decidedAt: Instant;
  readonly leaseUntil: Instant;
  readonly limitAt: Instant;
  readonly heartbeatAt: Instant;
  readonly openedAt: Instant | null;
  readonly policyVersion: number;
  /** A LIVE stream: others may watch it too, or it may be over. */
  readonly isLive: boolean;
}

/** The same as it comes out of the database. */
export type HeldRow = {
  readonly reviewer: number;
  readonly assignment: number;
  readonly item: number;
  readonly severity: Severity;
  readonly categories: Category[];
  readonly decided: number;
  readonly lease: number;
  readonly limit: number;
  readonly heartbeat: number;
  readonly opened: number | null;
  readonly policy: number;
  readonly live: boolean;
};

/** An expression: what these reviewers have in their hands, as a JSON list of rows. */
export function heldBy(reviewers: readonly number[]): Sql {
  return sql`coalesce((select json_agg(json_build_object('reviewer', a.reviewer_id,
      'assignment', a.id, 'item', a.item_id, 'severity', a.announced_severity,
      'categories', a.announced_categories, 'decided', ${ms('a.decided_at')},
      'lease', ${ms('a.lease_until')}, 'limit', ${ms('a.limit_at')},
      'heartbeat', ${ms('a.heartbeat_at')}, 'opened', ${ms('a.opened_at')},
      'policy', a.policy_version, 'live', a.is_live))
    from assignments a where a.reviewer_id = any(${reviewers}::int[]) and a.ended_at is null), '[]')`;
}

/** What these reviewers have in their hands. */
export async function loadHeld(
  db: Reader,
  reviewers: readonly number[],
): Promise<ReadonlyMap<number, Held>> {
  const [found] = await rows<{ held: HeldRow[] }>(db, sql`select ${heldBy(reviewers)} as held`);
  return new Map(found?.held.map((row) => [row.reviewer, heldOf(row)]));
}

export function heldOf(row: HeldRow): Held {
  return {
    assignment: BigInt(row.assignment),
    item: BigInt(row.item),
    severity: row.severity,
    categories: row.categories,
    decidedAt: row.decided,
    leaseUntil: row.lease,
    limitAt: row.limit,
    heartbeatAt: row.heartbeat,
    openedAt: row.opened,
    policyVersion: row.policy,
    isLive: row.live,
  };
}
