import type { Instant } from '../domain/time.ts';
import { ms, type Reader, rows, sql, ts } from './rows.ts';

/** What waits in one queue. */
export interface QueueDepth {
  readonly queue: number;
  readonly waiting: number;
  /** When the item that has waited longest arrived. */
  readonly oldestArrivedAt: Instant;
  /** Waiting items that are due before the instant asked about, those overdue among them. */
  readonly due: number;
}

/** What waits in these queues, in one query; a queue in which nothing waits is left out. */
export function queueDepths(
  db: Reader,
  queues: readonly number[],
  dueBefore: Instant,
): Promise<readonly QueueDepth[]> {
  return rows<QueueDepth>(
    db,
    sql`select queue_id as queue, count(*)::int as waiting,
        ${ms('min(arrived_at)')} as "oldestArrivedAt",
        (count(*) filter (where due_at < ${ts(dueBefore)}))::int as due
      from items where state = 'waiting' and queue_id = any(${queues}::int[]) group by queue_id`,
  );
}
