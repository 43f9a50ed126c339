import { Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import { LONGEST_NOTE, type PassedUp, passUp } from '../src/services/pass-up.ts';
import { takeEscalations } from '../src/services/take-escalations.ts';
import { Assignment } from './assignment.ts';
import { actsFor } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf, refusalOf } from './errors.ts';
import { GOES_TO, GoesToEnum } from './goes-to.ts';
import { Item } from './item.ts';
import { NotHeld } from './lease.ts';
import { FOR_WHOM, Reviewer, reviewerOf } from './reviewer.ts';
import { bigId, intId, severityOf } from './scalars.ts';
import { CategoryEnum } from './words.ts';

type Case<Kind extends PassedUp['kind']> = Extract<PassedUp, { readonly kind: Kind }>;

const passed = caseOf<Case<'passed-up'>>(
  'PassedUp',
  'passed-up',
  'Nothing is in your hands any more; somebody who takes escalations is given it.',
);
passed.ref.implement({
  ...passed.shared,
  fields: (t) => ({
    item: t.prismaField({
      type: Item,
      description: 'What was passed up.',
      resolve: (query, { item }, _args, { db }) =>
        db.prisma.item.findUniqueOrThrow({ ...query, where: { id: item } }),
    }),
    seenSeconds: t.exposeFloat('seenSeconds', {
      description: 'Seconds of exposure that the ledger has of it.',
    }),
    goesTo: t.expose('goesTo', { type: GoesToEnum, nullable: true, description: GOES_TO }),
  }),
});

const TooLate = refusalOf<{ readonly kind: 'lapsed' }>('PassUpTooLate', 'lapsed', {
  description: 'The item had gone back, or the stream was decided; what was seen is kept.',
  says: () => 'This item is not in your hands any more; what you saw of it is counted.',
});

builder.mutationField('passUp', (t) =>
  t.errorUnionField({
    types: [passed.ref, TooLate, NotHeld, NotFound, Invalid, Forbidden],
    union: { name: 'PassUpResult', description: ANSWER },
    description:
      'Passes an item up that you do not want to decide alone, with what is to be known of it. What ' +
      'you saw counts, and whoever is given it sees it announced as what you say it is.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: {
      assignment: t.arg.globalID({ for: Assignment, required: true, description: 'Which.' }),
      note: t.arg.string({
        required: true,
        defaultValue: '',
        description: `What is to be known of it: ${LONGEST_NOTE} characters at most.`,
      }),
      severity: t.arg.int({
        description: 'What it really is, 0 to 5, where that is not what was announced.',
      }),
      categories: t.arg({
        type: [CategoryEnum],
        description: 'What it is really about, where that is not what was announced.',
      }),
      reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }),
    },
    resolve: (_root, { assignment, note, severity, categories, reviewer }, context) =>
      passUp(context.db, actsFor(context, reviewerOf(reviewer)), {
        assignment: bigId(assignment.id),
        note,
        severity: severity == null ? null : severityOf(severity),
        categories: categories ? [...new Set(categories)] : null,
      }),
  }),
);

type Taking = { readonly kind: 'takes-escalations'; readonly reviewer: number };

const taking = caseOf<Taking>('EscalationsSet', 'takes-escalations', 'It holds from this moment.');
taking.ref.implement({
  ...taking.shared,
  fields: (t) => ({
    reviewer: t.prismaField({
      type: Reviewer,
      description: 'For whom.',
      resolve: (query, { reviewer }, _args, { db }) =>
        db.prisma.reviewer.findUniqueOrThrow({ ...query, where: { id: reviewer } }),
    }),
  }),
});

builder.mutationField('setTakesEscalations', (t) =>
  t.errorUnionField({
    types: [taking.ref, NotFound, Invalid, Forbidden],
    union: { name: 'SetTakesEscalationsResult', description: ANSWER },
    description: 'Decides whether somebody is given what others pass up. Audited.',
    authScopes: { roles: ['lead', 'admin'] },
    args: {
      reviewer: t.arg.globalID({ for: Reviewer, required: true, description: 'Who.' }),
      takes: t.arg.boolean({ required: true, description: 'False: no longer.' }),
    },
    resolve: async (_root, { reviewer, takes }, { db, viewer }) => {
      const who = intId(reviewer.id);
      await takeEscalations(db, who, takes, viewer?.name ?? '');
      return { kind: 'takes-escalations' as const, reviewer: who };
    },
  }),
);
