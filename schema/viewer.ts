import type { Viewer as SomeViewer } from '../src/services/viewer.ts';
import { builder } from './builder.ts';
import { Reviewer } from './reviewer.ts';
import { RoleEnum } from './words.ts';

const Viewer = builder.objectRef<SomeViewer>('Viewer').implement({
  description: 'You, as your token says.',
  authScopes: { known: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name in the token.' }),
    role: t.expose('role', { type: RoleEnum, description: 'In what capacity you ask.' }),
    reviewer: t.prismaField({
      type: Reviewer,
      nullable: true,
      description: 'Your own record, if you review.',
      resolve: (query, viewer, _args, { db }) =>
        viewer.reviewer === null
          ? null
          : db.prisma.reviewer.findUnique({ ...query, where: { id: viewer.reviewer } }),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'Who asks.',
    authScopes: { known: true },
    resolve: (_root, _args, { viewer }) => {
      if (!viewer) throw new Error('nobody is let in without a token');
      return viewer;
    },
  }),
);
