import type { Claim } from '../src/services/claim-next.ts';

/** An item that was given to a reviewer. */
export type Assigned = Extract<Claim, { readonly kind: 'assigned' }> & {
  readonly reviewer: number;
};

/**
 * The rows of an assignment that was written this moment and of its item, as the database has them;
 * null where more of them is asked for, or where it is older.
 */
export function justAssigned(query: object, { held, item, resumed, reviewer }: Assigned) {
  // Of a stream the role, and of what was passed up since when, are only in the database.
  if (held.isLive || item.state === 'escalated') return null;
  const asked: { readonly include?: object; readonly select?: object } = query;
  const { include = {} } = asked;
  const isPlain = Object.entries(include).every(([name, of]) => name === 'item' && of === true);
  if (resumed || asked.select || !isPlain) return null;
  const decidedAt = new Date(held.decidedAt);
  return {
    id: held.assignment,
    itemId: held.item,
    reviewerId: reviewer,
    role: 'watcher',
    announcedSeverity: held.severity,
    announcedCategories: [...held.categories],
    policyVersion: held.policyVersion,
    decidedAt,
    leaseDecidedAt: decidedAt,
    leaseUntil: new Date(held.leaseUntil),
    limitAt: new Date(held.limitAt),
    heartbeatAt: decidedAt,
    openedAt: null,
    endedAt: null,
    outcome: null,
    isLive: false,
    tookOverAt: null,
    item: {
      id: item.item,
      externalId: item.externalId,
      queueId: item.queue,
      media: item.media,
      categories: [...item.categories],
      severity: item.severity,
      expectedSeconds: item.expectedSeconds,
      arrivedAt: new Date(item.arrivedAt),
      dueAt: new Date(item.dueAt),
      state: 'held',
      decision: null,
      decidedAt: null,
      escalatedAt: null,
    },
  };
}
