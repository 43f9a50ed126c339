import { GraphQLError } from 'graphql';
import type { RequestContext } from '../services/viewer.ts';
import type { Db } from '../store/db.ts';
import { readToken } from './tokens.ts';

/**
 * Reads the bearer token of a request, once. No token: nobody in particular, who may see nothing
 * that needs a role. A token that cannot be trusted is refused rather than ignored.
 */
export async function contextOf(request: Request, db: Db, secret: string): Promise<RequestContext> {
  const header = request.headers.get('authorization');
  if (header === null) return { viewer: null, db };
  const token = /^Bearer ([\w.-]+)$/i.exec(header)?.[1];
  const viewer = token === undefined ? null : await readToken(token, secret);
  if (viewer === null) throw unauthenticated();
  return { viewer, db };
}

function unauthenticated(): GraphQLError {
  return new GraphQLError('This token is not valid, or no longer.', {
    extensions: {
      code: 'UNAUTHENTICATED',
      http: { status: 401, headers: { 'www-authenticate': 'Bearer' } },
    },
  });
}
