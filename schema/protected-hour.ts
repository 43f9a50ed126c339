import type { Span } from '../src/domain/time.ts';
import { Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import { type ProtectedHourSet, setProtectedHour } from '../src/services/protected-hours.ts';
import { looksAfter } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf } from './errors.ts';
import { Reviewer, reviewerOf } from './reviewer.ts';

export const ProtectedHour = builder.objectRef<Span>('ProtectedHour').implement({
  description: 'Time of your own at work, in which no item is handed out.',
  authScopes: { roles: ['reviewer', 'service', 'wellbeing'] },
  fields: (t) => ({
    startsAt: t.expose('start', { type: 'DateTime', description: 'From when.' }),
    endsAt: t.expose('end', { type: 'DateTime', description: 'Until when.' }),
  }),
});

const set = caseOf<ProtectedHourSet & { readonly kind: 'protected-hour-set' }>(
  'ProtectedHourSet',
  'protected-hour-set',
  'It is kept for every week from now on.',
);
set.ref.implement({
  ...set.shared,
  fields: (t) => ({
    next: t.expose('next', {
      type: ProtectedHour,
      nullable: true,
      description: 'The next one that was opened; null: no shift has room for it yet.',
    }),
  }),
});

builder.mutationField('setProtectedHour', (t) =>
  t.errorUnionField({
    types: [set.ref, NotFound, Invalid, Forbidden],
    union: { name: 'SetProtectedHourResult', description: ANSWER },
    description: 'Says when in the week the protected hour of whoever sees severe content lies.',
    authScopes: { roles: ['reviewer', 'service', 'wellbeing'] },
    args: {
      weekday: t.arg.int({ description: '1, Monday, to 7, Sunday; not said: wherever it fits.' }),
      time: t.arg.string({
        description: '09:30, by the clock where they are; with a weekday only.',
      }),
      reviewer: t.arg.globalID({
        for: Reviewer,
        description: 'Whom it is for; reviewers say it only for themselves, and name nobody.',
      }),
    },
    resolve: async (_root, { weekday, time, reviewer }, context) => {
      const who = looksAfter(context, reviewerOf(reviewer));
      const done = await setProtectedHour(context.db, who, wantedOf(weekday, time));
      return { kind: 'protected-hour-set' as const, ...done };
    },
  }),
);

type Said<T> = T | null | undefined;

function wantedOf(weekday: Said<number>, time: Said<string>) {
  if (weekday == null && time == null) return null;
  if (weekday == null) throw new Invalid('weekday', 'say the weekday with the time');
  if (time == null) throw new Invalid('time', 'say the time with the weekday');
  return { weekday, time };
}
