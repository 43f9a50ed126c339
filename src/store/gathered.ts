import DataLoader from 'dataloader';
import type { Tx } from './rows.ts';

/**
 * Rows that several decisions of one transaction write in the same moment go out in one statement.
 * `write` answers for each of them, in their order.
 */
export function gathered<One, Result>(
  write: (tx: Tx, all: readonly One[]) => Promise<readonly Result[]>,
): (tx: Tx, one: One) => Promise<Result> {
  const loaders = new WeakMap<Tx, DataLoader<One, Result>>();
  return (tx, one) => {
    const loader =
      loaders.get(tx) ?? new DataLoader<One, Result>((all) => write(tx, all), { cache: false });
    loaders.set(tx, loader);
    return loader.load(one);
  };
}
