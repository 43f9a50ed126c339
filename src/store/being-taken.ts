import type { Db } from './db.ts';
import { onceEnded, type Tx } from './rows.ts';

const taken = new WeakMap<Db['pool'], Set<bigint>>();

/**
 * Items that another transaction of this process hands out at this moment: nobody need find out from
 * the database that they are gone. What other processes hand out is found out there.
 */
export function beingTaken(db: Db): ReadonlySet<bigint> {
  return setOf(db);
}

/** From now on until the transaction ends these are being taken. */
export function take(db: Db, tx: Tx, items: readonly bigint[]): void {
  const all = setOf(db);
  for (const item of items) all.add(item);
  onceEnded(tx, () => {
    for (const item of items) all.delete(item);
  });
}

function setOf(db: Db): Set<bigint> {
  const all = taken.get(db.pool) ?? new Set<bigint>();
  taken.set(db.pool, all);
  return all;
}
