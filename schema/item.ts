import { Forbidden, Invalid } from '../src/services/errors.ts';
import { type Ingested, ingestItems, MOST_AT_ONCE } from '../src/services/ingest-items.ts';
import { FLOOR, has } from './auth.ts';
import { builder, type RequestContext } from './builder.ts';
import { CoverageGap } from './coverage-gap.ts';
import { ANSWER, caseOf } from './errors.ts';
import { Escalation } from './escalation.ts';
import { Queue } from './queue.ts';
import { bigId } from './scalars.ts';
import { CategoryEnum, categoryWord, MediaEnum, mediaWord, wordIn, wordsOf } from './words.ts';

const STATES = ['waiting', 'escalated', 'held', 'done'] as const;

const ItemStateEnum = wordsOf('ItemState', 'Where an item stands.', {
  waiting: 'It waits in its queue.',
  escalated: 'It was passed up and waits for somebody who takes escalations.',
  held: 'It is in the hands of a reviewer.',
  done: 'It is decided.',
} satisfies Record<(typeof STATES)[number], string>);

export const Item = builder.prismaNode('Item', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, context) => ({ id: bigId(id), ...visible(context) }),
  description: 'A piece of content to be decided: what it counts as, never what it shows.',
  authScopes: { known: true },
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'Its id in your own systems.' }),
    queue: t.relation('queue', { type: Queue, description: 'The queue it came in through.' }),
    media: t.field({
      type: MediaEnum,
      description: 'What kind of content it is.',
      resolve: (item) => mediaWord(item.media),
    }),
    categories: t.field({
      type: [CategoryEnum],
      description:
        "What it is about: its queue's category is among them until somebody corrects it.",
      resolve: (item) => item.categories.map(categoryWord),
    }),
    severity: t.int({
      description: "What it counts as: 0 to 5; its queue's where nothing was said.",
      select: { severity: true, queue: { select: { severity: true } } },
      resolve: (item) => item.severity ?? item.queue.severity,
    }),
    expectedSeconds: t.exposeInt('expectedSeconds', {
      description: 'Seconds that a look is expected to take.',
    }),
    arrivedAt: t.expose('arrivedAt', { type: 'DateTime', description: 'When it arrived.' }),
    dueAt: t.expose('dueAt', { type: 'DateTime', description: 'When it should be decided.' }),
    state: t.field({
      type: ItemStateEnum,
      description: 'Where it stands.',
      resolve: (item) => wordIn(STATES, item.state),
    }),
    coverageGap: t.prismaField({
      type: CoverageGap,
      nullable: true,
      authScopes: { roles: FLOOR },
      unauthorizedResolver: () => null,
      description:
        'That nobody may take such items in time; null: somebody may, as far as was seen.',
      select: { severity: true, categories: true, state: true, queue: true },
      resolve: (query, { queue, severity, categories, state }, _args, { db }) => {
        if (state !== 'waiting' && state !== 'escalated') return null;
        const escalated = state === 'escalated';
        const kind = { language: queue.language, severity: severity ?? queue.severity };
        const where = { ...kind, escalated, categories: { equals: categories }, endedAt: null };
        return db.prisma.coverageGap.findFirst({ ...query, where });
      },
    }),
    escalatedAt: t.expose('escalatedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When it was passed up, or a stream was left with nobody to watch it; null: neither.',
    }),
    escalations: t.relation('escalations', {
      type: Escalation,
      description:
        'What was said when it was passed up, to who has it in their hands: first first.',
      query: (_args, context) => ({
        where: { item: visible(context) },
        orderBy: { id: 'asc' as const },
      }),
    }),
    decision: t.exposeString('decision', {
      nullable: true,
      description: "What was decided, in your own systems' words.",
    }),
    decidedAt: t.expose('decidedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was decided.',
    }),
  }),
});

