import { MINUTE, type Minutes } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { type QueueDepth, queueDepths } from '../store/queue-depth.ts';
import { databaseNow } from '../store/rows.ts';

export type { QueueDepth } from '../store/queue-depth.ts';

/** What waits in these queues and how much of it is due within some minutes from now. */
export async function queueDepth(
  db: Db,
  queues: readonly number[],
  withinMinutes: Minutes,
): Promise<readonly QueueDepth[]> {
  const now = db.clock() ?? (await databaseNow(db.pool));
  return queueDepths(db.pool, queues, now + withinMinutes * MINUTE);
}
