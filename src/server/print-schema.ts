import './utc.ts';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../../schema/index.ts';

/** `npm run schema:print`: the schema, sorted, as it is committed in schema/schema.graphql. */
console.log(printSchema(lexicographicSortSchema(schema)));
