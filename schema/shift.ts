import { owned, STAFF } from './auth.ts';
import { builder } from './builder.ts';
import { intId } from './scalars.ts';

export const Shift = builder.prismaNode('Shift', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, context) => ({ id: intId(id), ...owned(context, STAFF) }),
  description: 'When somebody works; the end is the first instant that no longer belongs to it.',
  authScopes: (shift) => ({ self: shift.reviewerId, roles: STAFF }),
  fields: (t) => ({
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'Its first instant.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'Its end.' }),
    site: t.relation('site', { description: 'Where it is worked.' }),
  }),
});
