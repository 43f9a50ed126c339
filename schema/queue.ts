import { type QueueDepth, queueDepth } from '../src/services/queue-depth.ts';
import { FLOOR } from './auth.ts';
import { batched } from './batch.ts';
import { builder, type RequestContext } from './builder.ts';
import { intId } from './scalars.ts';
import { CategoryEnum, categoryWord } from './words.ts';

const LONGEST_LOOK_MINUTES = 7 * 24 * 60;

const Depth = builder
  .objectRef<
    Omit<QueueDepth, 'queue' | 'oldestArrivedAt'> & {
      oldestArrivedAt: number | null;
    }
  >('QueueDepth')
  .implement({
    description: 'What waits in a queue at this moment.',
    authScopes: { roles: FLOOR },
    fields: (t) => ({
      waiting: t.exposeInt('waiting', { description: 'Items that wait.' }),
      oldestArrivedAt: t.expose('oldestArrivedAt', {
        type: 'DateTime',
        nullable: true,
        description: 'When the one that has waited longest arrived; null: nothing waits.',
      }),
      dueWithin: t.exposeInt('due', {
        description: 'Waiting items due within the minutes asked about, overdue ones among them.',
      }),
    }),
  });

export const Queue = builder.prismaNode('Queue', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id) => ({ id: intId(id) }),
  description: 'Items of one category and language that wait together.',
  authScopes: { known: true },
  fields: (t) => ({
    key: t.exposeString('key', { description: 'The name by which items are sent to it.' }),
    category: t.field({
      type: CategoryEnum,
      description: 'What its items are about.',
      resolve: (queue) => categoryWord(queue.category),
    }),
    language: t.exposeString('language', {
      nullable: true,
      description: 'ISO 639-1; null: no language in particular is needed.',
    }),
    severity: t.exposeInt('severity', {
      description: 'What an item of unknown severity counts as: 0 to 5.',
    }),
    dueWithinMinutes: t.exposeInt('dueWithin', {
      description: 'Minutes from arrival until an item is due.',
    }),
    expectedSeconds: t.exposeInt('expectedSeconds', {
      description: 'Seconds that a look takes unless an item says otherwise.',
    }),
    depth: t.field({
      type: Depth,
      authScopes: { roles: FLOOR },
      description: 'What waits in it.',
      args: {
        withinMinutes: t.arg.int({
          defaultValue: 30,
          required: true,
          description: 'How far ahead to look for what is due: 0 to 10,080 minutes.',
        }),
      },
      resolve: async (queue, { withinMinutes }, context) =>
        (await depthsWithin(clamp(withinMinutes))(context, queue.id)) ?? EMPTY,
    }),
  }),
});

const EMPTY = { waiting: 0, oldestArrivedAt: null, due: 0 };

/** One loader for each span asked about, so that equal questions of one request are one query. */
const loaders = new Map<number, ReturnType<typeof loaderOf>>();

function depthsWithin(minutes: number) {
  const loader = loaders.get(minutes) ?? loaderOf(minutes);
  loaders.set(minutes, loader);
  return loader;
}

function loaderOf(minutes: number) {
  return batched(async ({ db }: RequestContext, queues) => {
    const depths = await queueDepth(db, queues, minutes);
    return new Map(depths.map((depth) => [depth.queue, depth]));
  });
}

function clamp(minutes: number): number {
  return Math.min(Math.max(0, minutes), LONGEST_LOOK_MINUTES);
}

builder.queryField('queues', (t) =>
  t.prismaConnection(
    {
      type: Queue,
      cursor: 'id',
      description: 'All queues.',
      authScopes: { roles: FLOOR },
      resolve: (query, _root, _args, { db }) =>
        db.prisma.queue.findMany({ ...query, orderBy: [{ key: 'asc' }, { id: 'asc' }] }),
    },
    { name: 'QueueConnection', description: 'A page of queues.' },
    { name: 'QueueEdge' },
  ),
);
