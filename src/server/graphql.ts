import { randomUUID } from 'node:crypto';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Db } from '../store/db.ts';
import { contextOf } from './context.ts';
import type { Log } from './log.ts';

export interface GraphqlParts {
  readonly db: Db;
  readonly schema: GraphQLSchema;
  readonly secret: string;
  readonly isProduction: boolean;
  readonly log: Log;
}

/** A batch of 1,000 items fits, and so does a published report. */
const LARGEST_BODY_BYTES = 8_000_000;
/** Values travel as variables; a document as long as this is not written by a person. */
const LONGEST_DOCUMENT_TOKENS = 5_000;

const FIRST_TAB = `# Put one of the tokens that were printed at the start into Headers below:
# { "Authorization": "Bearer ..." }

query WhoAmI {
  viewer {
    name
    role
  }
}
`;

/** GraphQL over HTTP at /graphql; GraphiQL (served from here, offline) in development. */
export function graphqlServer({ db, schema, secret, isProduction, log }: GraphqlParts) {
  return createYoga({
    schema,
    graphqlEndpoint: '/graphql',
    healthCheckEndpoint: '/healthz',
    landingPage: false,
    batching: false,
    multipart: false,
    // Same origin only: a page of somebody else has no business here.
    cors: false,
    maxRequestBodySize: LARGEST_BODY_BYTES,
    graphiql: isProduction
      ? false
      : { title: 'Respite', defaultQuery: FIRST_TAB, shouldPersistHeaders: true },
    renderGraphiQL,
    logging: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    maskedErrors: { maskError: (error) => masked(error, log) },
    context: ({ request }) => contextOf(request, db, secret),
    plugins: [shortDocuments],
  });
}

const shortDocuments: Plugin = {
  onParse({ parseFn, setParseFn }) {
    setParseFn((source, options) =>
      parseFn(source, { ...options, maxTokens: LONGEST_DOCUMENT_TOKENS }),
    );
  },
};

/**
 * A GraphQLError was written for the client and passes. Anything else is a bug of ours: the client
 * gets an id, the log gets the error under that id.
 */
function masked(error: unknown, log: Log): Error {
  const original = originalOf(error);
  if (original instanceof GraphQLError) return error instanceof Error ? error : original;
  const id = randomUUID();
  log.error({ err: original, id }, 'a resolver failed');
  const at = error instanceof GraphQLError ? error : null;
  return new GraphQLError('Something went wrong on our side.', {
    nodes: at?.nodes ?? null,
    path: at?.path ?? null,
    extensions: { code: 'INTERNAL_SERVER_ERROR', id, unexpected: true },
  });
}

/** graphql-js wraps whatever a resolver throws, sometimes twice. */
function originalOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError != null
    ? originalOf(error.originalError)
    : error;
}
