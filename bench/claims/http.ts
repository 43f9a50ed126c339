import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a client is to ask. */
export interface Asked {
  readonly url: string;
  readonly token: string;
  readonly reviewers: readonly number[];
  /** A claim and a completion in turn, or nothing but the name of the root type. */
  readonly what: 'claims' | 'typename';
  readonly callers: number;
  readonly seconds: number;
  /** Null: as fast as it goes. */
  readonly perSecond: number | null;
}

export interface Took {
  /** HTTP requests a second. */
  readonly requests: number;
  /** Items claimed and completed a second, or answers. */
  readonly perSecond: number;
  /** Milliseconds of one request. */
  readonly p50: number;
  readonly p99: number;
  /** Claims that were answered with something else than an item. */
  readonly others: Readonly<Record<string, number>>;
}

/** Asks from a process of its own. */
export async function asked(what: Asked): Promise<Took> {
  const client = fork(fileURLToPath(new URL('http-client.ts', import.meta.url)));
  client.send(what);
  const [answer] = await Promise.race([
    once(client, 'message'),
    once(client, 'exit').then(() => Promise.reject(new Error('the client ended'))),
  ]);
  client.disconnect();
  return answer as Took;
}
