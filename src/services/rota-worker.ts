/** The thread in which a rota is searched; src/services/rota-threads.ts starts it. */
import { parentPort, workerData } from 'node:worker_threads';
import { boardOf } from '../planner/board-of.ts';
import type { Rota } from '../planner/rota.ts';
import { type Found, type SearchOptions, search } from '../planner/search.ts';

export interface RotaTask {
  readonly rota: Rota;
  readonly seed: number;
  readonly from?: SearchOptions['from'];
  readonly budget: { readonly rounds: number } | { readonly milliseconds: number };
  /** One number that all threads see: not 0 ends the search. */
  readonly cancelled: Int32Array;
}

export type RotaMessage =
  | { readonly kind: 'better'; readonly found: Found }
  | { readonly kind: 'done'; readonly bound: number | null };

const task: RotaTask = workerData;
const start = performance.now();
const { budget } = task;
const tell = (message: RotaMessage) => parentPort?.postMessage(message);
const searched = search(boardOf(task.rota), {
  seed: task.seed,
  from: task.from,
  budget:
    'rounds' in budget ? budget : { used: () => (performance.now() - start) / budget.milliseconds },
  onBetter: (found) => tell({ kind: 'better', found }),
  isCancelled: () => Atomics.load(task.cancelled, 0) !== 0,
});
tell({ kind: 'done', bound: searched?.bound ?? null });
