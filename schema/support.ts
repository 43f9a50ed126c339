import { Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import { type FlaggedSelf, flagSelf } from '../src/services/flag-self.ts';
import { answerOffer, type OfferAnswered } from '../src/services/support.ts';
import { actsFor } from './auth.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf, refusalOf } from './errors.ts';
import { GOES_TO, GoesToEnum } from './goes-to.ts';
import { Item } from './item.ts';
import { FOR_WHOM, Reviewer, reviewerOf } from './reviewer.ts';
import { bigId } from './scalars.ts';

type Offer = FlaggedSelf['offer'];

/** For the person and the review tool that acts for them; nobody else is told that there is one. */
export const SupportOffer = builder.objectRef<Offer>('SupportOffer').implement({
  description: 'A counsellor, if you want one. Nothing of what was seen or said goes with it.',
  authScopes: { roles: ['reviewer', 'service'] },
  fields: (t) => ({
    id: t.id({
      description: 'Names it to answerSupportOffer.',
      resolve: ({ id }) => String(id),
    }),
    offeredAt: t.expose('start', { type: 'DateTime', description: 'Since when.' }),
    expiresAt: t.expose('end', { type: 'DateTime', description: 'It is open until then.' }),
  }),
});

const flagged = caseOf<FlaggedSelf & { readonly kind: 'flagged' }>(
  'SelfFlagged',
  'flagged',
  'It is kept that something got to you, and nothing else.',
);
flagged.ref.implement({
  ...flagged.shared,
  fields: (t) => ({
    item: t.prismaField({
      type: Item,
      nullable: true,
      description: 'What you let go of; null: nothing did.',
      resolve: (query, { item }, _args, { db }) =>
        item === null ? null : db.prisma.item.findUnique({ ...query, where: { id: item } }),
    }),
    goesTo: t.expose('goesTo', { type: GoesToEnum, nullable: true, description: GOES_TO }),
    seenSeconds: t.exposeFloat('seenSeconds', {
      description: 'How long what went back was seen.',
    }),
    offer: t.expose('offer', { type: SupportOffer, description: 'A counsellor, if you want one.' }),
  }),
});

builder.mutationField('flagSelf', (t) =>
  t.errorUnionField({
    types: [flagged.ref, NotFound, Invalid, Forbidden],
    union: { name: 'FlagSelfResult', description: ANSWER },
    description: 'Says that something got to you: without a reason, at no cost, at any time.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: {
      letGo: t.arg.boolean({
        required: true,
        defaultValue: true,
        description:
          'Whether what you hold goes back; if not, it stays as far as the rules let it.',
      }),
      reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }),
    },
    resolve: async (_root, { letGo, reviewer }, context) => {
      const done = await flagSelf(context.db, actsFor(context, reviewerOf(reviewer)), letGo);
      return { kind: 'flagged' as const, ...done };
    },
  }),
);

type Case<Kind extends OfferAnswered['kind']> = Extract<OfferAnswered, { readonly kind: Kind }>;

const answered = caseOf<Case<'answered'>>('SupportOfferAnswered', 'answered', 'It is closed.');
answered.ref.implement({
  ...answered.shared,
  fields: (t) => ({
    offer: t.id({ description: 'The one that was closed.', resolve: ({ offer }) => String(offer) }),
  }),
});

const NoOffer = refusalOf<Case<'no-offer'>>('NoSupportOffer', 'no-offer', {
  description: 'There is no such offer that is open.',
  says: () => 'That offer is no longer open. Say flagSelf, and there is another.',
});

builder.mutationField('answerSupportOffer', (t) =>
  t.errorUnionField({
    types: [answered.ref, NoOffer, NotFound, Invalid, Forbidden],
    union: { name: 'AnswerSupportOfferResult', description: ANSWER },
    description: 'Closes an offer, if you choose to. A no is kept as if nothing had been said.',
    authScopes: { roles: ['reviewer', 'service'] },
    args: {
      offer: t.arg.id({ required: true, description: 'Which.' }),
      takenUp: t.arg.boolean({ required: true, description: 'True: you took it up.' }),
      reviewer: t.arg.globalID({ for: Reviewer, description: FOR_WHOM }),
    },
    resolve: (_root, { offer, takenUp, reviewer }, context) =>
      answerOffer(context.db, actsFor(context, reviewerOf(reviewer)), {
        offer: bigId(offer),
        takenUp,
      }),
  }),
);
