import {
  type BreakEnded,
  type BreakStarted,
  endBreak,
  startBreak,
} from '../src/services/breaks.ts';
import { type BreakDeferred, deferBreak } from '../src/services/defer-break.ts';
import { Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import { actsFor } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf, refusalOf } from './errors.ts';
import { GOES_TO, GoesToEnum } from './goes-to.ts';
import { Item } from './item.ts';
import { FOR_WHOM, Reviewer, reviewerOf } from './reviewer.ts';
import { BreakKindEnum } from './words.ts';

const started = caseOf<BreakStarted & { readonly kind: 'started' }>(
  'BreakStarted',
  'started',
  'You are on a break; nothing is in your hands.',
);
started.ref.implement({
  ...started.shared,
  fields: (t) => ({
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it began.' }),
    again: t.exposeBoolean('again', { description: 'True: it had been started before.' }),
    item: t.prismaField({
      type: Item,
      nullable: true,
      description: 'What you let go of; null: nothing was held.',
      resolve: (query, { item }, _args, { db }) =>
        item === null ? null : db.prisma.item.findUnique({ ...query, where: { id: item } }),
    }),
    goesTo: t.expose('goesTo', { type: GoesToEnum, nullable: true, description: GOES_TO }),
  }),
});

builder.mutationField('startBreak', (t) =>
  t.errorUnionField({
    types: [started.ref, NotFound, Invalid, Forbidden],
    union: { name: 'StartBreakResult', description: ANSWER },
    description: 'Starts a break now, whether one is due or not; a held item goes back.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: {
      kind: t.arg({
        type: BreakKindEnum,
        required: true,
        defaultValue: 'wellbeing',
        description: 'What it is for.',
      }),
      reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }),
    },
    resolve: async (_root, { kind, reviewer }, context) => {
      const begun = await startBreak(context.db, actsFor(context, reviewerOf(reviewer)), kind);
      return { kind: 'started' as const, ...begun };
    },
  }),
);

const ended = caseOf<Extract<BreakEnded, { readonly kind: 'ended' }>>(
  'BreakEnded',
  'ended',
  'The break is over.',
);
ended.ref.implement({
  ...ended.shared,
  fields: (t) => ({
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it began.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', description: 'When it ended.' }),
  }),
});

const NoBreak = refusalOf<Extract<BreakEnded, { readonly kind: 'no-break' }>>(
  'NoBreak',
  'no-break',
  { description: 'There is no break to end.', says: () => 'You are not on a break.' },
);

builder.mutationField('endBreak', (t) =>
  t.errorUnionField({
    types: [ended.ref, NoBreak, NotFound, Invalid, Forbidden],
    union: { name: 'EndBreakResult', description: ANSWER },
    description: 'Ends the break, however short it was.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: { reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }) },
    resolve: (_root, { reviewer }, context) =>
      endBreak(context.db, actsFor(context, reviewerOf(reviewer))),
  }),
);

const deferred = caseOf<Extract<BreakDeferred, { readonly kind: 'deferred' }>>(
  'BreakDeferred',
  'deferred',
  'It is noted; the break stays due, and nothing else changes.',
);
deferred.ref.implement({
  ...deferred.shared,
  fields: (t) => ({
    dueAt: t.expose('dueAt', { type: 'DateTime', description: 'Since when the break is due.' }),
    deferredAt: t.expose('deferredAt', { type: 'DateTime', description: 'When you said later.' }),
  }),
});

const NoBreakDue = refusalOf<Extract<BreakDeferred, { readonly kind: 'no-break-due' }>>(
  'NoBreakDue',
  'no-break-due',
  { description: 'There is no break to put off.', says: () => 'No break is due.' },
);

builder.mutationField('deferBreak', (t) =>
  t.errorUnionField({
    types: [deferred.ref, NoBreakDue, NotFound, Invalid, Forbidden],
    union: { name: 'DeferBreakResult', description: ANSWER },
    description: 'Notes that you would rather have your break later. Never held against you.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: { reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }) },
    resolve: (_root, { reviewer }, context) =>
      deferBreak(context.db, actsFor(context, reviewerOf(reviewer))),
  }),
);
