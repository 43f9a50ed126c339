import { type Completion, completeReview, type Review } from '../src/services/complete-review.ts';
import { Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import { type SteppedAway, stepAway } from '../src/services/step-away.ts';
import { Assignment } from './assignment.ts';
import { actsFor } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf, refusalOf } from './errors.ts';
import { GOES_TO, GoesToEnum } from './goes-to.ts';
import { Item } from './item.ts';
import { NotHeld } from './lease.ts';
import { FOR_WHOM, Reviewer, reviewerOf } from './reviewer.ts';
import { bigId, severityOf } from './scalars.ts';
import { CategoryEnum } from './words.ts';

const LONGEST_DECISION = 200;

type Case<Kind extends Completion['kind']> = Extract<Completion, { readonly kind: Kind }>;

const completed = caseOf<Case<'completed'>>('ReviewCompleted', 'completed', 'It is decided.');
completed.ref.implement({
  ...completed.shared,
  fields: (t) => ({
    seenSeconds: t.exposeFloat('seenSeconds', {
      description: 'Seconds of exposure that the ledger has of it.',
    }),
    again: t.exposeBoolean('again', { description: 'True: it had been decided before.' }),
  }),
});

const TooLate = refusalOf<Case<'lapsed'>>('ReviewTooLate', 'lapsed', {
  description:
    'The item had gone back, or somebody else watches the stream or decided it: the decision is not ' +
    'taken, what was seen is kept.',
  says: () => 'This item is not in your hands any more; what you saw of it is counted.',
});
builder.objectField(TooLate, 'seenSeconds', (t) =>
  t.exposeFloat('seenSeconds', { description: 'Seconds of exposure that the ledger has of it.' }),
);

builder.mutationField('completeReview', (t) =>
  t.errorUnionField({
    types: [completed.ref, TooLate, NotHeld, NotFound, Invalid, Forbidden],
    union: { name: 'CompleteReviewResult', description: ANSWER },
    description: 'Decides the item; the ledger gets what was really seen.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: {
      assignment: t.arg.globalID({ for: Assignment, required: true, description: 'Which.' }),
      decision: t.arg.string({
        required: true,
        description: "What is decided, in your own systems' words: 1 to 200 characters.",
      }),
      severity: t.arg.int({
        description: 'What it really was, 0 to 5, where that is not what was announced.',
      }),
      categories: t.arg({
        type: [CategoryEnum],
        description: 'What it was really about, where that is not what was announced.',
      }),
      reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }),
    },
    resolve: (_root, args, context) => {
      const reviewer = actsFor(context, reviewerOf(args.reviewer));
      const { decision, severity, categories } = args;
      checkDecision(decision);
      if (categories?.length === 0) throw new Invalid('categories', 'name at least one category');
      return completeReview(context.db, reviewer, {
        assignment: bigId(args.assignment.id),
        decision,
        severity: severity == null ? null : severityOf(severity),
        categories: categories ? [...new Set(categories)] : null,
      } satisfies Review);
    },
  }),
);

function checkDecision(decision: string): void {
  // PostgreSQL cannot keep a NUL in text.
  if (decision === '' || decision.length > LONGEST_DECISION || decision.includes('\u0000'))
    throw new Invalid('decision', `a decision has 1 to ${LONGEST_DECISION} characters`);
}

const away = caseOf<SteppedAway & { readonly kind: 'away' }>(
  'SteppedAway',
  'away',
  'Nothing is in your hands any more; time away starts.',
);
away.ref.implement({
  ...away.shared,
  fields: (t) => ({
    item: t.prismaField({
      type: Item,
      nullable: true,
      description: 'What you let go of; null: nothing was held.',
      resolve: (query, { item }, _args, { db }) =>
        item === null ? null : db.prisma.item.findUnique({ ...query, where: { id: item } }),
    }),
    goesTo: t.expose('goesTo', { type: GoesToEnum, nullable: true, description: GOES_TO }),
    seenSeconds: t.exposeFloat('seenSeconds', {
      description: 'Seconds of exposure that the ledger has of it.',
    }),
  }),
});

builder.mutationField('stepAway', (t) =>
  t.errorUnionField({
    types: [away.ref, NotFound, Invalid, Forbidden],
    union: { name: 'StepAwayResult', description: ANSWER },
    description: 'Lets go of whatever is in your hands: always, at once, without a reason.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: { reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }) },
    resolve: async (_root, { reviewer }, context) => {
      const stepped = await stepAway(context.db, actsFor(context, reviewerOf(reviewer)));
      return { kind: 'away' as const, ...stepped };
    },
  }),
);
