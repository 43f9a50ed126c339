import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import type { RequestContext } from '../../src/services/viewer.ts';

type Resolver = (context: RequestContext) => string;

/** A schema of text fields, for tests of what surrounds a schema. */
export function tinySchema(resolvers: Readonly<Record<string, Resolver>>): GraphQLSchema {
  const fields = Object.entries(resolvers).map(([name, resolver]) => [
    name,
    {
      type: GraphQLString,
      resolve: (_root: unknown, _args: unknown, context: RequestContext) => resolver(context),
    },
  ]);
  const query = new GraphQLObjectType<unknown, RequestContext>({
    name: 'Query',
    fields: Object.fromEntries(fields),
  });
  return new GraphQLSchema({ query });
}
