import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const roots = ['Query', 'Mutation'];

it('is printed, sorted and committed (npm run schema:print)', async () => {
  const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
  await expect(printed).toMatchFileSnapshot('../../schema/schema.graphql');
});

describe('nobody sees anything unless it says who may', () => {
  const objects = types.filter(isObjectType).filter(({ name }) => !roots.includes(name));

  it.each(objects.map((type) => [type.name, type] as const))('%s says so', (_name, type) => {
    expect(authScopesOf(type)).toBeDefined();
  });

  const fields = roots.flatMap((root) => {
    const type = schema.getType(root);
    return isObjectType(type)
      ? Object.values(type.getFields()).map((field) => [`${root}.${field.name}`, field] as const)
      : [];
  });

  it.each(fields)('%s says so', (_name, field) => {
    expect(authScopesOf(field)).toBeDefined();
  });
});

it('describes every type, field, argument and word', () => {
  expect(types.flatMap(undescribed)).toEqual([]);
});

it('answers every mutation with a union that can say Forbidden', () => {
  const results = Object.values(schema.getMutationType()?.getFields() ?? {});
  expect(results.length).toBeGreaterThan(10);
  for (const { type } of results) expect(String(type)).toMatch(/Result!$/);
});

function authScopesOf(described: { extensions: Readonly<Record<string, unknown>> }): unknown {
  const options = described.extensions['pothosOptions'];
  return typeof options === 'object' && options !== null && 'authScopes' in options
    ? options.authScopes
    : undefined;
}

function undescribed(type: GraphQLNamedType): string[] {
  const missing = type.description ? [] : [type.name];
  if (isEnumType(type))
    for (const value of type.getValues())
      if (!value.description) missing.push(`${type.name}.${value.name}`);
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields()))
      if (!field.description) missing.push(`${type.name}.${field.name}`);
  if (isObjectType(type) || isInterfaceType(type))
    for (const field of Object.values(type.getFields())) {
      if (!field.description) missing.push(`${type.name}.${field.name}`);
      for (const arg of field.args)
        if (!arg.description) missing.push(`${type.name}.${field.name}(${arg.name})`);
    }
  return missing;
}
