/** A client of the real GraphQL server, with real tokens, without a port. */
import { schema } from '../../schema/index.ts';
import { graphqlServer } from '../../src/server/graphql.ts';
import { createLog } from '../../src/server/log.ts';
import { issueToken } from '../../src/server/tokens.ts';
import type { Viewer } from '../../src/services/viewer.ts';
import type { Db } from '../../src/store/db.ts';

const SECRET = 'a-secret-that-is-long-enough-for-hs256';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has whatever shape was asked for.
  readonly data: any;
  /** The code of each error, or its message where it has none. */
  readonly errors: readonly string[];
}

export type Ask = (
  viewer: Viewer | null,
  query: string,
  variables?: Readonly<Record<string, unknown>>,
) => Promise<Answer>;

/** Asks as somebody; null: without a token. What goes wrong inside is printed by the log. */
export function client(db: Db): Ask {
  const log = createLog('error');
  const server = graphqlServer({ db, schema, secret: SECRET, isProduction: true, log });
  return async (viewer, query, variables = {}) => {
    const token = viewer && (await issueToken(viewer, SECRET, '1h'));
    const response = await server.fetch('http://respite.test/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors = [] } = await response.json();
    return { status: response.status, data: data ?? null, errors: errors.map(codeOf) };
  };
}

function codeOf(error: { message: string; extensions?: { code?: string } }): string {
  return error.extensions?.code ?? error.message;
}

/** A person by the role they have here. */
export function staff(role: 'lead' | 'wellbeing' | 'admin' | 'service'): Viewer {
  return { role, reviewer: null, name: role };
}

export function reviewer(id: number): Viewer {
  return { role: 'reviewer', reviewer: id, name: `reviewer ${id}` };
}

/** The id by which clients know a row. */
export function idOf(type: string, id: bigint | number | string): string {
  return Buffer.from(`${type}:${id}`).toString('base64');
}
