import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '../domain/time.ts';
import type { Random } from '../report/random.ts';
import { issueToken } from '../server/tokens.ts';
import type { Viewer } from '../services/viewer.ts';
import type { Replica } from './replica.ts';

/** A request takes no longer, or counts as not answered. */
const PATIENCE = 15 * SECOND;
const PAUSE = 250;

/** How requests fared, over all clients. */
export interface Fared {
  answered: number;
  /** The replica was gone, was too slow, or said that it could not. */
  unanswered: number;
}

/** An answer's one field; null: nobody said anything, so it may have happened or not. */
// biome-ignore lint/suspicious/noExplicitAny: an answer has whatever shape was asked for.
export type Answer = any;

/**
 * Asks as somebody, of any replica that listens. What may be repeated is asked of another until
 * somebody answers or the time is up; what may not is asked once.
 */
export interface Client {
  repeat(query: string, variables: object): Promise<Answer>;
  once(query: string, variables: object): Promise<Answer>;
}

export interface Callers {
  readonly replicas: readonly Replica[];
  readonly secret: string;
  readonly fared: Fared;
  /** When to stop asking: what was not answered by then never is. */
  readonly until: () => number;
}

export async function clientFor(callers: Callers, who: Viewer, random: Random): Promise<Client> {
  const token = await issueToken(who, callers.secret, '12h');
  const once = async (query: string, variables: object) => {
    const there = callers.replicas.flatMap(({ address }) => address ?? []);
    const address = there[Math.floor(random() * there.length)];
    const answer = address === undefined ? null : await ask(address, token, query, variables);
    callers.fared[answer === null ? 'unanswered' : 'answered']++;
    return answer;
  };
  const repeat = async (query: string, variables: object) => {
    for (;;) {
      const answer = await once(query, variables);
      if (answer !== null || Date.now() >= callers.until()) return answer;
      await pause(PAUSE);
    }
  };
  return { once, repeat };
}

async function ask(address: string, token: string, query: string, variables: object) {
  try {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const { data, errors }: { data?: Answer; errors?: readonly Refused[] } = await response.json();
    const mistake = errors?.find(({ extensions }) => MISTAKES.includes(extensions?.code ?? ''));
    if (mistake) throw new Mistake(mistake.message);
    return (data && Object.values(data)[0]) ?? null;
  } catch (error) {
    if (error instanceof Mistake) throw error;
    return null;
  }
}

interface Refused {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

/** What no replica will ever answer differently: the question is wrong. */
const MISTAKES = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
];

class Mistake extends Error {}
