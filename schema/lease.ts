import { Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import { type Heartbeat, heartbeat, type Opened, openItem } from '../src/services/heartbeat.ts';
import { Assignment } from './assignment.ts';
import { actsFor } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf, refusalOf } from './errors.ts';
import { FOR_WHOM, Reviewer, reviewerOf } from './reviewer.ts';
import { bigId } from './scalars.ts';

export const NotHeld = refusalOf<{ readonly kind: 'not-held' }>('NotHeld', 'not-held', {
  description: 'That assignment is not in the hands of the reviewer.',
  says: () => 'This item is not in your hands.',
});

const LeaseLapsed = refusalOf<{ readonly kind: 'lapsed' }>('LeaseLapsed', 'lapsed', {
  description: 'The lease has run out; the item went back to its queue.',
  says: () => 'The time for this item is over: it went back to its queue.',
});

const WatchOver = refusalOf<{ readonly kind: 'relieved' | 'withdrawn' }>(
  'WatchOver',
  ['relieved', 'withdrawn'],
  {
    description: 'The stream is no longer yours to watch; what you saw is counted.',
    says: ({ kind }) =>
      kind === 'relieved'
        ? 'Somebody else watches on: you may go.'
        : 'Somebody else who watched it decided it.',
  },
);

const extended = caseOf<Extract<Heartbeat, { readonly kind: 'extended' }>>(
  'LeaseExtended',
  'extended',
  'The item stays in your hands.',
);
extended.ref.implement({
  ...extended.shared,
  fields: (t) => ({
    leaseUntil: t.expose('leaseUntil', {
      type: 'DateTime',
      description: 'It goes back then unless the next heartbeat extends it.',
    }),
    limitAt: t.expose('limitAt', {
      type: 'DateTime',
      description: 'The first hard limit would be passed then: it goes back at the latest.',
    }),
    warning: t.exposeBoolean('warning', {
      description: 'That limit is two minutes away or less: finish, or let it go.',
    }),
  }),
});

builder.mutationField('heartbeat', (t) =>
  t.errorUnionField({
    types: [extended.ref, LeaseLapsed, WatchOver, NotHeld, NotFound, Invalid, Forbidden],
    union: { name: 'HeartbeatResult', description: ANSWER },
    description: 'Says that the reviewer is still looking.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: {
      assignment: t.arg.globalID({ for: Assignment, required: true, description: 'At what.' }),
      reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }),
    },
    resolve: (_root, { assignment, reviewer }, context) =>
      heartbeat(context.db, actsFor(context, reviewerOf(reviewer)), bigId(assignment.id)),
  }),
);

const opened = caseOf<{ readonly kind: 'opened'; readonly assignment: bigint }>(
  'ItemOpened',
  'opened',
  'What is seen counts from this moment.',
);
opened.ref.implement({
  ...opened.shared,
  fields: (t) => ({
    assignment: t.prismaField({
      type: Assignment,
      description: 'What was opened.',
      resolve: (query, { assignment }, _args, { db }) =>
        db.prisma.assignment.findUniqueOrThrow({ ...query, where: { id: assignment } }),
    }),
  }),
});

builder.mutationField('openItem', (t) =>
  t.errorUnionField({
    types: [opened.ref, LeaseLapsed, WatchOver, NotHeld, NotFound, Invalid, Forbidden],
    union: { name: 'OpenItemResult', description: ANSWER },
    description: 'Says that the item is on the screen now; the first time counts.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: {
      assignment: t.arg.globalID({ for: Assignment, required: true, description: 'Which.' }),
      reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }),
    },
    resolve: async (_root, { assignment, reviewer }, context) => {
      const id = bigId(assignment.id);
      const result = await openItem(context.db, actsFor(context, reviewerOf(reviewer)), id);
      return named(result, id);
    },
  }),
);

function named({ kind }: Opened, assignment: bigint) {
  return kind === 'opened' ? { kind, assignment } : { kind };
}
