import { FEWEST } from '../src/audit/what-if.ts';
import { needsClearance } from '../src/domain/category.ts';
import { type Barred, barredByRule } from '../src/services/coverage-gaps.ts';
import { has, NOBODY, STAFF } from './auth.ts';
import { builder } from './builder.ts';
import { bigId } from './scalars.ts';
import { CategoryEnum, categoryWord } from './words.ts';

const BarredBy = builder.objectRef<Barred>('BarredBy').implement({
  description: 'How many people on shift a rule bars from some work; one may be barred by several.',
  authScopes: { roles: ['wellbeing'] },
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The key of the rule.' }),
    people: t.exposeInt('people', { description: 'How many.' }),
  }),
});

export const CoverageGap = builder.prismaNode('CoverageGap', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, context) => ({ id: has(context, STAFF) ? bigId(id) : BigInt(NOBODY) }),
  description:
    'Waiting work that nobody who is planned may take in time, or LIVE that nobody may take over when ' +
    'its watcher must leave, and what would help: raised from two hours before.',
  authScopes: { roles: STAFF },
  fields: (t) => ({
    language: t.exposeString('language', {
      nullable: true,
      description: 'The language that is needed, ISO 639-1; null: none in particular.',
    }),
    severity: t.exposeInt('severity', { description: '0 to 5.' }),
    categories: t.field({
      type: [CategoryEnum],
      description: 'What it is about, and so what people must be willing to see.',
      resolve: (gap) => gap.categories.map(categoryWord),
    }),
    clearances: t.field({
      type: [CategoryEnum],
      description: 'The categories for which people must be cleared.',
      resolve: (gap) => gap.categories.map(categoryWord).filter(needsClearance),
    }),
    escalated: t.exposeBoolean('escalated', {
      description: 'It was passed up: only for who takes escalations.',
    }),
    items: t.exposeInt('items', {
      description: 'Items of it that are due so soon, as far as a queue is looked through.',
    }),
    dueAt: t.expose('dueAt', { type: 'DateTime', description: 'When the first of them is due.' }),
    peopleNeeded: t.exposeInt('peopleNeeded', {
      description:
        'How many more people would do it in time, or within half an hour if that is late.',
    }),
    earliestAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When somebody who is planned could first take it; null: nobody within 36 hours, or so few ' +
        'are planned who could be asked that it would tell of one of them.',
      resolve: ({ speakers, earliestAt }) => (speakers < FEWEST ? null : earliestAt),
    }),
    nextShiftAt: t.expose('nextShiftAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the next who speaks it comes on shift; null: nobody within 36 hours.',
    }),
    raisedAt: t.expose('raisedAt', { type: 'DateTime', description: 'When it was found.' }),
    seenAt: t.expose('seenAt', { type: 'DateTime', description: 'When it was last looked into.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was none any more; null: it is one.',
    }),
    barredBy: t.field({
      type: [BarredBy],
      nullable: true,
      authScopes: { roles: ['wellbeing'] },
      description:
        'Rule by rule, how many on shift are barred from it; of too few a rule is left out. Null: not yours to see.',
      unauthorizedResolver: () => null,
      resolve: ({ onShift, barred }) => [
        ...barredByRule({ onShift, barred: barred as unknown as Barred[] }),
      ],
    }),
  }),
});

builder.queryField('coverageGaps', (t) =>
  t.prismaConnection(
    {
      type: CoverageGap,
      cursor: 'id',
      description: 'Work that nobody may take in time, the latest found first.',
      authScopes: { roles: STAFF },
      args: {
        ended: t.arg.boolean({
          defaultValue: false,
          required: true,
          description: 'True: those too that are over.',
        }),
      },
      resolve: (query, _root, { ended }, { db }) =>
        db.prisma.coverageGap.findMany({
          ...query,
          where: ended ? {} : { endedAt: null },
          orderBy: { id: 'desc' },
        }),
    },
    { name: 'CoverageGapConnection', description: 'A page of coverage gaps.' },
    { name: 'CoverageGapEdge' },
  ),
);
