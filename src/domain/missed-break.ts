import type { Instant } from './time.ts';

/** Whose decision it was that a break was missed: a fact about the schedule, never about a person. */
export const MISSED_BY = ['plan', 'reviewer', 'operations'] as const;
export type MissedBy = (typeof MISSED_BY)[number];

/** A break that fell due in a shift and had not been started at its end. */
export interface MissedBreak {
  /** When the person said later; null: they did not. */
  readonly deferredAt: Instant | null;
  /** When something was handed out to them last after the break fell due; null: nothing was. */
  readonly handedOutAt: Instant | null;
}

/**
 * Work that was given to somebody whose break was due was operations' to withhold, whatever they had
 * said. Else it was theirs if they chose to have it later, and else the shift left no room for it.
 */
export function missedBy({ deferredAt, handedOutAt }: MissedBreak): MissedBy {
  if (handedOutAt !== null) return 'operations';
  return deferredAt === null ? 'plan' : 'reviewer';
}
