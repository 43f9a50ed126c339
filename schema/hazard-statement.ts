import { Forbidden, Invalid } from '../src/services/errors.ts';
import {
  publishHazardStatement,
  type StatementPublished,
} from '../src/services/publish-statement.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf } from './errors.ts';

const Statement = builder.prismaObject('HazardStatement', {
  description: 'What is read before consenting to see a category.',
  authScopes: { known: true },
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Consent names the version that was read.' }),
    text: t.exposeString('text', { description: 'What it says.' }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'Since when.' }),
  }),
});

builder.queryField('hazardStatement', (t) =>
  t.prismaField({
    type: Statement,
    description: 'The statement as it reads today.',
    authScopes: { known: true },
    resolve: (query, _root, _args, { db }) =>
      db.prisma.hazardStatement.findFirstOrThrow({ ...query, orderBy: { version: 'desc' } }),
  }),
);

const published = caseOf<StatementPublished & { readonly kind: 'published' }>(
  'HazardStatementPublished',
  'published',
  'It is what is read from this moment on.',
);
published.ref.implement({
  ...published.shared,
  fields: (t) => ({
    statement: t.prismaField({
      type: Statement,
      description: 'The new version.',
      resolve: (query, { version }, _args, { db }) =>
        db.prisma.hazardStatement.findUniqueOrThrow({ ...query, where: { version } }),
    }),
  }),
});

builder.mutationField('publishHazardStatement', (t) =>
  t.errorUnionField({
    types: [published.ref, Invalid, Forbidden],
    union: { name: 'PublishHazardStatementResult', description: ANSWER },
    description: 'Publishes a new version; whoever agreed after an older one is asked again.',
    authScopes: { roles: ['wellbeing', 'admin'] },
    args: { text: t.arg.string({ required: true, description: 'What it says.' }) },
    resolve: async (_root, { text }, { db, viewer }) => {
      const done = await publishHazardStatement(db, text, viewer?.name ?? '');
      return { kind: 'published' as const, ...done };
    },
  }),
);
