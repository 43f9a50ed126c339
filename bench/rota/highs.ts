/** HiGHS on a program of its own, in a thread that ends when it is over: `[seconds, program]` in, what it found out. */
import { parentPort, Worker, workerData } from 'node:worker_threads';

export interface GeneralFound {
  readonly status: string;
  /** Null: nothing that breaks no rule. */
  readonly penalty: number | null;
}

/** As much of it as is used; the types it brings are those of its other build. */
interface Solver {
  solve(
    program: string,
    options: { readonly time_limit: number; readonly output_flag: boolean },
  ): {
    readonly Status: string;
    readonly ObjectiveValue: number;
    readonly Columns: Readonly<Record<string, object>>;
  };
}

const LOADER = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
  register();
  return import(${JSON.stringify(import.meta.url)});
})`;

export async function highsOn(program: string, seconds: number): Promise<GeneralFound> {
  const worker = new Worker(LOADER, { eval: true, workerData: { highs: { program, seconds } } });
  try {
    return await new Promise<GeneralFound>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      setTimeout(
        () => resolve({ status: 'Did not stop', penalty: null }),
        (seconds + 30) * 1_000,
      ).unref();
    });
  } finally {
    await worker.terminate();
  }
}

if (parentPort !== null && workerData?.highs !== undefined) {
  const { program, seconds } = workerData.highs;
  const { default: load } = (await import('highs')) as unknown as {
    default: () => Promise<Solver>;
  };
  const highs = await load();
  const start = performance.now();
  const found = highs.solve(program, { time_limit: seconds, output_flag: false });
  const isFound = Object.values(found.Columns).some((column) => 'Primal' in column);
  parentPort.postMessage({
    status: `${found.Status} after ${((performance.now() - start) / 1_000).toFixed(0)} s`,
    penalty:
      isFound && Number.isFinite(found.ObjectiveValue) ? Math.round(found.ObjectiveValue) : null,
  });
}
