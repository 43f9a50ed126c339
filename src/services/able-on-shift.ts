import { type Instant, MINUTE } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import type { Reader } from '../store/rows.ts';
import { countAble } from '../store/shifts.ts';

interface Counted {
  readonly minute: number;
  readonly able: ReadonlyMap<string, number>;
}

const counted = new WeakMap<Db['pool'], Counted>();

/**
 * How many people on shift speak each language and have agreed to each category, counted once a
 * minute: it only sets an order.
 */
export async function ableOnShift(
  db: Db,
  reader: Reader,
  now: Instant,
): Promise<ReadonlyMap<string, number>> {
  const minute = Math.floor(now / MINUTE);
  const known = counted.get(db.pool);
  if (known?.minute === minute) return known.able;
  const able = await countAble(reader, now);
  counted.set(db.pool, { minute, able });
  return able;
}
