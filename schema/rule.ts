import { rulebook } from '../src/rules/index.ts';
import type { Parameter as OneParameter, Rule as OneRule } from '../src/rules/rule.ts';
import { type Standing, standings } from '../src/services/read-policy.ts';
import { builder } from './builder.ts';
import { UnitEnum, unitOf } from './unit.ts';
import { LevelEnum } from './words.ts';

const known = { known: true } as const;

const Parameter = builder
  .objectRef<OneParameter & { readonly name: string }>('RuleParameter')
  .implement({
    description: 'A number that a policy may set.',
    authScopes: known,
    fields: (t) => ({
      name: t.exposeString('name', { description: 'What it is called in a policy.' }),
      unit: t.expose('unit', { type: UnitEnum, description: 'What it counts.' }),
      default: t.exposeFloat('value', {
        description: 'What it is unless a policy says otherwise.',
      }),
      stricter: t.exposeString('stricter', {
        description: "'lower' or 'higher': which way it protects more.",
      }),
      says: t.exposeString('says', { description: 'What it is, and where it comes from.' }),
    }),
  });

interface Value {
  readonly name: string;
  readonly value: number;
  readonly unit: OneParameter['unit'] | null;
}

export const ParameterValue = builder.objectRef<Value>('ParameterValue').implement({
  description: 'A number as a policy sets it.',
  authScopes: known,
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Which.' }),
    value: t.exposeFloat('value', { description: 'In the unit.' }),
    unit: t.expose('unit', { type: UnitEnum, nullable: true, description: 'What it counts.' }),
  }),
});

/** The numbers of a policy with their units. */
export function valuesOf(rule: OneRule | undefined, params: Readonly<Record<string, number>>) {
  return Object.entries(params).map(
    ([name, value]): Value => ({ name, value, unit: rule?.parameters[name]?.unit ?? null }),
  );
}

type InForce = Standing & { readonly of: OneRule };

const RuleInForce = builder.objectRef<InForce>('RuleInForce').implement({
  description: 'A rule as it is held at this moment.',
  authScopes: known,
  fields: (t) => ({
    level: t.expose('level', { type: LevelEnum, description: 'How strictly.' }),
    says: t.string({
      description: 'The rule in a sentence, with its numbers.',
      resolve: ({ of, params }) => of.describe(params),
    }),
    parameters: t.field({
      type: [ParameterValue],
      description: 'Its numbers: of all that reach you, the strictest.',
      resolve: ({ of, params }) => valuesOf(of, params),
    }),
    since: t.expose('since', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is held so; null: always, by law.',
    }),
  }),
});

export const Rule = builder
  .objectRef<{ readonly rule: OneRule; readonly inForce: readonly InForce[] }>('Rule')
  .implement({
    description: 'One thing that protects a reviewer.',
    authScopes: known,
    fields: (t) => ({
      key: t.string({
        description: 'A noun phrase for what is limited.',
        resolve: ({ rule }) => rule.id,
      }),
      title: t.string({ description: 'Its name.', resolve: ({ rule }) => rule.title }),
      because: t.string({
        description: "The norm or study it rests on, or 'no published figure'.",
        resolve: ({ rule }) => rule.because,
      }),
      unit: t.field({
        type: UnitEnum,
        nullable: true,
        description: 'What observed and limit count in its objections and findings.',
        resolve: ({ rule }) => unitOf(rule),
      }),
      parameters: t.field({
        type: [Parameter],
        description: 'The numbers that a policy may set.',
        resolve: ({ rule }) =>
          Object.entries(rule.parameters).map(([name, one]) => ({ name, ...one })),
      }),
      inForce: t.expose('inForce', {
        type: [RuleInForce],
        description: 'As it is held for you, or for the organisation if you do not review.',
      }),
    }),
  });

builder.queryField('rules', (t) =>
  t.field({
    type: [Rule],
    description: 'The whole rulebook, or the rules that are named.',
    authScopes: known,
    args: { keys: t.arg.stringList({ description: 'Which; not said: all.' }) },
    resolve: async (_root, { keys }, { db, viewer }) => {
      const standing = await standings(db, viewer?.reviewer ?? null);
      const asked = rulebook.filter(({ id }) => !keys || keys.includes(id));
      return asked.map((rule) => ({
        rule,
        inForce: standing.filter((s) => s.rule === rule.id).map((s) => ({ ...s, of: rule })),
      }));
    },
  }),
);
