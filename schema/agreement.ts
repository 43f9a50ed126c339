import { Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import { type AgreementSet, setAgreement } from '../src/services/set-agreement.ts';
import { actsFor } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf } from './errors.ts';
import { Item } from './item.ts';
import { FOR_WHOM, Reviewer, reviewerOf } from './reviewer.ts';
import { AgreementEnum } from './words.ts';

const set = caseOf<AgreementSet & { readonly kind: 'agreement-set' }>(
  'AgreementSet',
  'agreement-set',
  'It holds from this moment.',
);
set.ref.implement({
  ...set.shared,
  fields: (t) => ({
    item: t.prismaField({
      type: Item,
      nullable: true,
      description: 'What went back at once because it rested on it; null: nothing.',
      resolve: (query, { item }, _args, { db }) =>
        item === null ? null : db.prisma.item.findUnique({ ...query, where: { id: item } }),
    }),
  }),
});

builder.mutationField('setAgreement', (t) =>
  t.errorUnionField({
    types: [set.ref, NotFound, Invalid, Forbidden],
    union: { name: 'SetAgreementResult', description: ANSWER },
    description: 'Agrees to something beside categories, or takes it back: at once, no reason.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: {
      to: t.arg({ type: AgreementEnum, required: true, description: 'To what.' }),
      granted: t.arg.boolean({ required: true, description: 'False: no, or no longer.' }),
      reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }),
    },
    resolve: async (_root, { to, granted, reviewer }, context) => {
      const done = await setAgreement(context.db, actsFor(context, reviewerOf(reviewer)), {
        to,
        granted,
      });
      return { kind: 'agreement-set' as const, ...done };
    },
  }),
);
