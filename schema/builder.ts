import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type PrismaTypes from '../prisma/generated/pothos-types.ts';
import { getDatamodel } from '../prisma/generated/pothos-types.ts';
import type { Instant } from '../src/domain/time.ts';
import { Forbidden } from '../src/services/errors.ts';
import type { RequestContext, Role } from '../src/services/viewer.ts';

export type { RequestContext } from '../src/services/viewer.ts';

/** The largest page of any connection, and the usual one. */
const LARGEST_PAGE = 200;
const USUAL_PAGE = 50;

interface SchemaTypes {
  Context: RequestContext;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: bigint | number | string };
    DateTime: { Input: Instant; Output: Instant | Date };
    LocalDate: { Input: string; Output: string };
  };
  AuthScopes: {
    /** Anybody with a token that holds. */
    known: boolean;
    /** One of these roles. */
    roles: readonly Role[];
    /** The reviewer of this id. */
    self: number;
  };
}

/** Every type and every root field says who may see it; what says nothing fails a test. */
export const builder = new SchemaBuilder<SchemaTypes>({
  // Errors first: so it turns what the others throw into data.
  plugins: [ErrorsPlugin, ScopeAuthPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  scopeAuth: {
    authScopes: ({ viewer }) => ({
      known: viewer !== null,
      roles: (roles) => viewer !== null && roles.includes(viewer.role),
      self: (reviewer) => viewer !== null && viewer.reviewer === reviewer,
    }),
    unauthorizedError: (_parent, context, info) => refusal(context, info),
    // With the type and not with each field: so that not even its name is told through `node`.
    runScopesOnType: true,
  },
  relay: {
    clientMutationId: 'omit',
    cursorType: 'String',
    idFieldOptions: { description: 'Names it for ever. Do not take it apart.' },
    edgesFieldOptions: { nullable: false, description: 'What is on the page.' },
    nodeFieldOptions: { nullable: false, description: 'The thing itself.' },
    cursorFieldOptions: { description: 'Where it stands: for after and before.' },
    pageInfoFieldOptions: { description: 'Where the page stands.' },
    hasNextPageFieldOptions: { description: 'There is more after it.' },
    hasPreviousPageFieldOptions: { description: 'There is more before it.' },
    startCursorFieldOptions: { description: 'Where the first of the page stands.' },
    endCursorFieldOptions: { description: 'Where the last of the page stands.' },
    firstArgOptions: { description: `So many from the front; at most ${LARGEST_PAGE}.` },
    lastArgOptions: { description: `So many from the back; at most ${LARGEST_PAGE}.` },
    afterArgOptions: { description: 'Only what comes after this cursor.' },
    beforeArgOptions: { description: 'Only what comes before this cursor.' },
    nodeTypeOptions: { description: 'Anything that can be fetched again by its id.' },
    nodeQueryOptions: {
      args: { id: { description: 'Which.' } },
      description: 'One thing by its id; null: there is none, or none that you may see.',
      authScopes: { known: true },
    },
    nodesQueryOptions: false,
    pageInfoTypeOptions: {
      description: 'Where a page stands among all there is.',
      authScopes: { known: true },
    },
    defaultConnectionTypeOptions: { authScopes: { known: true } },
    defaultEdgeTypeOptions: { authScopes: { known: true }, description: 'One of a page.' },
  },
  prisma: {
    client: ({ db }) => db.prisma,
    dmmf: getDatamodel(),
    maxConnectionSize: LARGEST_PAGE,
    defaultConnectionSize: USUAL_PAGE,
    onUnusedQuery: null,
  },
});

/** A mutation says Forbidden as data, whoever asks; everything else is an error with a code. */
function refusal({ viewer }: RequestContext, info: GraphQLResolveInfo): Error {
  if (viewer === null)
    return new GraphQLError('Say who you are: send a token.', {
      extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
    });
  const { parentType, fieldName } = info;
  const message = `The role ${viewer.role} may not ask for ${parentType.name}.${fieldName}.`;
  if (parentType.name === 'Mutation') return new Forbidden(message);
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });
}

builder.queryType({
  description: 'What may be asked.',
  authScopes: { known: true },
});

builder.mutationType({
  description: 'What may be done. Each answers a success or a named refusal.',
  authScopes: { known: true },
});
