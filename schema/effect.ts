import type { ComputedEffect } from '../src/services/policy-effect.ts';
import { builder } from './builder.ts';
import { LevelEnum } from './words.ts';

/** Of what anybody saw, even added up, only those who look after reviewers are told. */
const wellbeing = { roles: ['wellbeing'] } as const;

const Count = builder.objectRef<{ readonly count: number | null }>('Count').implement({
  description: 'A count of what belongs to people.',
  authScopes: wellbeing,
  fields: (t) => ({
    count: t.exposeInt('count', { nullable: true, description: 'Null: of fewer than 5 people.' }),
    says: t.string({
      description: "The count, or 'fewer than 5'.",
      resolve: ({ count }) => (count === null ? 'fewer than 5' : String(count)),
    }),
  }),
});

const RuleEffect = builder.objectRef<ComputedEffect['rules'][number]>('RuleEffect').implement({
  description: 'What a change would have meant for one rule at one level.',
  authScopes: wellbeing,
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The key of the rule.' }),
    level: t.expose('level', { type: LevelEnum, description: 'How strictly.' }),
    breachesBefore: t.field({
      type: Count,
      description: 'Pieces of time in which it did not hold, with the numbers of today.',
      resolve: ({ breachesBefore: count }) => ({ count }),
    }),
    breachesAfter: t.field({
      type: Count,
      description: 'The same with the numbers that are proposed.',
      resolve: ({ breachesAfter: count }) => ({ count }),
    }),
    peopleBefore: t.field({
      type: Count,
      description: 'How many people that was.',
      resolve: ({ peopleBefore: count }) => ({ count }),
    }),
    peopleAfter: t.field({
      type: Count,
      description: 'How many people it would have been.',
      resolve: ({ peopleAfter: count }) => ({ count }),
    }),
    unverified: t.exposeInt('unverified', {
      description: 'Of how many people it cannot be told: they are in none of the counts.',
    }),
  }),
});

export const Effect = builder.objectRef<ComputedEffect>('PolicyEffect').implement({
  description: 'What a change would have meant, had all else been the same.',
  authScopes: wellbeing,
  fields: (t) => ({
    days: t.exposeInt('days', { description: 'Over so many days, and as many that are planned.' }),
    reached: t.exposeInt('reached', { description: 'How many people the change reaches.' }),
    looked: t.exposeInt('looked', {
      description: 'How many of them were looked at: all, or a fair sample until a job has.',
    }),
    rules: t.field({
      type: [RuleEffect],
      description: 'Rule by rule.',
      resolve: ({ rules }) => [...rules],
    }),
    assignments: t.field({
      type: Count,
      description: 'Assignments that go past a hard limit only as proposed: refused, or cut short.',
      resolve: ({ assignments: count }) => ({ count }),
    }),
    shifts: t.field({
      type: Count,
      description: 'Planned shifts in which a hard or soft rule would no longer hold.',
      resolve: ({ shifts: count }) => ({ count }),
    }),
  }),
});
