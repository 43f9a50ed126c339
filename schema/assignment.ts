import { has } from './auth.ts';
import { builder, type RequestContext } from './builder.ts';
import { Item } from './item.ts';
import { bigId } from './scalars.ts';
import { CategoryEnum, categoryWord, OutcomeEnum, outcomeWord, wordIn, wordsOf } from './words.ts';

const ROLES = ['watcher', 'relief'] as const;

const RoleEnum = wordsOf('WatchRole', 'What somebody has an item in their hands for.', {
  watcher: 'To look at it and decide it.',
  relief: 'To watch a LIVE stream beside whoever is to leave it, and then to go on alone.',
} satisfies Record<(typeof ROLES)[number], string>);

/**
 * Whose assignment it is and wellbeing staff see it. Nobody else may: what somebody was handed,
 * and what they let go of, is what they saw. A review tool sees what is open, as it acts for them.
 */
export const Assignment = builder.prismaNode('Assignment', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, context) => ({ id: bigId(id), ...visible(context) }),
  description: 'An item in the hands of a reviewer, now or before.',
  authScopes: (assignment) => ({
    self: assignment.reviewerId,
    roles: assignment.endedAt === null ? ['wellbeing', 'service'] : ['wellbeing'],
  }),
  fields: (t) => ({
    item: t.relation('item', { type: Item, description: 'What was handed out.' }),
    role: t.field({
      type: RoleEnum,
      description: 'What for. A relief takes over by itself when both have watched for a minute.',
      resolve: ({ role }) => wordIn(ROLES, role),
    }),
    announcedSeverity: t.exposeInt('announcedSeverity', {
      description: 'The severity on which it was decided: 0 to 5.',
    }),
    announcedCategories: t.field({
      type: [CategoryEnum],
      description: 'The categories on which it was decided.',
      resolve: (assignment) => assignment.announcedCategories.map(categoryWord),
    }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', description: 'When it was handed out.' }),
    openedAt: t.expose('openedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was put on the screen; null: exposure counts from the hand-out.',
    }),
    leaseUntil: t.expose('leaseUntil', {
      type: 'DateTime',
      description: 'It goes back then unless a heartbeat extends it.',
    }),
    limitAt: t.expose('limitAt', {
      type: 'DateTime',
      description: 'The first hard limit would be passed then: no heartbeat extends it further.',
    }),
    heartbeatAt: t.expose('heartbeatAt', { type: 'DateTime', description: 'The last heartbeat.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended; null: it is open.',
    }),
    outcome: t.field({
      type: OutcomeEnum,
      nullable: true,
      description: 'How it ended; null: it is open.',
      resolve: ({ outcome }) => (outcome === null ? null : outcomeWord(outcome)),
    }),
    policyVersion: t.exposeInt('policyVersion', {
      description: 'The policy by which it was decided.',
    }),
  }),
});

function visible(context: RequestContext) {
  if (has(context, ['wellbeing'])) return {};
  if (has(context, ['service'])) return { endedAt: null };
  return { reviewerId: context.viewer?.reviewer ?? 0 };
}
