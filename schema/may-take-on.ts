import { Invalid, NotFound } from '../src/services/errors.ts';
import { type MayTakeOn, mayTakeOn } from '../src/services/may-take-on.ts';
import { asksAbout } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, isKind } from './errors.ts';
import { Objection } from './objection.ts';
import { Reviewer, reviewerOf } from './reviewer.ts';
import { severityOf } from './scalars.ts';
import { CategoryEnum } from './words.ts';

/** Whoever could ask for any severity and category could find out what somebody refused. */
const askedBy = { roles: ['reviewer', 'wellbeing', 'service'] } as const;

const answer = builder
  .objectRef<MayTakeOn & { readonly kind: 'may-take-on' }>('MayTakeOn')
  .implement({
    description: 'Whether work outside the queues may be taken on, by the rules for an item.',
    authScopes: askedBy,
    isTypeOf: (value) => isKind(value, 'may-take-on'),
    fields: (t) => ({
      may: t.exposeBoolean('may', { description: 'Yes or no.' }),
      objections: t.expose('objections', { type: [Objection], description: 'What rules say.' }),
      minutes: t.exposeFloat('minutes', {
        description: 'Minutes of it that could be seen from its start on, in one piece.',
      }),
      earliest: t.expose('earliest', {
        type: 'DateTime',
        nullable: true,
        description: 'When all of it could begin; null: not within 36 hours of its start.',
      }),
    }),
  });

builder.queryField('mayTakeOn', (t) =>
  t.errorUnionField({
    types: [answer, NotFound, Invalid],
    union: { name: 'MayTakeOnResult', description: ANSWER },
    description:
      'Whether somebody may take on a project, policy work or training that shows content. What ' +
      'they then saw is kept by recordExposure.',
    authScopes: askedBy,
    args: {
      severity: t.arg.int({ required: true, description: '0 to 5: the worst of it.' }),
      categories: t.arg({
        type: [CategoryEnum],
        required: true,
        description: 'What it is about; at least one.',
      }),
      minutes: t.arg.float({ required: true, description: 'How long content would be seen.' }),
      start: t.arg({
        type: 'DateTime',
        description: 'From when, at most 12 hours on; not said: now.',
      }),
      reviewer: t.arg.globalID({ for: Reviewer, description: 'Who; not said: you.' }),
    },
    resolve: async (_root, { severity, categories, minutes, start, reviewer }, context) => {
      const about = asksAbout(context, reviewerOf(reviewer));
      const work = {
        severity: severityOf(severity),
        categories: [...new Set(categories)],
        minutes,
        start: start ?? null,
      };
      return { kind: 'may-take-on' as const, ...(await mayTakeOn(context.db, about, work)) };
    },
  }),
);
