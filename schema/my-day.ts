import { type MyDay as Day, myDay, type SeverityHeadroom } from '../src/services/my-day.ts';
import { Assignment } from './assignment.ts';
import { actsFor } from './auth.ts';
import { builder } from './builder.ts';
import { MissedByEnum } from './missed-by.ts';
import { Objection } from './objection.ts';
import { ProtectedHour } from './protected-hour.ts';
import { Shift } from './shift.ts';
import { SupportOffer } from './support.ts';
import { AgreementEnum, BreakKindEnum, CategoryEnum } from './words.ts';

type Taken = Day['taken'][number];
type Due = Day['due'][number];
type Missed = Day['missed'][number];

const mine = { roles: ['reviewer'] } as const;

const TakenBreak = builder.objectRef<Taken>('TakenBreak').implement({
  description: 'A break that was taken, or is being taken.',
  authScopes: mine,
  fields: (t) => ({
    kind: t.expose('kind', { type: BreakKindEnum, description: 'What it is for.' }),
    startedAt: t.expose('start', { type: 'DateTime', description: 'When it began.' }),
    endedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it ended; null: it lasts.',
      resolve: ({ end }) => (end === Infinity ? null : end),
    }),
  }),
});

const DueBreak = builder.objectRef<Due>('DueBreak').implement({
  description: 'A break that fell due and has not been started.',
  authScopes: mine,
  fields: (t) => ({
    kind: t.expose('kind', { type: BreakKindEnum, description: 'What it is for.' }),
    dueAt: t.expose('dueAt', { type: 'DateTime', description: 'Since when.' }),
    deferredAt: t.expose('deferredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you said later, which is never held against you; null: you did not.',
    }),
  }),
});

const MissedBreak = builder.objectRef<Missed>('MissedBreak').implement({
  description: 'A break that you did not get. It says something of the schedule, never of you.',
  authScopes: mine,
  fields: (t) => ({
    kind: t.expose('kind', { type: BreakKindEnum, description: 'What it is for.' }),
    dueAt: t.expose('dueAt', { type: 'DateTime', description: 'When it fell due.' }),
    missedBy: t.expose('missedBy', {
      type: MissedByEnum,
      nullable: true,
      description: 'Whose decision it was; never a fault of yours. Null: nobody looked into it.',
    }),
  }),
});

const NextBreak = builder.objectRef<Day['nextBreaks'][number]>('NextBreak').implement({
  description: 'A break that falls due if you go on and take none before.',
  authScopes: mine,
  fields: (t) => ({
    kind: t.expose('kind', { type: BreakKindEnum, description: 'What it is for.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When; now: it is due.' }),
    minutes: t.exposeFloat('minutes', { description: 'How long it is at least, in one piece.' }),
  }),
});

const Headroom = builder.objectRef<SeverityHeadroom>('Headroom').implement({
  description: 'How much of a severity may still be taken without a break between.',
  authScopes: mine,
  fields: (t) => ({
    severity: t.exposeInt('severity', { description: '0 to 5.' }),
    minutes: t.exposeFloat('minutes', { description: 'Minutes of it from now on, in one piece.' }),
    limitedBy: t.expose('limitedBy', {
      type: Objection,
      nullable: true,
      description: 'What ends it; null: nothing within 36 hours.',
    }),
    earliest: t.expose('earliest', {
      type: 'DateTime',
      nullable: true,
      description: 'When a minute of it could be taken; null: not within 36 hours.',
    }),
  }),
});

interface Next {
  readonly at: number;
  readonly says: string;
}

const ComesNext = builder.objectRef<Next>('ComesNext').implement({
  description: 'What comes next in a day.',
  authScopes: mine,
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    says: t.exposeString('says', { description: 'What, in a sentence.' }),
  }),
});

export const MyDay = builder.objectRef<Day>('MyDay').implement({
  description: 'Your day as it stands.',
  authScopes: mine,
  fields: (t) => ({
    now: t.expose('now', { type: 'DateTime', description: 'The instant all of this holds at.' }),
    zone: t.exposeString('zone', { description: 'The IANA zone that your days follow.' }),
    shift: t.prismaField({
      type: Shift,
      nullable: true,
      description: 'The shift you are on.',
      resolve: (query, { shift }, _args, { db }) =>
        shift ? db.prisma.shift.findUnique({ ...query, where: { id: shift.id } }) : null,
    }),
    nextShift: t.prismaField({
      type: Shift,
      nullable: true,
      description: 'The shift after that; null: none is planned within two days.',
      resolve: (query, { nextShift }, _args, { db }) =>
        nextShift ? db.prisma.shift.findUnique({ ...query, where: { id: nextShift.id } }) : null,
    }),
    assignment: t.prismaField({
      type: Assignment,
      nullable: true,
      description: 'What is in your hands.',
      resolve: (query, { held }, _args, { db }) =>
        held ? db.prisma.assignment.findUnique({ ...query, where: { id: held.assignment } }) : null,
    }),
    breaksDue: t.expose('due', { type: [DueBreak], description: 'Breaks that wait for you.' }),
    breaksMissed: t.expose('missed', {
      type: [MissedBreak],
      description: 'Breaks of the last 24 hours that you did not get.',
    }),
    breaksTaken: t.expose('taken', {
      type: [TakenBreak],
      description: 'Breaks of this shift that you have taken.',
    }),
    nextBreaks: t.expose('nextBreaks', {
      type: [NextBreak],
      description: 'What falls due before the shift ends if you go on, the soonest of each kind.',
    }),
    nextBreakAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ nextBreaks }) => nextBreaks[0]?.at ?? null,
      description: 'When the next break falls due if you go on; null: none before the shift ends.',
    }),
    protectedHour: t.expose('protectedHour', {
      type: ProtectedHour,
      nullable: true,
      description: 'The protected hour that lasts, or the next; null: none within two days.',
    }),
    supportOffer: t.expose('offer', {
      type: SupportOffer,
      nullable: true,
      description: 'A counsellor who waits for your answer, if you want one; null: none.',
    }),
    agreedCategories: t.expose('agreedCategories', {
      type: [CategoryEnum],
      description: 'What you agree to see.',
    }),
    agreedTo: t.expose('agreedTo', {
      type: [AgreementEnum],
      description: 'What else you agree to.',
    }),
    headroom: t.expose('headroom', {
      type: [Headroom],
      description: 'What you may still take, for each severity.',
    }),
    comesNext: t.field({
      type: ComesNext,
      nullable: true,
      description: 'The next thing that happens by itself; null: nothing is planned.',
      resolve: comesNext,
    }),
  }),
});

/** The soonest of: the protected hour, the next break, the end of this shift, the start of the next. */
function comesNext({ now, nextBreaks, shift, nextShift, protectedHour }: Day): Next | null {
  const soonest = [
    { at: protectedHour?.start ?? null, says: 'Your protected hour starts.' },
    { at: nextBreaks[0]?.at ?? null, says: 'A break falls due if you go on.' },
    { at: shift?.end ?? null, says: 'Your shift ends.' },
    { at: nextShift?.start ?? null, says: 'Your next shift starts.' },
  ]
    .flatMap(({ at, says }) => (at !== null && at >= now ? [{ at, says }] : []))
    .toSorted((a, b) => a.at - b.at);
  return soonest[0] ?? null;
}

builder.queryField('myDay', (t) =>
  t.field({
    type: MyDay,
    description: 'Your day: shift, breaks, what is in your hands and what you may still take.',
    authScopes: mine,
    resolve: (_root, _args, context) => myDay(context.db, actsFor(context, null)),
  }),
);
