import type { Objection as Against } from '../src/assignment/objections.ts';
import { rulebook } from '../src/rules/index.ts';
import { builder } from './builder.ts';
import { UnitEnum, unitOf } from './unit.ts';

/**
 * Only for the person it concerns, for wellbeing staff, and for the review tool that was refused
 * when it asked for that person.
 */
export const Objection = builder.objectRef<Against>('Objection').implement({
  description: 'A reason against taking an item now.',
  authScopes: { roles: ['reviewer', 'wellbeing', 'service'] },
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The id of the rule that objects.' }),
    title: t.exposeString('title', { description: 'What the rule is called.' }),
    says: t.exposeString('says', { description: 'The reason in a sentence, with its numbers.' }),
    observed: t.float({
      nullable: true,
      description: 'What there would be, in the unit; null: it could not be told.',
      resolve: (objection) => (objection.kind === 'breach' ? objection.breach.observed : null),
    }),
    limit: t.float({
      nullable: true,
      description: 'What the limit is, in the unit; null: it could not be told.',
      resolve: (objection) => (objection.kind === 'breach' ? objection.breach.limit : null),
    }),
    unit: t.field({
      type: UnitEnum,
      nullable: true,
      description: 'What the two numbers count.',
      resolve: ({ rule }) => unitOf(rulebook.find(({ id }) => id === rule)),
    }),
    from: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The limit would be passed then; null: it could not be told.',
      resolve: (objection) => (objection.kind === 'breach' ? objection.breach.span.start : null),
    }),
  }),
});
