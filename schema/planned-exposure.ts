import { PLANNED_FOR } from '../src/domain/planned-exposure.ts';
import { AlreadyDecided, Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import {
  cancelPlan,
  type ExposurePlanned,
  planExposure,
  settlePlan,
} from '../src/services/plan-exposure.ts';
import { asksAbout, looksAfter } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf, refusalOf } from './errors.ts';
import { Objection } from './objection.ts';
import { Reviewer, reviewerOf } from './reviewer.ts';
import { bigId, severityOf } from './scalars.ts';
import { CategoryEnum, categoryWord, wordIn, wordsOf } from './words.ts';

/** Whoever could plan any severity and category could find out what somebody refused: no lead may. */
const plannedBy = { roles: ['reviewer', 'service', 'wellbeing'] } as const;
const WHO = 'Whom it is for; reviewers plan only for themselves, and name nobody.';

const PlannedForEnum = wordsOf('PlannedFor', 'What exposure beside the queues is for.', {
  project: 'A project.',
  'policy-work': 'Work on policies.',
  training: 'Training.',
} satisfies Record<(typeof PLANNED_FOR)[number], string>);

const PlannedExposure = builder.prismaNode('PlannedExposure', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({
    id: bigId(id),
    ...(viewer?.role === 'reviewer' ? { reviewerId: viewer.reviewer } : {}),
  }),
  description: 'Exposure beside the queues that holds its place in the limits until it is settled.',
  authScopes: ({ reviewerId }) => ({ self: reviewerId, roles: ['service', 'wellbeing'] }),
  fields: (t) => ({
    plannedFor: t.field({
      type: PlannedForEnum,
      description: 'What for.',
      resolve: ({ forWork }) => wordIn(PLANNED_FOR, forWork),
    }),
    severity: t.exposeInt('severity', { description: '0 to 5: the worst of it.' }),
    categories: t.field({
      type: [CategoryEnum],
      description: 'What it is about.',
      resolve: ({ categories }) => categories.map(categoryWord),
    }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'From when.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'Until when at most.' }),
    isOpen: t.boolean({
      description: 'Nobody has said yet what became of it: it counts as if it were seen.',
      resolve: ({ endedAt }) => endedAt === null,
    }),
  }),
});

builder.queryField('plannedExposures', (t) =>
  t.prismaField({
    type: [PlannedExposure],
    description: 'What somebody is to see beside the queues and has not settled, by its start.',
    authScopes: plannedBy,
    args: { reviewer: t.arg.globalID({ for: Reviewer, description: 'Whose; not said: yours.' }) },
    resolve: (query, _root, { reviewer }, context) =>
      context.db.prisma.plannedExposure.findMany({
        ...query,
        where: { reviewerId: asksAbout(context, reviewerOf(reviewer)), endedAt: null },
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      }),
  }),
);

type Case<Kind extends ExposurePlanned['kind']> = Extract<ExposurePlanned, { readonly kind: Kind }>;

const planned = caseOf<Case<'planned'>>('ExposurePlanned', 'planned', 'It holds its place.');
planned.ref.implement({
  ...planned.shared,
  fields: (t) => ({
    plan: t.prismaField({
      type: PlannedExposure,
      description: 'What was planned.',
      resolve: (query, { plan }, _args, { db }) =>
        db.prisma.plannedExposure.findUniqueOrThrow({ ...query, where: { id: plan } }),
    }),
    again: t.exposeBoolean('again', { description: 'True: it had been planned before.' }),
  }),
});

const refused = refusalOf<Case<'refused'>>('PlanRefused', 'refused', {
  description: 'A rule is against it.',
  says: ({ objections }) => objections.map(({ says }) => says).join(' '),
});
builder.objectField(refused, 'objections', (t) =>
  t.expose('objections', { type: [Objection], description: 'What rules say.' }),
);

