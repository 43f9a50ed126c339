import {
  AlreadyDecided,
  Forbidden,
  Invalid,
  NotFound,
  SecondPersonNeeded,
} from '../src/services/errors.ts';
import { approveOverride, endOverride, requestOverride } from '../src/services/overrides.ts';
import { asksAbout, owned } from './auth.ts';
import { builder, type RequestContext } from './builder.ts';
import { ANSWER, caseOf } from './errors.ts';
import { MyDay } from './my-day.ts';
import { Reviewer, reviewerOf } from './reviewer.ts';
import { intId } from './scalars.ts';

export const Override = builder.prismaNode('Override', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, context) => ({ id: intId(id), ...owned(context, ['wellbeing']) }),
  description: 'A rule that is not asked of somebody for a while; never for S5. Theirs to see.',
  authScopes: (override) => ({ self: override.reviewerId, roles: ['wellbeing'] }),
  fields: (t) => ({
    reviewer: t.relation('reviewer', { type: Reviewer, description: 'Of whom.' }),
    rule: t.exposeString('rule', { description: 'The key of the rule.' }),
    start: t.expose('startsAt', {
      type: 'DateTime',
      description: 'From when on; until it is approved, from when on it was asked for.',
    }),
    end: t.field({
      type: 'DateTime',
      description: 'Until when.',
      resolve: ({ endsAt, endedAt }) => endedAt ?? endsAt,
    }),
    reason: t.exposeString('reason', { description: 'Why: of the work, never of the person.' }),
    requestedBy: t.exposeString('requestedBy', { description: 'Who asked for it.' }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When.' }),
    approvedBy: t.exposeString('approvedBy', {
      nullable: true,
      description: 'Who approved it; null: nobody has, and nothing is open.',
    }),
    approvedAt: t.expose('approvedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When.',
    }),
    endedBy: t.exposeString('endedBy', {
      nullable: true,
      description: 'Who ended or refused it before its end; null: nobody.',
    }),
  }),
});

builder.objectField(MyDay, 'overrides', (t) =>
  t.prismaField({
    type: [Override],
    description: 'Rules that two people opened for you, now or soon. End any you like.',
    resolve: (query, { reviewer, now }, _args, { db }) =>
      db.prisma.override.findMany({
        ...query,
        where: {
          reviewerId: reviewer,
          approvedAt: { not: null },
          endedAt: null,
          endsAt: { gt: new Date(now) },
        },
        orderBy: { startsAt: 'asc' },
      }),
  }),
);

builder.queryField('overrides', (t) =>
  t.prismaConnection(
    {
      type: Override,
      cursor: 'id',
      description: 'Rules that were opened for somebody, or are asked for: the latest first.',
      authScopes: { roles: ['reviewer', 'wellbeing'] },
      args: {
        reviewer: t.arg.globalID({
          for: Reviewer,
          description: "Whose; not said: your own, or everybody's.",
        }),
      },
      resolve: (query, _root, { reviewer }, context) =>
        context.db.prisma.override.findMany({
          ...query,
          where: whose(context, reviewerOf(reviewer)),
          orderBy: { id: 'desc' },
        }),
    },
    { name: 'OverrideConnection', description: 'A page of overrides.' },
    { name: 'OverrideEdge' },
  ),
);

function whose(context: RequestContext, named: number | null): { reviewerId?: number } {
  const isAll = named === null && context.viewer?.role === 'wellbeing';
  return isAll ? {} : { reviewerId: asksAbout(context, named) };
}

interface Done {
  readonly kind: 'override-set';
  readonly id: number;
}

const done = caseOf<Done>('OverrideSet', 'override-set', 'It stands as it says.');
done.ref.implement({
  ...done.shared,
  fields: (t) => ({
    override: t.prismaField({
      type: Override,
      description: 'The override.',
      resolve: (query, { id }, _args, { db }) =>
        db.prisma.override.findUniqueOrThrow({ ...query, where: { id } }),
    }),
  }),
});

builder.mutationField('requestOverride', (t) =>
  t.errorUnionField({
    types: [done.ref, NotFound, Invalid, Forbidden],
    union: { name: 'RequestOverrideResult', description: ANSWER },
    description:
      'Asks that a rule be not asked of somebody for a while. Somebody else must approve.',
    authScopes: { roles: ['wellbeing'] },
    args: {
      reviewer: t.arg.globalID({ for: Reviewer, required: true, description: 'Of whom.' }),
      rule: t.arg.string({ required: true, description: 'The key of the rule.' }),
      start: t.arg({
        type: 'DateTime',
        description: 'From when on, never in the past; not said: once it is approved.',
      }),
      end: t.arg({ type: 'DateTime', required: true, description: 'At most 24 hours later.' }),
      reason: t.arg.string({ required: true, description: 'Why. The person will read it.' }),
    },
    resolve: async (_root, { reviewer, start, ...args }, { db, viewer }) => {
      const wanted = { ...args, reviewer: intId(reviewer.id), start: start ?? null };
      const id = await requestOverride(db, wanted, viewer?.name ?? '');
      return { kind: 'override-set' as const, id };
    },
  }),
);

builder.mutationField('approveOverride', (t) =>
  t.errorUnionField({
    types: [done.ref, NotFound, SecondPersonNeeded, AlreadyDecided, Invalid, Forbidden],
    union: { name: 'ApproveOverrideResult', description: ANSWER },
    description: 'Approves what somebody else asked for: it is open, never before this moment.',
    authScopes: { roles: ['wellbeing'] },
    args: { override: t.arg.globalID({ for: Override, required: true, description: 'Which.' }) },
    resolve: async (_root, { override }, { db, viewer }) => {
      const id = intId(override.id);
      await approveOverride(db, id, viewer?.name ?? '');
      return { kind: 'override-set' as const, id };
    },
  }),
);

builder.mutationField('endOverride', (t) =>
  t.errorUnionField({
    types: [done.ref, NotFound, AlreadyDecided, Invalid, Forbidden],
    union: { name: 'EndOverrideResult', description: ANSWER },
    description: 'Ends an override at once, or refuses what was asked for; reviewers, their own.',
    authScopes: { roles: ['wellbeing', 'reviewer'] },
    args: { override: t.arg.globalID({ for: Override, required: true, description: 'Which.' }) },
    resolve: async (_root, { override }, { db, viewer }) => {
      const id = intId(override.id);
      await endOverride(db, id, { by: viewer?.name ?? '', reviewer: viewer?.reviewer ?? null });
      return { kind: 'override-set' as const, id };
    },
  }),
);
