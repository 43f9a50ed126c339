import type { GradualStep } from '../src/domain/gradual-start.ts';
import { Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import { startGradually } from '../src/services/start-gradually.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf } from './errors.ts';
import { Reviewer } from './reviewer.ts';
import { intId } from './scalars.ts';

const Step = builder.objectRef<GradualStep>('GradualStep').implement({
  description: 'A week of a gradual start.',
  authScopes: { known: true },
  fields: (t) => ({
    percent: t.exposeInt('percent', { description: 'So much of every ceiling.' }),
    from: t.expose('from', { type: 'DateTime', description: 'From when on.' }),
  }),
});

interface Started {
  readonly kind: 'started';
  readonly steps: readonly GradualStep[];
}

const started = caseOf<Started>('GradualStart', 'started', 'The steps of a gradual start.');
started.ref.implement({
  ...started.shared,
  fields: (t) => ({
    steps: t.field({
      type: [Step],
      description: 'Week by week; at the last, all that holds for everybody else.',
      resolve: ({ steps }) => [...steps],
    }),
  }),
});

builder.mutationField('startGradually', (t) =>
  t.errorUnionField({
    types: [started.ref, NotFound, Invalid, Forbidden],
    union: { name: 'StartGraduallyResult', description: ANSWER },
    description: 'Lets somebody who is new or comes back begin with a part of every ceiling.',
    authScopes: { roles: ['wellbeing', 'lead'] },
    args: {
      reviewer: t.arg.globalID({ for: Reviewer, required: true, description: 'Who.' }),
      from: t.arg({ type: 'DateTime', description: 'Never before this moment; not said: now.' }),
    },
    resolve: async (_root, { reviewer, from }, { db, viewer }) => {
      const by = viewer?.name ?? 'nobody';
      const steps = await startGradually(db, intId(reviewer.id), from ?? null, by);
      return { kind: 'started' as const, steps };
    },
  }),
);