builder.mutationField('planExposure', (t) =>
  t.errorUnionField({
    types: [planned.ref, refused, NotFound, Invalid, Forbidden],
    union: { name: 'PlanExposureResult', description: ANSWER },
    description:
      'Plans a project, policy work or training that shows content, by the rules for an item.',
    authScopes: plannedBy,
    args: {
      key: t.arg.string({
        required: true,
        description: 'Your own name for it, 1 to 200 characters: sent again, it is the same plan.',
      }),
      plannedFor: t.arg({ type: PlannedForEnum, required: true, description: 'What for.' }),
      severity: t.arg.int({ required: true, description: '0 to 5: the worst of it.' }),
      categories: t.arg({
        type: [CategoryEnum],
        required: true,
        description: 'What it is about; at least one.',
      }),
      start: t.arg({
        type: 'DateTime',
        required: true,
        description: 'From when, at most 24 hours ahead.',
      }),
      end: t.arg({ type: 'DateTime', required: true, description: 'Until when at most.' }),
      reviewer: t.arg.globalID({ for: Reviewer, description: WHO }),
    },
    resolve: (_root, { severity, categories, reviewer, ...plan }, context) =>
      planExposure(
        context.db,
        looksAfter(context, reviewerOf(reviewer)),
        { ...plan, severity: severityOf(severity), categories: [...new Set(categories)] },
        context.viewer?.name ?? '',
      ),
  }),
);

const ended = caseOf<{ readonly kind: 'plan-ended'; readonly plan: bigint }>(
  'PlanEnded',
  'plan-ended',
  'Nothing is held for it any more.',
);
ended.ref.implement({
  ...ended.shared,
  fields: (t) => ({
    plan: t.prismaField({
      type: PlannedExposure,
      description: 'Which.',
      resolve: (query, { plan }, _args, { db }) =>
        db.prisma.plannedExposure.findUniqueOrThrow({ ...query, where: { id: plan } }),
    }),
  }),
});

builder.mutationField('settlePlan', (t) =>
  t.errorUnionField({
    types: [ended.ref, NotFound, AlreadyDecided, Invalid, Forbidden],
    union: { name: 'SettlePlanResult', description: ANSWER },
    description: 'Says what was seen of a plan. Never refused for being too much.',
    authScopes: plannedBy,
    args: {
      plan: t.arg.globalID({ for: PlannedExposure, required: true, description: 'Which.' }),
      start: t.arg({ type: 'DateTime', required: true, description: 'From when it was seen.' }),
      end: t.arg({ type: 'DateTime', required: true, description: 'Until when.' }),
      severity: t.arg.int({ required: true, description: '0 to 5, as it was.' }),
      categories: t.arg({
        type: [CategoryEnum],
        required: true,
        description: 'What it was about; at least one.',
      }),
      reviewer: t.arg.globalID({ for: Reviewer, description: WHO }),
    },
    resolve: async (_root, { plan, reviewer, severity, categories, ...span }, context) => {
      const who = looksAfter(context, reviewerOf(reviewer));
      const id = bigId(plan.id);
      const seen = { severity: severityOf(severity), categories: [...new Set(categories)] };
      await settlePlan(context.db, who, id, { ...span, ...seen });
      return { kind: 'plan-ended' as const, plan: id };
    },
  }),
);

builder.mutationField('cancelPlan', (t) =>
  t.errorUnionField({
    types: [ended.ref, NotFound, AlreadyDecided, Invalid, Forbidden],
    union: { name: 'CancelPlanResult', description: ANSWER },
    description: 'Says that nothing was or will be seen of a plan.',
    authScopes: plannedBy,
    args: {
      plan: t.arg.globalID({ for: PlannedExposure, required: true, description: 'Which.' }),
      reviewer: t.arg.globalID({ for: Reviewer, description: WHO }),
    },
    resolve: async (_root, { plan, reviewer }, context) => {
      const id = bigId(plan.id);
      await cancelPlan(context.db, looksAfter(context, reviewerOf(reviewer)), id);
      return { kind: 'plan-ended' as const, plan: id };
    },
  }),
);
