import { HOUR } from '../src/domain/time.ts';
import { membersOf } from '../src/services/members.ts';
import { owned, STAFF } from './auth.ts';
import { builder, type RequestContext } from './builder.ts';
import { intId, nowOf } from './scalars.ts';
import { Shift } from './shift.ts';
import { Site, Team } from './site.ts';

/** As far as shifts are shown at once. */
const LONGEST_ROTA = 31 * 24 * HOUR;

export const Reviewer = builder.prismaNode('Reviewer', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, context) => ({ id: visible(context, intId(id)) }),
  description: 'Somebody who reviews content.',
  authScopes: (reviewer) => ({ self: reviewer.id, roles: STAFF }),
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'Their id in your own systems.' }),
    name: t.exposeString('name', { description: 'What they are called.' }),
    languages: t.exposeStringList('languages', {
      description: 'What they speak, as ISO 639-1 codes; none: work that needs no language.',
    }),
    takesEscalations: t.exposeBoolean('takesEscalations', {
      description: 'What others pass up is given to them.',
    }),
    site: t.field({
      type: Site,
      nullable: true,
      description: 'Where they belong now.',
      select: (_args, context, nested) => ({
        memberships: { ...now(context), select: { site: nested(true) } },
      }),
      resolve: (reviewer) => reviewer.memberships[0]?.site ?? null,
    }),
    team: t.field({
      type: Team,
      nullable: true,
      description: 'The team they belong to now.',
      select: (_args, context, nested) => ({
        memberships: { ...now(context), select: { team: nested(true) } },
      }),
      resolve: (reviewer) => reviewer.memberships[0]?.team ?? null,
    }),
    shifts: t.relation('shifts', {
      type: Shift,
      description: 'Their shifts that start within a span, of 31 days at most.',
      args: {
        from: t.arg({ type: 'DateTime', required: true, description: 'Starting at or after.' }),
        to: t.arg({ type: 'DateTime', required: true, description: 'Starting before.' }),
      },
      query: ({ from, to }) => ({
        where: {
          startsAt: { gte: new Date(from), lt: new Date(Math.min(to, from + LONGEST_ROTA)) },
        },
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      }),
    }),
  }),
});

/** What the argument `reviewer` of a mutation is for. */
export const FOR_WHOM =
  'Only for a review tool, which must say for whom it acts; everybody else acts for themselves.';

/** The number of the reviewer that an argument names; null: none is named. */
export function reviewerOf(named: { readonly id: string } | null | undefined): number | null {
  return named ? intId(named.id) : null;
}

function visible(context: RequestContext, reviewer: number): number {
  const { reviewerId = reviewer } = owned(context, STAFF);
  return reviewerId === reviewer ? reviewer : 0;
}

/** The membership that counts now. */
function now(context: RequestContext) {
  const where = { from: { lte: nowOf(context) } };
  return { where, orderBy: { from: 'desc' as const }, take: 1 };
}

builder.queryField('reviewer', (t) =>
  t.prismaField({
    type: Reviewer,
    nullable: true,
    description: 'One reviewer; null: there is none, or none that you may see.',
    authScopes: { known: true },
    args: { id: t.arg.globalID({ for: Reviewer, required: true, description: 'Who.' }) },
    resolve: (query, _root, { id }, context) =>
      context.db.prisma.reviewer.findUnique({
        ...query,
        where: { id: visible(context, intId(id.id)) },
      }),
  }),
);

builder.queryField('reviewers', (t) =>
  t.prismaConnection(
    {
      type: Reviewer,
      cursor: 'id',
      description: 'Reviewers, of a site or a team where one is named.',
      authScopes: { roles: STAFF },
      args: {
        site: t.arg.globalID({ for: Site, description: 'Only who belongs there now.' }),
        team: t.arg.globalID({ for: Team, description: 'Only who belongs to it now.' }),
      },
      resolve: async (query, _root, { site, team }, { db }) => {
        const of = { site: site ? intId(site.id) : null, team: team ? intId(team.id) : null };
        const where = site || team ? { id: { in: [...(await membersOf(db, of))] } } : {};
        return db.prisma.reviewer.findMany({ ...query, where, orderBy: { id: 'asc' } });
      },
    },
    { name: 'ReviewerConnection', description: 'A page of reviewers.' },
    { name: 'ReviewerEdge' },
  ),
);
