import type { Instant } from '../domain/time.ts';
import { GAVE_BACK, ITEM_COLUMNS, type ItemRow, itemOf, type WaitingItem } from './items.ts';
import { ms, raw, rows, sql, type Tx, ts } from './rows.ts';
import { HAS_RELIEF, LEAVES_AT } from './streams.ts';

/** What comes before all that waits. */
export interface Urgent {
  /** Streams whose watcher must leave before then. */
  readonly leavesBefore: Instant;
  /** So many streams, and so many items that were passed up. */
  readonly most: number;
  /** Somebody who asks takes escalations. */
  readonly escalated: boolean;
}

/**
 * Streams that need a relief, due when their watcher must leave, and what waits for whoever takes
 * escalations, in these languages or in none in particular; soonest due first.
 */
export async function urgentFor(
  tx: Tx,
  languages: readonly string[],
  { leavesBefore, most, escalated }: Urgent,
): Promise<readonly WaitingItem[]> {
  const isSpoken = sql`(q.language is null or q.language = any(${languages}::text[]))`;
  const items = await rows<ItemRow & { gave_back: number[]; leaves: number | null }>(
    tx,
    sql`with streams as materialized (select a.item_id as id, ${ms(LEAVES_AT)} as leaves
        from assignments a join items i on i.id = a.item_id join queues q on q.id = i.queue_id
        where a.is_live and a.role = 'watcher' and a.ended_at is null
          and ${raw(LEAVES_AT)} < ${ts(leavesBefore)} and not ${HAS_RELIEF} and ${isSpoken}
        order by 2, 1 limit ${most}),
      raised as materialized (select i.id from items i join queues q on q.id = i.queue_id
        where ${escalated} and i.state = 'escalated' and ${isSpoken}
        order by i.due_at, i.id limit ${most})
      select ${ITEM_COLUMNS}, u.leaves, array(select a.reviewer_id from assignments a
          where a.item_id = i.id and a.outcome = any(${GAVE_BACK}::text[])) as gave_back
      from (select id, leaves from streams union all select id, null from raised) u
        join items i on i.id = u.id join queues q on q.id = i.queue_id
      order by coalesce(u.leaves, ${ms('i.due_at')}), i.id`,
  );
  return items.map((row): WaitingItem => {
    const item = itemOf(row);
    return { ...item, dueAt: row.leaves ?? item.dueAt, gaveBack: row.gave_back };
  });
}
