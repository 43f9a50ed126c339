import type { RequestContext } from './builder.ts';

/** Loads the values of many keys at once; what is missing is undefined. */
type Load<Value> = (
  context: RequestContext,
  keys: readonly number[],
) => Promise<ReadonlyMap<number, Value>>;

/**
 * A loader of one value that waits for the other fields of the same level of a request and loads
 * all their keys together: one query, however long the list.
 */
export function batched<Value>(load: Load<Value>) {
  const waiting = new WeakMap<
    RequestContext,
    { keys: Set<number>; all: ReturnType<Load<Value>> }
  >();
  return async (context: RequestContext, key: number): Promise<Value | undefined> => {
    const open = waiting.get(context) ?? begin(context);
    open.keys.add(key);
    return (await open.all).get(key);
  };

  function begin(context: RequestContext) {
    const keys = new Set<number>();
    const all = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      waiting.delete(context);
      return load(context, [...keys]);
    });
    const open = { keys, all };
    waiting.set(context, open);
    return open;
  }
}
