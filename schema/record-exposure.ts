import { Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import { type Recorded, recordExposure } from '../src/services/record-exposure.ts';
import { actsFor } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf } from './errors.ts';
import { Exposure, exposureKey } from './exposure.ts';
import { FOR_WHOM, Reviewer, reviewerOf } from './reviewer.ts';
import { severityOf } from './scalars.ts';
import { CategoryEnum, OriginEnum } from './words.ts';

type Kept = Recorded & {
  readonly kind: 'recorded';
  readonly reviewer: number;
  readonly start: number;
};

const recorded = caseOf<Kept>('ExposureRecorded', 'recorded', 'It is in the ledger.');
recorded.ref.implement({
  ...recorded.shared,
  fields: (t) => ({
    exposure: t.field({
      type: Exposure,
      description: 'The row that was added.',
      resolve: ({ reviewer, start, exposure }, _args, { db }) =>
        db.prisma.exposure.findUniqueOrThrow({
          where: {
            reviewerId_startedAt_id: {
              reviewerId: reviewer,
              startedAt: new Date(start),
              id: exposure,
            },
          },
        }),
    }),
    leaseUntil: t.expose('leaseUntil', {
      type: 'DateTime',
      nullable: true,
      description:
        'What this left of the lease of a held item: now when it went back; null: none was held.',
    }),
  }),
});

builder.mutationField('recordExposure', (t) =>
  t.errorUnionField({
    types: [recorded.ref, NotFound, Invalid, Forbidden],
    union: { name: 'RecordExposureResult', description: ANSWER },
    description:
      'Keeps what was seen outside an assignment, or a correction. Never refused for being too much.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: {
      origin: t.arg({
        type: OriginEnum,
        required: true,
        description: 'How it came to be seen; not ASSIGNMENT. A correction keeps its own.',
      }),
      start: t.arg({
        type: 'DateTime',
        required: true,
        description: 'From when, 31 days ago at most.',
      }),
      end: t.arg({
        type: 'DateTime',
        required: true,
        description: 'Until when, 24 hours later at most.',
      }),
      severity: t.arg.int({ required: true, description: '0 to 5.' }),
      categories: t.arg({
        type: [CategoryEnum],
        required: true,
        description: 'What it was about; at least one.',
      }),
      corrects: t.arg.globalID({
        for: Exposure,
        description: 'The exposure that this one replaces; it keeps its start.',
      }),
      reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }),
    },
    resolve: async (_root, args, context) => {
      const reviewer = actsFor(context, reviewerOf(args.reviewer));
      const { origin, start, end, severity, categories, corrects } = args;
      if (origin === 'assignment')
        throw new Invalid('origin', 'what was handed out here is in the ledger already');
      const seen = {
        origin,
        start,
        end,
        severity: severityOf(severity),
        categories: [...new Set(categories)],
        corrects: corrects ? exposureKey(corrects.id).id : null,
      };
      const kept = await recordExposure(context.db, reviewer, seen);
      return { kind: 'recorded' as const, reviewer, start, ...kept };
    },
  }),
);
