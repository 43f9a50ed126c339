import { type ResolveCursorConnectionArgs, resolveCursorConnection } from '@pothos/plugin-relay';
import { asksAbout, owned } from './auth.ts';
import { builder, type RequestContext } from './builder.ts';
import { Reviewer, reviewerOf } from './reviewer.ts';
import { bigId, intId } from './scalars.ts';
import { CategoryEnum, categoryWord, OriginEnum, originWord } from './words.ts';

/** A row of the ledger as the database has it. */
interface Row {
  readonly reviewerId: number;
  readonly startedAt: Date;
  readonly id: bigint;
  readonly endedAt: Date;
  readonly severity: number;
  readonly categories: string[];
  readonly origin: string;
  readonly recordedAt: Date;
  readonly supersedes: bigint | null;
}

/** The ledger is kept by reviewer and start, so both are part of how a row is named. */
interface Key {
  readonly reviewerId: number;
  readonly startedAt: Date;
  readonly id: bigint;
}

const rawIdOf = ({ reviewerId, startedAt, id }: Key) =>
  `${reviewerId}-${startedAt.getTime()}-${id}`;

/** What a row's id names. */
export function exposureKey(id: string): Key {
  const [reviewer = '', start = '', row = ''] = id.split('-');
  const at = /^\d{1,15}$/.test(start) ? Number(start) : 0;
  return { reviewerId: intId(reviewer), startedAt: new Date(at), id: bigId(row) };
}

const ref = builder.objectRef<Row>('Exposure');

export const Exposure = builder.node(ref, {
  id: { resolve: rawIdOf },
  loadOne: (id, context) => load(context, exposureKey(id)),
  description: 'What somebody saw. Rows are only added: a correction replaces an earlier one.',
  // A review tool is shown the row that it has just recorded for somebody, and no other: `load`.
  authScopes: (exposure) => ({ self: exposure.reviewerId, roles: ['wellbeing', 'service'] }),
  fields: (t) => ({
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'From when.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', description: 'Until when.' }),
    severity: t.exposeInt('severity', { description: 'What it counts as: 0 to 5.' }),
    categories: t.field({
      type: [CategoryEnum],
      description: 'What it was about.',
      resolve: (exposure) => exposure.categories.map(categoryWord),
    }),
    origin: t.field({
      type: OriginEnum,
      description: 'How it came to be seen.',
      resolve: (exposure) => originWord(exposure.origin),
    }),
    recordedAt: t.expose('recordedAt', {
      type: 'DateTime',
      description: 'When the ledger learnt of it.',
    }),
    corrects: t.globalID({
      nullable: true,
      description: 'The exposure that this one replaces; null: none.',
      resolve: ({ reviewerId, startedAt, supersedes }) =>
        supersedes === null
          ? null
          : { id: rawIdOf({ reviewerId, startedAt, id: supersedes }), type: 'Exposure' },
    }),
  }),
});

async function load(context: RequestContext, key: Key): Promise<Row | null> {
  const mine = owned(context, ['wellbeing']).reviewerId ?? key.reviewerId;
  if (mine !== key.reviewerId) return null;
  return context.db.prisma.exposure.findUnique({ where: { reviewerId_startedAt_id: key } });
}

builder.queryField('exposures', (t) =>
  t.connection(
    {
      type: Exposure,
      description: 'The ledger of one reviewer, the latest first.',
      authScopes: { roles: ['reviewer', 'wellbeing'] },
      args: {
        reviewer: t.arg.globalID({ for: Reviewer, description: 'Whose; not said: your own.' }),
        from: t.arg({ type: 'DateTime', description: 'Only what started at or after.' }),
        to: t.arg({ type: 'DateTime', description: 'Only what started before.' }),
      },
      resolve: (_root, args, context) =>
        resolveCursorConnection(
          { args, defaultSize: 50, maxSize: 200, toCursor: rawIdOf },
          ({ before, after, limit, inverted }: ResolveCursorConnectionArgs) =>
            context.db.prisma.exposure.findMany({
              where: {
                reviewerId: asksAbout(context, reviewerOf(args.reviewer)),
                startedAt: startedWithin(args),
                AND: [after ? beyond(after, 'lt') : {}, before ? beyond(before, 'gt') : {}],
              },
              orderBy: inverted
                ? [{ startedAt: 'asc' }, { id: 'asc' }]
                : [{ startedAt: 'desc' }, { id: 'desc' }],
              take: limit,
            }),
        ),
    },
    { name: 'ExposureConnection', description: 'A page of the ledger.' },
    { name: 'ExposureEdge' },
  ),
);

interface Window {
  readonly from?: number | null | undefined;
  readonly to?: number | null | undefined;
}

function startedWithin({ from, to }: Window) {
  return {
    ...(from == null ? {} : { gte: new Date(from) }),
    ...(to == null ? {} : { lt: new Date(to) }),
  };
}

/** What comes after a cursor in one direction, by start and then by id. */
function beyond(cursor: string, which: 'lt' | 'gt') {
  const { startedAt, id } = exposureKey(cursor);
  return { OR: [{ startedAt: { [which]: startedAt } }, { startedAt, id: { [which]: id } }] };
}
