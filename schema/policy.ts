import { rulebook } from '../src/rules/index.ts';
import { type PolicyNow, policyNow } from '../src/services/read-policy.ts';
import { has } from './auth.ts';
import { builder, type RequestContext } from './builder.ts';
import { ParameterValue, Rule, valuesOf } from './rule.ts';
import { intId } from './scalars.ts';
import { LevelEnum, levelWord, wordIn, wordsOf } from './words.ts';

export const SCOPES = ['organisation', 'site', 'team', 'person'] as const;
/** How the id of a scope is named to clients. */
export const TYPES = { site: 'Site', team: 'Team', person: 'Reviewer' } as const;

export const ScopeEnum = wordsOf('Scope', 'Whom an entry is for.', {
  organisation: 'Everybody.',
  site: 'Whoever belongs to a site.',
  team: 'Whoever belongs to a team.',
  person: 'One reviewer.',
} satisfies Record<(typeof SCOPES)[number], string>);

export const Entry = builder.prismaNode('PolicyEntry', {
  id: { field: 'version' },
  nullable: true,
  findUnique: (id, context) => ({ version: intId(id), ...visible(context) }),
  description: 'One dated decision about a rule. The latest of a scope counts; nothing is changed.',
  authScopes: (entry) =>
    entry.scope === 'person' ? { self: entry.scopeId ?? 0, roles: ['wellbeing'] } : { known: true },
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Grows with every decision.' }),
    rule: t.exposeString('rule', { description: 'The key of the rule.' }),
    level: t.field({
      type: LevelEnum,
      description: 'How strictly.',
      resolve: (entry) => levelWord(entry.level),
    }),
    scope: t.field({
      type: ScopeEnum,
      description: 'Whom it is for.',
      resolve: (entry) => wordIn(SCOPES, entry.scope),
    }),
    scopeId: t.globalID({
      nullable: true,
      description: 'The site, team or reviewer; null: everybody.',
      resolve: scopeIdOf,
    }),
    parameters: t.field({
      type: [ParameterValue],
      description: 'The numbers it sets; none: it withdraws what the scope said.',
      resolve: numbersOf,
    }),
    from: t.expose('from', { type: 'DateTime', description: 'From when on it holds.' }),
    committedAt: t.expose('committedAt', { type: 'DateTime', description: 'When it was decided.' }),
    committedBy: t.exposeString('committedBy', { description: 'Who decided it.' }),
  }),
});

/** The global id of what a scope is; null: everybody. */
export function scopeIdOf({ scope, scopeId }: { scope: string; scopeId: number | null }) {
  const word = wordIn(SCOPES, scope);
  return word === 'organisation' || scopeId === null ? null : { id: scopeId, type: TYPES[word] };
}

/** The numbers that an entry sets, each with its parameter. */
export function numbersOf({ rule, params }: { rule: string; params: unknown }) {
  return valuesOf(
    rulebook.find(({ id }) => id === rule),
    numbersIn(params),
  );
}

function numbersIn(params: unknown): Record<string, number> {
  const pairs = Object.entries(Object(params) as object);
  return Object.fromEntries(pairs.filter(([, value]) => typeof value === 'number'));
}

/** Decisions about one person are for that person and wellbeing staff. */
function visible(context: RequestContext) {
  if (has(context, ['wellbeing'])) return {};
  const own = { scope: 'person', scopeId: context.viewer?.reviewer ?? 0 };
  return { OR: [{ scope: { not: 'person' } }, own] };
}

const Policy = builder.objectRef<PolicyNow>('Policy').implement({
  description: 'Which rules, how strict, with what numbers, from when, for whom.',
  authScopes: { known: true },
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'The version of its latest entry.' }),
    inForce: t.prismaField({
      type: [Entry],
      description: 'The entries that no later one has replaced by now.',
      resolve: (query, { inForce }, _args, context) =>
        context.db.prisma.policyEntry.findMany({
          ...query,
          where: { version: { in: [...inForce] }, ...visible(context) },
          orderBy: { version: 'asc' },
        }),
    }),
    history: t.prismaConnection(
      {
        type: Entry,
        cursor: 'version',
        description: 'Every entry there was, the latest first.',
        resolve: (query, _policy, _args, context) =>
          context.db.prisma.policyEntry.findMany({
            ...query,
            where: visible(context),
            orderBy: { version: 'desc' },
          }),
      },
      { name: 'PolicyEntryConnection', description: 'A page of entries.' },
      { name: 'PolicyEntryEdge' },
    ),
  }),
});

builder.objectField(Rule, 'history', (t) =>
  t.prismaConnection(
    {
      type: Entry,
      cursor: 'version',
      description: 'Every entry there was of this rule, the latest first.',
      resolve: (query, { rule }, _args, context) =>
        context.db.prisma.policyEntry.findMany({
          ...query,
          where: { rule: rule.id, ...visible(context) },
          orderBy: { version: 'desc' },
        }),
    },
    { name: 'RuleHistoryConnection', description: 'A page of entries of one rule.' },
    { name: 'RuleHistoryEdge' },
  ),
);

builder.queryField('policy', (t) =>
  t.field({
    type: Policy,
    description: 'The policy: what is in force and what was.',
    authScopes: { known: true },
    resolve: (_root, _args, { db }) => policyNow(db),
  }),
);
