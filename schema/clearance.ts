import { Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import { type ClearanceSet, setClearance } from '../src/services/set-clearance.ts';
import { asksAbout } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf } from './errors.ts';
import { Reviewer, reviewerOf } from './reviewer.ts';
import { intId } from './scalars.ts';
import { CategoryEnum, categoryWord } from './words.ts';

const Clearance = builder.prismaObject('Clearance', {
  description: 'Whether somebody is cleared for a category that needs it.',
  authScopes: (clearance) => ({ self: clearance.reviewerId, roles: ['wellbeing'] }),
  fields: (t) => ({
    category: t.field({
      type: CategoryEnum,
      description: 'For what.',
      resolve: (clearance) => categoryWord(clearance.category),
    }),
    granted: t.exposeBoolean('granted', { description: 'False: no longer.' }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'Since when.' }),
    recordedBy: t.exposeString('recordedBy', { description: 'Who decided it.' }),
  }),
});

builder.queryField('clearances', (t) =>
  t.prismaField({
    type: [Clearance],
    description: 'What was decided last about each category for one reviewer.',
    authScopes: { roles: ['reviewer', 'wellbeing'] },
    args: {
      reviewer: t.arg.globalID({ for: Reviewer, description: 'Whose; not said: your own.' }),
    },
    resolve: (query, _root, { reviewer }, context) =>
      context.db.prisma.clearance.findMany({
        ...query,
        where: { reviewerId: asksAbout(context, reviewerOf(reviewer)) },
        distinct: ['category'],
        orderBy: [{ category: 'asc' }, { recordedAt: 'desc' }, { id: 'desc' }],
      }),
  }),
);

type Done = ClearanceSet & { readonly kind: 'clearance-set'; readonly reviewer: number };

const set = caseOf<Done>('ClearanceSet', 'clearance-set', 'It holds from this moment.');
set.ref.implement({
  ...set.shared,
  fields: (t) => ({
    reviewer: t.prismaField({
      type: Reviewer,
      description: 'For whom.',
      resolve: (query, { reviewer }, _args, { db }) =>
        db.prisma.reviewer.findUniqueOrThrow({ ...query, where: { id: reviewer } }),
    }),
  }),
});

builder.mutationField('setClearance', (t) =>
  t.errorUnionField({
    types: [set.ref, NotFound, Invalid, Forbidden],
    union: { name: 'SetClearanceResult', description: ANSWER },
    description: 'Clears somebody for a category that needs it, or no longer. Audited.',
    authScopes: { roles: ['wellbeing'] },
    args: {
      reviewer: t.arg.globalID({ for: Reviewer, required: true, description: 'Whom.' }),
      category: t.arg({ type: CategoryEnum, required: true, description: 'For what.' }),
      granted: t.arg.boolean({ required: true, description: 'False: no longer.' }),
    },
    resolve: async (_root, { reviewer, category, granted }, { db, viewer }) => {
      const who = intId(reviewer.id);
      const done = await setClearance(db, who, { category, granted }, viewer?.name ?? '');
      return { kind: 'clearance-set' as const, reviewer: who, ...done };
    },
  }),
);
