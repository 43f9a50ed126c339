import { type Availability, availability } from '../src/services/availability.ts';
import { type Eligibility, eligibility, type Obstacle } from '../src/services/eligibility.ts';
import { NotFound } from '../src/services/errors.ts';
import { asksAbout, FLOOR, has } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, isKind } from './errors.ts';
import { Item } from './item.ts';
import { Objection } from './objection.ts';
import { Reviewer } from './reviewer.ts';
import { bigId, intId } from './scalars.ts';
import { wordsOf } from './words.ts';

const ObstacleEnum = wordsOf('Obstacle', 'What stands in the way apart from rules.', {
  language: 'The reviewer does not speak its language.',
  'not-on-shift': 'The reviewer is not on shift.',
  'on-break': 'The reviewer is on a break.',
  'holds-an-item': 'The reviewer has an item already.',
  'item-not-waiting': 'The item is held or done.',
  escalated: 'It was passed up, and they do not take escalations.',
} satisfies Record<Obstacle, string>);

type Explained = Eligibility & { readonly kind: 'explained' };
type Bare = Availability & { readonly kind: 'bare' };

const explained = builder.objectRef<Explained>('Eligibility').implement({
  description: 'Whether an item may be taken now, and if not, why and when.',
  authScopes: { roles: ['reviewer', 'wellbeing'] },
  isTypeOf: (value) => isKind(value, 'explained'),
  fields: (t) => ({
    eligible: t.exposeBoolean('eligible', { description: 'Yes or no.' }),
    objections: t.expose('objections', { type: [Objection], description: 'What rules say.' }),
    obstacles: t.expose('obstacles', { type: [ObstacleEnum], description: 'What else is.' }),
    earliest: t.expose('earliest', {
      type: 'DateTime',
      nullable: true,
      description: 'When no rule would object; null: not within 36 hours.',
    }),
  }),
});

const bare = builder.objectRef<Bare>('Availability').implement({
  description: 'Whether somebody may be given an item now: never why not.',
  authScopes: { roles: FLOOR },
  isTypeOf: (value) => isKind(value, 'bare'),
  fields: (t) => ({
    eligible: t.exposeBoolean('eligible', { description: 'Yes or no.' }),
    returnsAt: t.expose('returnsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When an ordinary break is over; null: plan as if not this shift.',
    }),
  }),
});

builder.queryField('eligibility', (t) =>
  t.errorUnionField({
    types: [explained, bare, NotFound],
    union: { name: 'EligibilityResult', description: ANSWER },
    description: 'Whether a reviewer may take an item now. Reasons only for whom it concerns.',
    authScopes: { known: true },
    args: {
      reviewer: t.arg.globalID({ for: Reviewer, required: true, description: 'Who.' }),
      item: t.arg.globalID({ for: Item, required: true, description: 'What.' }),
    },
    resolve: async (_root, { reviewer, item }, context) => {
      const [who, what] = [intId(reviewer.id), bigId(item.id)];
      if (has(context, FLOOR))
        return { kind: 'bare' as const, ...(await availability(context.db, who, what)) };
      const about = asksAbout(context, who);
      return { kind: 'explained' as const, ...(await eligibility(context.db, about, what)) };
    },
  }),
);
