import type { Server } from 'node:http';
import type { Log } from './log.ts';

export interface Step {
  readonly name: string;
  stop(): Promise<void> | void;
}

/**
 * Stops one part after the other, so that nothing loses what it stands on. A part that fails does
 * not keep the next from stopping; false when the deadline came first or a part failed.
 */
export async function stopInOrder(
  steps: readonly Step[],
  log: Log,
  deadlineMs: number,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), deadlineMs);
  });
  const inTime = await Promise.race([allOf(steps, log), deadline]);
  clearTimeout(timer);
  return inTime;
}

async function allOf(steps: readonly Step[], log: Log): Promise<boolean> {
  let isClean = true;
  for (const { name, stop } of steps) {
    try {
      await stop();
      log.debug({ step: name }, 'stopped');
    } catch (error) {
      isClean = false;
      log.error({ err: error, step: name }, 'did not stop cleanly');
    }
  }
  return isClean;
}

/** Takes no new connection and lets running requests end; after `graceMs` they are cut off. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
  });
  // A kept-alive connection becomes idle only when its last request has ended.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  server.closeIdleConnections();
  try {
    await closed;
  } finally {
    clearInterval(idle);
    clearTimeout(cut);
  }
}

/** Calls `stop` at the first SIGINT or SIGTERM; a terminal often sends the same one twice. */
export function onceToldToStop(stop: (signal: string) => void): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      stop(signal);
    });
  }
}
