import { SECOND } from '../src/domain/time.ts';
import { type Claim, claimNext } from '../src/services/claim-next.ts';
import { Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import { LEASE } from '../src/services/lease.ts';
import { Assignment } from './assignment.ts';
import { actsFor } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf, refusalOf } from './errors.ts';
import { type Assigned, justAssigned } from './just-assigned.ts';
import { Objection } from './objection.ts';
import { FOR_WHOM, Reviewer, reviewerOf } from './reviewer.ts';

type Case<Kind extends Claim['kind']> = Extract<Claim, { readonly kind: Kind }>;

const assigned = caseOf<Assigned>('ItemAssigned', 'assigned', 'An item is in your hands.');
assigned.ref.implement({
  ...assigned.shared,
  fields: (t) => ({
    assignment: t.prismaField({
      type: Assignment,
      description: 'What was handed out, and until when.',
      resolve: (query, claim, _args, { db }) =>
        justAssigned(query, claim) ??
        db.prisma.assignment.findUniqueOrThrow({
          ...query,
          where: { id: claim.held.assignment },
        }),
    }),
    resumed: t.exposeBoolean('resumed', { description: 'True: it was in your hands before.' }),
    heartbeatSeconds: t.int({
      description: 'Send a heartbeat this often, in seconds.',
      resolve: () => LEASE.heartbeat / SECOND,
    }),
  }),
});

const NotOnShift = refusalOf<Case<'not-on-shift'>>('NotOnShift', 'not-on-shift', {
  description: 'Work is handed out only within a shift.',
  says: () => 'You are not on shift.',
});
builder.objectField(NotOnShift, 'nextShiftAt', (t) =>
  t.expose('nextShift', {
    type: 'DateTime',
    nullable: true,
    description: 'When the next one starts; null: none is planned within two days.',
  }),
);

const OnBreak = refusalOf<Case<'on-break'>>('OnBreak', 'on-break', {
  description: 'Nothing is handed out during a break.',
  says: () => 'You are on a break: end it first.',
});
builder.objectField(OnBreak, 'since', (t) =>
  t.expose('since', { type: 'DateTime', description: 'When the break began.' }),
);

const NothingWaiting = refusalOf<Case<'nothing-waiting'>>('NothingWaiting', 'nothing-waiting', {
  description: 'No item waits that you could be given.',
  says: () => 'Nothing is waiting for you.',
});

const NotEligible = refusalOf<Case<'not-eligible'>>('NotEligible', 'not-eligible', {
  description: 'Items wait, but none that you may take now.',
  says: ({ objections }) =>
    ['You may not take what is waiting now.', ...objections.map((o) => o.says)].join(' '),
});
builder.objectFields(NotEligible, (t) => ({
  objections: t.expose('objections', {
    type: [Objection],
    description: 'Against the item that would have come first.',
  }),
  earliest: t.expose('earliest', {
    type: 'DateTime',
    nullable: true,
    description: 'When you could take that item; null: not within 36 hours.',
  }),
}));

builder.mutationField('claimNext', (t) =>
  t.errorUnionField({
    types: [
      assigned.ref,
      NotOnShift,
      OnBreak,
      NothingWaiting,
      NotEligible,
      NotFound,
      Invalid,
      Forbidden,
    ],
    union: { name: 'ClaimNextResult', description: ANSWER },
    description: 'Asks for the next item; what is in your hands already is given again.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: { reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }) },
    resolve: async (_root, { reviewer: named }, context) => {
      const reviewer = actsFor(context, reviewerOf(named));
      const claim = await claimNext(context.db, reviewer);
      return claim.kind === 'assigned' ? { ...claim, reviewer } : claim;
    },
  }),
);
