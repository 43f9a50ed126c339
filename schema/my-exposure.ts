import { NOBODY } from './auth.ts';
import { builder } from './builder.ts';
import { dateOf, localDateOf } from './scalars.ts';
import { CategoryEnum, categoryWord } from './words.ts';

const mine = { roles: ['reviewer'] } as const;
/** As many of the last days as there are in a year. */
const MOST_DAYS = 366;

const OwnMinutes = builder
  .objectRef<{ readonly severity: number; readonly minutes: number }>('OwnMinutes')
  .implement({
    description: 'Your minutes of a severity.',
    authScopes: mine,
    fields: (t) => ({
      severity: t.exposeInt('severity', { description: '0 to 5.' }),
      minutes: t.exposeFloat('minutes', { description: 'Minutes.' }),
    }),
  });

const OwnCategoryMinutes = builder.prismaObject('ExposureDayMinutes', {
  variant: 'OwnCategoryMinutes',
  description: 'Your minutes of a category and severity; an item of several counts for each.',
  authScopes: ({ reviewerId }) => ({ self: reviewerId }),
  fields: (t) => ({
    category: t.field({
      type: CategoryEnum,
      description: 'Which.',
      resolve: ({ category }) => categoryWord(category),
    }),
    severity: t.exposeInt('severity', { description: '0 to 5.' }),
    minutes: t.exposeFloat('minutes', { description: 'Minutes.' }),
  }),
});

const OwnDay = builder.prismaObject('ExposureDay', {
  variant: 'OwnExposureDay',
  description: 'What one of your days came to. Nobody else is shown it.',
  authScopes: ({ reviewerId }) => ({ self: reviewerId }),
  fields: (t) => ({
    date: t.field({
      type: 'LocalDate',
      description: 'The day, where you were.',
      resolve: ({ localDate }) => localDateOf(localDate),
    }),
    minutes: t.field({
      type: [OwnMinutes],
      description: 'By severity; what overlaps counts once, at its worst.',
      resolve: ({ minutes: all }) => all.map((minutes, severity) => ({ severity, minutes })),
    }),
    byCategory: t.relation('byCategory', {
      type: OwnCategoryMinutes,
      query: { orderBy: [{ category: 'asc' }, { severity: 'asc' }] },
      description: 'By category and severity.',
    }),
    dosePercent: t.exposeFloat('dosePercent', { description: "Percent of a day's dose." }),
    longestRunMinutes: t.exposeFloat('longestRunMinutes', {
      description: 'The longest you went without a pause, in minutes.',
    }),
    breaksDue: t.exposeInt('breaksDue', { description: 'Breaks that fell due.' }),
    breaksTaken: t.exposeInt('breaksTaken', { description: 'Those that you took.' }),
    breaksMissed: t.exposeInt('breaksMissed', {
      description: 'Those that there was no time for: that is not on you.',
    }),
  }),
});

builder.queryField('myExposure', (t) =>
  t.prismaField({
    type: [OwnDay],
    description:
      'What your days that are over came to, the latest first; at most a year. Today is in myDay.',
    authScopes: mine,
    args: {
      from: t.arg({ type: 'LocalDate', required: true, description: 'This day and later ones.' }),
      to: t.arg({ type: 'LocalDate', required: true, description: 'This day and earlier ones.' }),
    },
    resolve: (query, _root, { from, to }, { db, viewer }) =>
      db.prisma.exposureDay.findMany({
        ...query,
        where: {
          reviewerId: viewer?.reviewer ?? NOBODY,
          localDate: { gte: dateOf(from), lte: dateOf(to) },
        },
        orderBy: { localDate: 'desc' },
        take: MOST_DAYS,
      }),
  }),
);
