import { CAUSES } from '../src/audit/inquiry.ts';
import { MISSED_BREAK } from '../src/audit/missed-breaks.ts';
import { FINDING_STATES } from '../src/domain/finding-state.ts';
import { MISSED_BY } from '../src/domain/missed-break.ts';
import { rulebook } from '../src/rules/index.ts';
import { Assignment } from './assignment.ts';
import { owned } from './auth.ts';
import { builder } from './builder.ts';
import { MissedByEnum } from './missed-by.ts';
import { Reviewer } from './reviewer.ts';
import { bigId, dateOf, intId, localDateOf } from './scalars.ts';
import { Site } from './site.ts';
import { UnitEnum, unitOf } from './unit.ts';
import { LevelEnum, levelWord, wordIn, wordsOf } from './words.ts';

export const CauseEnum = wordsOf('Cause', 'Why a rule did not hold.', {
  'handed-out': 'The service should not have handed it out; must never occur.',
  overrun: 'It was looked at for longer than the lease.',
  reclassified: 'It turned out to be something else than was announced.',
  'outside-assignment': 'It was seen outside what is handed out here.',
  'policy-changed': 'The policy was tightened while it was in hand.',
  schedule: 'The shifts were planned so.',
} satisfies Record<(typeof CAUSES)[number], string>);

const FindingStateEnum = wordsOf('FindingState', 'What has become of a finding.', {
  new: 'Nobody has looked at it.',
  acknowledged: 'Somebody has.',
  explained: 'Somebody said how it came about.',
  resolved: 'Nothing more is to be done; or it turned out to hold, when its day was audited again.',
} satisfies Record<(typeof FINDING_STATES)[number], string>);

export const Finding = builder.prismaNode('Finding', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, context) => ({ id: bigId(id), ...owned(context, ['wellbeing']) }),
  description: 'A breach that the audit recorded, with its cause. Never the fault of the reviewer.',
  authScopes: (finding) => ({ self: finding.reviewerId, roles: ['wellbeing'] }),
  fields: (t) => ({
    reviewer: t.relation('reviewer', { type: Reviewer, description: 'Whom it happened to.' }),
    site: t.relation('site', { type: Site, description: 'Where they belonged.' }),
    localDate: t.field({
      type: 'LocalDate',
      description: "The day it is counted in, by the site's calendar.",
      resolve: (finding) => localDateOf(finding.localDate),
    }),
    rule: t.exposeString('rule', {
      description: `The key of the rule that did not hold; '${MISSED_BREAK}': a break was not taken.`,
    }),
    level: t.field({
      type: LevelEnum,
      description: 'How strictly it was held.',
      resolve: (finding) => levelWord(finding.level),
    }),
    cause: t.field({
      type: CauseEnum,
      description: 'Why it did not hold.',
      resolve: (finding) => wordIn(CAUSES, finding.cause),
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'From when it did not.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', description: 'Until when.' }),
    observed: t.exposeFloat('observed', { description: 'What there was, in the unit.' }),
    limit: t.exposeFloat('limit', { description: 'What the limit was, in the unit.' }),
    unit: t.field({
      type: UnitEnum,
      nullable: true,
      description: 'What the two numbers count; null: the rule is no longer known.',
      resolve: ({ rule }) =>
        rule === MISSED_BREAK ? 'minutes' : unitOf(rulebook.find(({ id }) => id === rule)),
    }),
    assignment: t.globalID({
      nullable: true,
      description: 'The assignment that was looked into; null: none was.',
      resolve: ({ assignmentId }) =>
        assignmentId === null ? null : { id: assignmentId, type: Assignment },
    }),
    policyVersion: t.exposeInt('policyVersion', { description: 'The policy it was judged by.' }),
    explanation: t.exposeString('explanation', { description: 'All of it in a sentence.' }),
    missedBy: t.field({
      type: MissedByEnum,
      nullable: true,
      description:
        'Of a missed break: whose decision it was. What a reviewer put off is no finding.',
      resolve: ({ missedBy }) => (missedBy === null ? null : wordIn(MISSED_BY, missedBy)),
    }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When it was found.' }),
    state: t.field({
      type: FindingStateEnum,
      description: 'What has become of it.',
      resolve: ({ state }) => wordIn(FINDING_STATES, state),
    }),
    stateBy: t.exposeString('stateBy', {
      nullable: true,
      description: 'Who gave it its state; "audit": it was looked at again; null: it is new.',
    }),
    stateAt: t.expose('stateAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When; null: it is new.',
    }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'How it came about, as it was explained; plain text. Null: nobody did.',
    }),
  }),
});

builder.queryField('findings', (t) =>
  t.prismaConnection(
    {
      type: Finding,
      cursor: 'id',
      description: 'What did not hold, the latest day first; for a reviewer their own.',
      authScopes: { roles: ['reviewer', 'wellbeing'] },
      args: {
        site: t.arg.globalID({ for: Site, description: 'Only of this site.' }),
        reviewer: t.arg.globalID({ for: Reviewer, description: 'Only of this reviewer.' }),
        from: t.arg({ type: 'LocalDate', description: 'Only of this day or later ones.' }),
        to: t.arg({ type: 'LocalDate', description: 'Only of this day or earlier ones.' }),
        cause: t.arg({ type: CauseEnum, description: 'Only of this cause.' }),
        state: t.arg({ type: FindingStateEnum, description: 'Only in this state.' }),
      },
      resolve: (query, _root, { site, reviewer, from, to, cause, state }, context) =>
        context.db.prisma.finding.findMany({
          ...query,
          where: {
            ...(site ? { siteId: intId(site.id) } : {}),
            ...(cause ? { cause } : {}),
            ...(state ? { state } : {}),
            localDate: {
              ...(from ? { gte: dateOf(from) } : {}),
              ...(to ? { lte: dateOf(to) } : {}),
            },
            AND: [
              owned(context, ['wellbeing']),
              reviewer ? { reviewerId: intId(reviewer.id) } : {},
            ],
          },
          orderBy: [{ localDate: 'desc' }, { id: 'desc' }],
        }),
    },
    { name: 'FindingConnection', description: 'A page of findings.' },
    { name: 'FindingEdge' },
  ),
);
