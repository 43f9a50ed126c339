import type { HandedOut } from '../domain/recorded.ts';
import type { Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import type { RulesAt } from './applied.ts';
import type { Facts } from './facts.ts';

/** Why time that should not have been was: 'handed-out' is ours and must never occur. */
export const CAUSES = [
  'handed-out',
  'overrun',
  'reclassified',
  'outside-assignment',
  'policy-changed',
  'schedule',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Time that should not have been, why it was, and the assignment that was looked into. */
export interface Caused extends Span {
  readonly cause: Cause;
  readonly assignment: bigint | null;
}

/** What is needed to ask why a rule did not hold. */
export interface Inquiry {
  readonly facts: Facts;
  /** What really happened, as the ledger has it today. */
  readonly timeline: Timeline;
  readonly handedOut: ReadonlyMap<bigint, HandedOut>;
  readonly rulesAt: RulesAt;
  /** The rule that was breached, with the numbers by which it was. */
  readonly enforced: EnforcedRule;
}

/** The same cause for several spans. */
export function blame(
  spans: readonly Span[],
  cause: Cause,
  assignment: bigint | null = null,
): readonly Caused[] {
  return spans.map(({ start, end }) => ({ start, end, cause, assignment }));
}
