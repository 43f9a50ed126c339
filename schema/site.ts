import { STAFF } from './auth.ts';
import { builder } from './builder.ts';
import { intId, nowOf } from './scalars.ts';

export const Site = builder.prismaNode('Site', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id) => ({ id: intId(id) }),
  description: 'An office.',
  authScopes: { known: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the place.' }),
    zone: t.string({
      nullable: true,
      description: 'Its IANA time zone now: days and weeks are counted in it.',
      select: (_args, context) => ({
        zones: { where: { from: { lte: nowOf(context) } }, orderBy: { from: 'desc' }, take: 1 },
      }),
      resolve: (site) => site.zones[0]?.zone ?? null,
    }),
  }),
});

export const Team = builder.prismaNode('Team', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id) => ({ id: intId(id) }),
  description: 'Reviewers who are led together.',
  authScopes: { known: true },
  fields: (t) => ({ name: t.exposeString('name', { description: 'What it is called.' }) }),
});

builder.queryField('sites', (t) =>
  t.prismaConnection(
    {
      type: Site,
      cursor: 'id',
      description: 'All offices.',
      authScopes: { roles: STAFF },
      resolve: (query, _root, _args, { db }) =>
        db.prisma.site.findMany({ ...query, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
    },
    { name: 'SiteConnection', description: 'A page of offices.' },
    { name: 'SiteEdge' },
  ),
);

builder.queryField('teams', (t) =>
  t.prismaConnection(
    {
      type: Team,
      cursor: 'id',
      description: 'All teams.',
      authScopes: { roles: STAFF },
      resolve: (query, _root, _args, { db }) =>
        db.prisma.team.findMany({ ...query, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
    },
    { name: 'TeamConnection', description: 'A page of teams.' },
    { name: 'TeamEdge' },
  ),
);
