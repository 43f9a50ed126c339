import type { Log } from './log.ts';

/** Each part the process needs, and 'ok' or a few words about what is wrong with it. */
export type Readiness = Readonly<Record<string, string>>;

/** Answers 'ok', or a few words that may be shown to anybody who can reach the port. */
export type Probe = () => Promise<string> | string;

/**
 * Asks every probe at once. One that throws or takes longer than `timeoutMs` says that its part
 * does not answer; why is logged.
 */
export async function readinessOf(
  probes: Readonly<Record<string, Probe>>,
  log: Log,
  timeoutMs: number,
): Promise<Readiness> {
  const answers = Object.entries(probes).map(async ([part, probe]) => {
    try {
      return [part, await within(timeoutMs, probe)] as const;
    } catch (error) {
      log.warn({ err: error, part }, 'not ready');
      return [part, 'does not answer'] as const;
    }
  });
  return Object.fromEntries(await Promise.all(answers));
}

async function within(timeoutMs: number, probe: Probe): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([probe(), late]);
  } finally {
    clearTimeout(timer);
  }
}