/** Everything for those who run the floor; for a reviewer what is in their hands; else nothing. */
function visible(context: RequestContext) {
  if (has(context, FLOOR)) return {};
  const reviewerId = context.viewer?.reviewer ?? 0;
  return { assignments: { some: { reviewerId, endedAt: null } } };
}

builder.queryField('item', (t) =>
  t.prismaField({
    type: Item,
    nullable: true,
    description: 'One item; null: there is none, or, for a reviewer, it is not in your hands.',
    authScopes: { roles: [...FLOOR, 'reviewer'] },
    args: { id: t.arg.globalID({ for: Item, required: true, description: 'Which.' }) },
    resolve: (query, _root, { id }, context) =>
      context.db.prisma.item.findUnique({
        ...query,
        where: { id: bigId(id.id), ...visible(context) },
      }),
  }),
);

const IncomingItem = builder.inputType('IncomingItem', {
  description: 'An item as a review tool sends it. A row that cannot be is rejected by itself.',
  fields: (t) => ({
    externalId: t.string({
      required: true,
      description: 'Your own id, 1 to 200 characters: sent again, it is the same item.',
    }),
    queue: t.string({ required: true, description: 'The key of its queue.' }),
    media: t.string({ required: true, description: 'image, video, text, audio or live.' }),
    categories: t.stringList({
      description: "Codes of Category beside its queue's; none: its queue's alone.",
    }),
    severity: t.int({ description: "0 to 5; not said: counts as its queue's." }),
    expectedSeconds: t.int({
      description: "Seconds a look takes, 1 to 14,400; not said: its queue's.",
    }),
    arrivedAt: t.field({ type: 'DateTime', description: 'When it arrived; not said: now.' }),
  }),
});

const Accepted = builder.objectRef<Ingested['accepted'][number]>('AcceptedItem').implement({
  description: 'A row that was kept.',
  authScopes: { known: true },
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'Your own id.' }),
    item: t.globalID({
      description: 'The id of the item here.',
      resolve: (row) => ({ id: row.item, type: 'Item' }),
    }),
    added: t.exposeBoolean('added', { description: 'False: it was known already.' }),
  }),
});

const Rejected = builder.objectRef<Ingested['rejected'][number]>('RejectedItem').implement({
  description: 'A row that was not kept.',
  authScopes: { known: true },
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Which row of the batch; the first is 0.' }),
    externalId: t.exposeString('externalId', { description: 'The id it was sent with.' }),
    why: t.exposeString('why', { description: 'What is wrong with it.' }),
  }),
});

const ingested = caseOf<Ingested & { kind: 'ingested' }>(
  'ItemsIngested',
  'ingested',
  'What became of each row of a batch.',
);
ingested.ref.implement({
  ...ingested.shared,
  fields: (t) => ({
    accepted: t.expose('accepted', { type: [Accepted], description: 'Rows that were kept.' }),
    rejected: t.expose('rejected', {
      type: [Rejected],
      description: 'Rows that were not, and why.',
    }),
  }),
});

builder.mutationField('ingestItems', (t) =>
  t.errorUnionField({
    types: [ingested.ref, Invalid, Forbidden],
    union: { name: 'IngestItemsResult', description: ANSWER },
    description: `Takes a batch of up to ${MOST_AT_ONCE.toLocaleString('en')} items; may be repeated.`,
    authScopes: { roles: ['service', 'admin'] },
    args: { items: t.arg({ type: [IncomingItem], required: true, description: 'The batch.' }) },
    resolve: async (_root, { items }, { db }) => {
      const rows = items.map((row) => ({
        externalId: row.externalId,
        queue: row.queue,
        media: row.media,
        categories: row.categories ?? null,
        severity: row.severity ?? null,
        expectedSeconds: row.expectedSeconds ?? null,
        arrivedAt: row.arrivedAt ?? null,
      }));
      return { kind: 'ingested' as const, ...(await ingestItems(db, rows)) };
    },
  }),
);
