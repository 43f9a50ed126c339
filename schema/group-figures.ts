import type { Metrics as MetricsOf } from '../src/audit/metrics.ts';
import type { Spread as SpreadOf } from '../src/audit/small-groups.ts';
import type { Dose as DoseOf, Standing as StandingOf } from '../src/audit/standing.ts';
import { builder } from './builder.ts';
import { CategoryEnum } from './words.ts';

/** Of what anybody saw, even added up, only those who look after reviewers are told. */
export const wellbeing = { roles: ['wellbeing'] } as const;
export const HIDDEN = 'null: of too few people.';

export const SeverityMinutes = builder
  .objectRef<MetricsOf['bySeverity'][number]>('GroupSeverityMinutes')
  .implement({
    description: 'What a group saw of a severity; what overlaps counts once, at its worst.',
    authScopes: wellbeing,
    fields: (t) => ({
      severity: t.exposeInt('severity', { description: '0 to 5.' }),
      minutes: t.exposeFloat('minutes', { nullable: true, description: `Minutes; ${HIDDEN}` }),
    }),
  });

export const CategoryMinutes = builder
  .objectRef<MetricsOf['byCategory'][number]>('GroupCategoryMinutes')
  .implement({
    description: 'What a group saw of a category; an item of several counts for each.',
    authScopes: wellbeing,
    fields: (t) => ({
      category: t.expose('category', { type: CategoryEnum, description: 'Which.' }),
      minutes: t.exposeFloat('minutes', { nullable: true, description: `Minutes; ${HIDDEN}` }),
    }),
  });

export const Cell = builder
  .objectRef<MetricsOf['byCategoryAndSeverity'][number]>('GroupCategorySeverityMinutes')
  .implement({
    description: 'What a group saw of a category and a severity at once.',
    authScopes: wellbeing,
    fields: (t) => ({
      category: t.expose('category', { type: CategoryEnum, description: 'Which.' }),
      severity: t.exposeInt('severity', { description: '0 to 5.' }),
      minutes: t.exposeFloat('minutes', {
        nullable: true,
        description: 'Minutes; null: of fewer than ten people.',
      }),
    }),
  });

export const WeekMinutes = builder
  .objectRef<MetricsOf['byWeek'][number]>('GroupWeekMinutes')
  .implement({
    description: 'What a group saw in a week.',
    authScopes: wellbeing,
    fields: (t) => ({
      from: t.expose('from', { type: 'LocalDate', description: 'Its Monday.' }),
      to: t.expose('to', { type: 'LocalDate', description: 'Its Sunday.' }),
      minutes: t.exposeFloat('minutes', { nullable: true, description: `Minutes; ${HIDDEN}` }),
    }),
  });

export const Spread = builder.objectRef<SpreadOf>('Spread').implement({
  description: 'How a figure is spread over people; never the least or the most in small groups.',
  authScopes: wellbeing,
  fields: (t) => ({
    p50: t.exposeFloat('p50', { nullable: true, description: `The median; ${HIDDEN}` }),
    p90: t.exposeFloat('p90', { nullable: true, description: `One in ten is above; ${HIDDEN}` }),
  }),
});

export const Dose = builder.objectRef<DoseOf>('GroupDose').implement({
  description: 'Dose of the people of a group, in percent of what one day may have.',
  authScopes: wellbeing,
  fields: (t) => ({
    p50: t.exposeFloat('p50', { nullable: true, description: `The median; ${HIDDEN}` }),
    p90: t.exposeFloat('p90', { nullable: true, description: `One in ten is above; ${HIDDEN}` }),
    ceiling: t.exposeFloat('ceiling', {
      description: 'The ceiling of the baseline policy, which the levels are parts of.',
    }),
    over50: t.exposeInt('over50', {
      nullable: true,
      description: `People above 50 % of the ceiling; ${HIDDEN}`,
    }),
    over80: t.exposeInt('over80', {
      nullable: true,
      description: `People above 80 % of the ceiling; ${HIDDEN}`,
    }),
  }),
});

export const ExposedDays = builder
  .objectRef<StandingOf['exposedDays'][number]>('GroupExposedDays')
  .implement({
    description: 'How many people saw content on so many days in a row, up to the last day.',
    authScopes: wellbeing,
    fields: (t) => ({
      days: t.exposeInt('days', { description: 'Days in a row; 7: that many or more.' }),
      people: t.exposeInt('people', { nullable: true, description: `People; ${HIDDEN}` }),
    }),
  });

export const SinceSevere = builder
  .objectRef<StandingOf['daysSinceSevere']>('GroupDaysSinceSevere')
  .implement({
    description: 'Days since the last content of S4 or S5, of those who saw any in 28 days.',
    authScopes: wellbeing,
    fields: (t) => ({
      p50: t.exposeFloat('p50', { nullable: true, description: `The median; ${HIDDEN}` }),
      p90: t.exposeFloat('p90', { nullable: true, description: `One in ten is above; ${HIDDEN}` }),
      none: t.exposeInt('none', { nullable: true, description: `People who saw none; ${HIDDEN}` }),
    }),
  });

export const Breaks = builder.objectRef<MetricsOf['breaks']>('GroupBreaks').implement({
  description: 'Breaks that fell due. One that was missed is the fault of the schedule.',
  authScopes: wellbeing,
  fields: (t) => ({
    due: t.exposeInt('due', { nullable: true, description: `All; ${HIDDEN}` }),
    taken: t.exposeInt('taken', { nullable: true, description: `Those taken; ${HIDDEN}` }),
    deferred: t.exposeInt('deferred', {
      nullable: true,
      description: `Those put off; ${HIDDEN}`,
    }),
    missed: t.exposeInt('missed', { nullable: true, description: `Those missed; ${HIDDEN}` }),
  }),
});
