import { Worker } from 'node:worker_threads';
import type { Rota } from '../planner/rota.ts';
import { type Found, isBetter, type Searched } from '../planner/search.ts';
import type { RotaMessage, RotaTask } from './rota-worker.ts';

export interface RotaSearch {
  readonly threads: number;
  /** The threads search with this seed and those that follow it. */
  readonly seed: number;
  readonly budget: RotaTask['budget'];
  readonly from?: RotaTask['from'];
  readonly onBetter?: (found: Found) => void;
  /** Aborted: the best so far is the answer. */
  readonly signal?: AbortSignal;
}

/** Searches a rota in threads of their own, so that this one stays free, and gives the best of all. */
export async function searchInThreads(rota: Rota, options: RotaSearch): Promise<Searched | null> {
  const cancelled = new Int32Array(new SharedArrayBuffer(4));
  const cancel = () => Atomics.store(cancelled, 0, 1);
  options.signal?.addEventListener('abort', cancel);
  if (options.signal?.aborted) cancel();
  let best: Found | null = null;
  let bounds: readonly (number | null)[] = [];
  const better = (found: Found) => {
    if (best !== null && !isBetter(found.standing, best.standing)) return;
    best = found;
    options.onBetter?.(found);
  };
  try {
    bounds = await Promise.all(
      Array.from({ length: options.threads }, (_, i) =>
        runThread(
          { rota, seed: options.seed + i, budget: options.budget, from: options.from, cancelled },
          better,
        ),
      ),
    );
  } finally {
    options.signal?.removeEventListener('abort', cancel);
  }
  const known = bounds.filter((bound) => bound !== null);
  const bound = known.length === 0 ? null : Math.max(...known);
  return best === null ? null : { ...(best as Found), bound };
}

/** The sources are TypeScript, and a thread of Node 20 does not inherit what reads them. */
const START = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL('./rota-worker.ts', import.meta.url).href)});
})`;

async function runThread(task: RotaTask, better: (found: Found) => void): Promise<number | null> {
  const worker = new Worker(START, { eval: true, workerData: task });
  try {
    return await new Promise<number | null>((resolve, reject) => {
      worker.on('message', (message: RotaMessage) => {
        if (message.kind === 'done') resolve(message.bound);
        else better(message.found);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`A planning thread ended with code ${code}.`)));
    });
  } finally {
    await worker.terminate();
  }
}
