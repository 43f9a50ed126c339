import type { ComputedEffect } from '../src/services/policy-effect.ts';
import { wouldLoosen } from '../src/services/proposals.ts';
import { PROPOSAL_STATES } from '../src/services/words.ts';
import { has } from './auth.ts';
import { builder } from './builder.ts';
import { Effect } from './effect.ts';
import { Entry, numbersOf, SCOPES, ScopeEnum, scopeIdOf } from './policy.ts';
import { ParameterValue, Rule } from './rule.ts';
import { intId } from './scalars.ts';
import { LevelEnum, levelWord, wordIn, wordsOf } from './words.ts';

/** Of what anybody saw, even added up, only those who look after reviewers are told. */
const wellbeing = { roles: ['wellbeing'] } as const;

const StateEnum = wordsOf('ProposalState', 'What became of a proposal.', {
  proposed: 'Nobody has decided about it.',
  approved: 'A second person agrees; it is not in force.',
  activated: 'It is in force, from the date of its entries.',
  withdrawn: 'It will not be made.',
} satisfies Record<(typeof PROPOSAL_STATES)[number], string>);

const Change = builder.prismaObject('ProposedChange', {
  description: 'One entry that a proposal would add.',
  authScopes: wellbeing,
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The key of the rule.' }),
    level: t.field({
      type: LevelEnum,
      description: 'How strictly.',
      resolve: ({ level }) => levelWord(level),
    }),
    scope: t.field({
      type: ScopeEnum,
      description: 'Whom it is for.',
      resolve: ({ scope }) => wordIn(SCOPES, scope),
    }),
    scopeId: t.globalID({
      nullable: true,
      description: 'The site, team or reviewer; null: everybody.',
      resolve: scopeIdOf,
    }),
    withdraws: t.boolean({
      description: 'From then on the scope says nothing of the rule at this level.',
      resolve: ({ params }) => params === null,
    }),
    parameters: t.field({
      type: [ParameterValue],
      description: 'The numbers it sets.',
      resolve: numbersOf,
    }),
  }),
});

export const Proposal = builder.prismaNode('PolicyProposal', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, context) => ({ id: has(context, ['wellbeing']) ? intId(id) : 0 }),
  description: 'A change of the policy, and what it would have meant, before it is made.',
  authScopes: wellbeing,
  fields: (t) => ({
    state: t.field({
      type: StateEnum,
      description: 'What became of it.',
      resolve: ({ state }) => wordIn(PROPOSAL_STATES, state),
    }),
    proposedBy: t.exposeString('proposedBy', { description: 'Who proposed it.' }),
    proposedAt: t.expose('proposedAt', { type: 'DateTime', description: 'When.' }),
    approvedBy: t.exposeString('approvedBy', {
      nullable: true,
      description: 'Who approved it; null: nobody.',
    }),
    endedBy: t.exposeString('endedBy', {
      nullable: true,
      description: 'Who activated or withdrew it; null: nobody.',
    }),
    changes: t.relation('changes', {
      type: Change,
      query: { orderBy: { place: 'asc' } },
      description: 'What it would add.',
    }),
    loosens: t.boolean({
      description: 'It would loosen a hard rule now, so it needs a second person.',
      resolve: ({ id }, _args, { db }) => wouldLoosen(db, id),
    }),
    effect: t.field({
      type: Effect,
      description: 'What it would have meant.',
      // What is kept is what was computed: nothing else writes it.
      resolve: ({ effect }) => effect as unknown as ComputedEffect,
    }),
    effectAt: t.expose('effectAt', { type: 'DateTime', description: 'When that was computed.' }),
    policyVersion: t.exposeInt('policyVersion', { description: 'Beside which policy.' }),
    entries: t.relation('entries', {
      type: Entry,
      query: { orderBy: { version: 'asc' } },
      description: 'What it added to the policy.',
    }),
  }),
});

builder.queryField('policyProposals', (t) =>
  t.prismaConnection(
    {
      type: Proposal,
      cursor: 'id',
      description: 'What was proposed, the latest first.',
      authScopes: wellbeing,
      resolve: (query, _root, _args, { db }) =>
        db.prisma.policyProposal.findMany({ ...query, orderBy: { id: 'desc' } }),
    },
    { name: 'PolicyProposalConnection', description: 'A page of proposals.' },
    { name: 'PolicyProposalEdge' },
  ),
);

builder.objectField(Rule, 'proposals', (t) =>
  t.prismaConnection(
    {
      type: Proposal,
      cursor: 'id',
      nullable: true,
      description: 'What was proposed for this rule, the latest first; null: not for you.',
      authScopes: wellbeing,
      unauthorizedResolver: () => null,
      resolve: (query, { rule }, _args, { db }) =>
        db.prisma.policyProposal.findMany({
          ...query,
          where: { changes: { some: { rule: rule.id } } },
          orderBy: { id: 'desc' },
        }),
    },
    { name: 'RuleProposalConnection', description: 'A page of proposals for one rule.' },
    { name: 'RuleProposalEdge' },
  ),
);
