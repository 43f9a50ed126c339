import type { Change } from '../src/domain/loosening.ts';
import type { Level, Scope } from '../src/domain/policy.ts';
import {
  AlreadyDecided,
  Forbidden,
  Invalid,
  NotFound,
  SecondPersonNeeded,
  Stale,
} from '../src/services/errors.ts';
import {
  activatePolicy,
  approvePolicy,
  proposePolicy,
  renewEffect,
  withdrawProposal,
} from '../src/services/proposals.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf } from './errors.ts';
import { ScopeEnum, TYPES } from './policy.ts';
import { Proposal } from './proposal.ts';
import { intId } from './scalars.ts';
import { LevelEnum } from './words.ts';

/** Whoever asks waits for the effect: after so long what was looked at must do. */
const PATIENCE_MS = 20_000;

const wellbeing = { roles: ['wellbeing'] } as const;

const Number_ = builder.inputType('ParameterInput', {
  description: 'A number of a rule.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Which.' }),
    value: t.float({ required: true, description: 'In its unit.' }),
  }),
});

const ChangeInput = builder.inputType('PolicyChangeInput', {
  description: 'An entry of the policy, without its date.',
  fields: (t) => ({
    rule: t.string({ required: true, description: 'The key of the rule.' }),
    level: t.field({ type: LevelEnum, required: true, description: 'How strictly.' }),
    scope: t.field({ type: ScopeEnum, required: true, description: 'Whom it is for.' }),
    scopeId: t.id({ description: 'The site, team or reviewer; not said: everybody.' }),
    parameters: t.field({
      type: [Number_],
      description: 'What is not named is as the rule says; not said: every number.',
    }),
    withdraw: t.boolean({
      description: 'From then on the scope says nothing of the rule at this level.',
    }),
  }),
});

interface Given {
  readonly rule: string;
  readonly level: Level;
  readonly scope: Scope['kind'];
  readonly scopeId?: bigint | number | string | null | undefined;
  readonly parameters?:
    | readonly { readonly name: string; readonly value: number }[]
    | null
    | undefined;
  readonly withdraw?: boolean | null | undefined;
}

function changeOf({ rule, level, parameters, withdraw, ...scope }: Given): Change {
  if (withdraw && parameters) throw new Invalid('parameters', 'what is withdrawn has no numbers');
  const pairs = (parameters ?? []).map(({ name, value }): [string, number] => [name, value]);
  if (new Set(pairs.map(([name]) => name)).size < pairs.length)
    throw new Invalid('parameters', 'a number is said once');
  return {
    rule,
    level,
    scope: scopeOf(scope),
    params: withdraw ? null : Object.fromEntries(pairs),
  };
}

/** What a client names is taken apart here alone; nothing of another kind is found by its number. */
function scopeOf({ scope: kind, scopeId }: Pick<Given, 'scope' | 'scopeId'>): Scope {
  if (kind === 'organisation') {
    if (scopeId != null) throw new Invalid('scopeId', 'the organisation has no id');
    return { kind };
  }
  const [type, id = ''] = Buffer.from(String(scopeId ?? ''), 'base64')
    .toString()
    .split(':');
  if (type !== TYPES[kind]) throw new Invalid('scopeId', `name the ${kind} by its id`);
  return { kind, id: intId(id) };
}

interface Done {
  readonly kind: 'proposal';
  readonly id: number;
}

const done = caseOf<Done>('ProposalSet', 'proposal', 'The proposal stands as it says.');
done.ref.implement({
  ...done.shared,
  fields: (t) => ({
    proposal: t.prismaField({
      type: Proposal,
      description: 'The proposal.',
      resolve: (query, { id }, _args, { db }) =>
        db.prisma.policyProposal.findUniqueOrThrow({ ...query, where: { id } }),
    }),
  }),
});

builder.mutationField('proposePolicy', (t) =>
  t.errorUnionField({
    types: [done.ref, Invalid, Forbidden],
    union: { name: 'ProposePolicyResult', description: ANSWER },
    description:
      'Proposes a change of the policy and says what it would have meant. Changes nothing.',
    authScopes: wellbeing,
    args: { changes: t.arg({ type: [ChangeInput], required: true, description: 'What.' }) },
    resolve: async (_root, { changes }, { db, viewer }) => {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const id = await proposePolicy(db, changes.map(changeOf), viewer?.name ?? '', signal);
      return { kind: 'proposal' as const, id };
    },
  }),
);

builder.mutationField('renewEffect', (t) =>
  t.errorUnionField({
    types: [done.ref, NotFound, AlreadyDecided, Invalid, Forbidden],
    union: { name: 'RenewEffectResult', description: ANSWER },
    description: 'Computes what a proposal would have meant anew; takes back an approval.',
    authScopes: wellbeing,
    args: { proposal: t.arg.globalID({ for: Proposal, required: true, description: 'Which.' }) },
    resolve: async (_root, { proposal }, { db, viewer }) => {
      const id = intId(proposal.id);
      await renewEffect(db, id, viewer?.name ?? '', AbortSignal.timeout(PATIENCE_MS));
      return { kind: 'proposal' as const, id };
    },
  }),
);

builder.mutationField('approvePolicy', (t) =>
  t.errorUnionField({
    types: [done.ref, NotFound, SecondPersonNeeded, AlreadyDecided, Invalid, Forbidden],
    union: { name: 'ApprovePolicyResult', description: ANSWER },
    description: 'Approves what somebody else proposed. It is not in force by that.',
    authScopes: wellbeing,
    args: { proposal: t.arg.globalID({ for: Proposal, required: true, description: 'Which.' }) },
    resolve: async (_root, { proposal }, { db, viewer }) => {
      const id = intId(proposal.id);
      await approvePolicy(db, id, viewer?.name ?? '');
      return { kind: 'proposal' as const, id };
    },
  }),
);

builder.mutationField('activatePolicy', (t) =>
  t.errorUnionField({
    types: [done.ref, NotFound, SecondPersonNeeded, AlreadyDecided, Stale, Invalid, Forbidden],
    union: { name: 'ActivatePolicyResult', description: ANSWER },
    description: 'Puts a proposal in force. What loosens a hard rule was approved before.',
    authScopes: wellbeing,
    args: {
      proposal: t.arg.globalID({ for: Proposal, required: true, description: 'Which.' }),
      from: t.arg({
        type: 'DateTime',
        description: 'From when on; never before this moment, which it is if not said.',
      }),
    },
    resolve: async (_root, { proposal, from }, { db, viewer }) => {
      const id = intId(proposal.id);
      await activatePolicy(db, id, from ?? null, viewer?.name ?? '');
      return { kind: 'proposal' as const, id };
    },
  }),
);

builder.mutationField('withdrawProposal', (t) =>
  t.errorUnionField({
    types: [done.ref, NotFound, AlreadyDecided, Invalid, Forbidden],
    union: { name: 'WithdrawProposalResult', description: ANSWER },
    description: 'Withdraws a proposal that is not in force.',
    authScopes: wellbeing,
    args: { proposal: t.arg.globalID({ for: Proposal, required: true, description: 'Which.' }) },
    resolve: async (_root, { proposal }, { db, viewer }) => {
      const id = intId(proposal.id);
      await withdrawProposal(db, id, viewer?.name ?? '');
      return { kind: 'proposal' as const, id };
    },
  }),
);
