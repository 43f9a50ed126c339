import { Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import { type ConsentSet, setConsent } from '../src/services/set-consent.ts';
import { actsFor, asksAbout } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf, refusalOf } from './errors.ts';
import { Item } from './item.ts';
import { FOR_WHOM, Reviewer, reviewerOf } from './reviewer.ts';
import { CategoryEnum, categoryWord } from './words.ts';

const Consent = builder.prismaObject('Consent', {
  description: 'What somebody said last about seeing a category.',
  authScopes: (consent) => ({ self: consent.reviewerId, roles: ['wellbeing'] }),
  fields: (t) => ({
    category: t.field({
      type: CategoryEnum,
      description: 'Of what.',
      resolve: (consent) => categoryWord(consent.category),
    }),
    granted: t.exposeBoolean('granted', { description: 'False: refused.' }),
    statementVersion: t.exposeInt('statementVersion', {
      description: 'The hazard statement that held then.',
    }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'Since when.' }),
  }),
});

builder.queryField('consents', (t) =>
  t.prismaField({
    type: [Consent],
    description: 'What one reviewer said last about each category; nothing of the others.',
    authScopes: { roles: ['reviewer', 'wellbeing'] },
    args: {
      reviewer: t.arg.globalID({ for: Reviewer, description: 'Whose; not said: your own.' }),
    },
    resolve: (query, _root, { reviewer }, context) =>
      context.db.prisma.consent.findMany({
        ...query,
        where: { reviewerId: asksAbout(context, reviewerOf(reviewer)) },
        distinct: ['category'],
        orderBy: [{ category: 'asc' }, { recordedAt: 'desc' }, { id: 'desc' }],
      }),
  }),
);

type Case<Kind extends ConsentSet['kind']> = Extract<ConsentSet, { readonly kind: Kind }>;

const set = caseOf<Case<'set'>>('ConsentSet', 'set', 'It holds from this moment.');
set.ref.implement({
  ...set.shared,
  fields: (t) => ({
    item: t.prismaField({
      type: Item,
      nullable: true,
      description: 'What went back at once because it is of that category; null: nothing.',
      resolve: (query, { item }, _args, { db }) =>
        item === null ? null : db.prisma.item.findUnique({ ...query, where: { id: item } }),
    }),
  }),
});

const StatementOutdated = refusalOf<Case<'statement-outdated'>>(
  'StatementOutdated',
  'statement-outdated',
  {
    description: 'Consent needs the hazard statement as it reads today; a refusal never does.',
    says: () => 'Read the statement as it is today, then say yes again.',
  },
);
builder.objectField(StatementOutdated, 'current', (t) =>
  t.exposeInt('current', { description: 'The version to read.' }),
);

builder.mutationField('setConsent', (t) =>
  t.errorUnionField({
    types: [set.ref, StatementOutdated, NotFound, Invalid, Forbidden],
    union: { name: 'SetConsentResult', description: ANSWER },
    description: 'Agrees to see a category, or refuses it: at once and without a reason.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: {
      category: t.arg({ type: CategoryEnum, required: true, description: 'Of what.' }),
      granted: t.arg.boolean({ required: true, description: 'False: refuse.' }),
      statementVersion: t.arg.int({
        description: 'The hazard statement that was read; a refusal needs none.',
      }),
      reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }),
    },
    resolve: (_root, { category, granted, statementVersion, reviewer }, context) =>
      setConsent(context.db, actsFor(context, reviewerOf(reviewer)), {
        category,
        granted,
        statement: statementVersion ?? null,
      }),
  }),
);
