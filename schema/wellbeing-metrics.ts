import { Invalid } from '../src/services/errors.ts';
import {
  type WellbeingMetrics as Answer,
  wellbeingMetrics,
} from '../src/services/wellbeing-metrics.ts';
import { builder } from './builder.ts';
import { ANSWER, isKind, refusalOf } from './errors.ts';
import {
  Breaks,
  CategoryMinutes,
  Cell,
  Dose,
  ExposedDays,
  HIDDEN,
  SeverityMinutes,
  SinceSevere,
  Spread,
  WeekMinutes,
  wellbeing,
} from './group-figures.ts';
import { intId } from './scalars.ts';
import { Site, Team } from './site.ts';

type Metrics = Extract<Answer, { readonly kind: 'metrics' }>;

const metrics = builder.objectRef<Metrics>('WellbeingMetrics').implement({
  description: 'What a group saw and how it stands. Nothing of it can be traced to a person.',
  authScopes: wellbeing,
  isTypeOf: (value) => isKind(value, 'metrics'),
  fields: (t) => ({
    people: t.exposeInt('people', { description: 'People in the group who saw content.' }),
    asOf: t.expose('asOf', {
      type: 'LocalDate',
      description: 'The day that doses, days in a row and days since count to.',
    }),
    bySeverity: t.expose('bySeverity', { type: [SeverityMinutes], description: 'In the weeks.' }),
    byCategory: t.expose('byCategory', { type: [CategoryMinutes], description: 'In the weeks.' }),
    byCategoryAndSeverity: t.expose('byCategoryAndSeverity', {
      type: [Cell],
      description: 'In the weeks.',
    }),
    byWeek: t.expose('byWeek', {
      type: [WeekMinutes],
      description: 'The weeks from Monday to Sunday between the dates that are over.',
    }),
    doseToday: t.field({
      type: Dose,
      description: 'Of the last day.',
      resolve: ({ standing }) => standing.doseToday,
    }),
    doseOverSevenDays: t.field({
      type: Dose,
      description: 'Of the last day and the six before it.',
      resolve: ({ standing }) => standing.doseOverSevenDays,
    }),
    doseOverFourWeeks: t.field({
      type: Dose,
      description: 'Of the last day and the 27 before it.',
      resolve: ({ standing }) => standing.doseOverFourWeeks,
    }),
    longestRun: t.expose('longestRun', {
      type: Spread,
      description: "Minutes of each person's longest run without a pause in the weeks.",
    }),
    exposedDays: t.field({
      type: [ExposedDays],
      description: 'People by days in a row with content.',
      resolve: ({ standing }) => [...standing.exposedDays],
    }),
    daysSinceSevere: t.field({
      type: SinceSevere,
      description: 'How long ago severe content was.',
      resolve: ({ standing }) => standing.daysSinceSevere,
    }),
    breaks: t.expose('breaks', { type: Breaks, description: 'In the weeks.' }),
    capHits: t.exposeInt('capHits', {
      nullable: true,
      description: `Days on which a hard ceiling of minutes or dose was reached; ${HIDDEN}`,
    }),
    nearMisses: t.exposeInt('nearMisses', {
      nullable: true,
      description: `Days on which 80 % of one was reached and not all; ${HIDDEN}`,
    }),
  }),
});

const tooFew = refusalOf<Extract<Answer, { readonly kind: 'too-few' }>>('TooFewPeople', 'too-few', {
  description: 'Figures of so small a group would tell of people.',
  says: () =>
    'These are fewer than five people, or others would be if their figures were told: ask about a larger group.',
});

builder.queryField('wellbeingMetrics', (t) =>
  t.errorUnionField({
    types: [metrics, tooFew, Invalid],
    union: { name: 'WellbeingMetricsResult', description: ANSWER },
    description: 'What a group of people saw over whole weeks, and how they stand at the end.',
    authScopes: wellbeing,
    args: {
      site: t.arg.globalID({ for: Site, description: 'Only who belongs to this site.' }),
      team: t.arg.globalID({ for: Team, description: 'Only who belongs to this team.' }),
      from: t.arg({ type: 'LocalDate', required: true, description: 'Weeks from this day on.' }),
      to: t.arg({ type: 'LocalDate', required: true, description: 'Weeks up to this day.' }),
    },
    resolve: (_root, { site, team, from, to }, { db }) =>
      wellbeingMetrics(db, {
        site: site ? intId(site.id) : null,
        team: team ? intId(team.id) : null,
        from,
        to,
      }),
  }),
);
