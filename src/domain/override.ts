import type { Span } from './time.ts';

/** Time in which a rule is not asked of one person, granted by two people; longest: a day. */
export interface Override extends Span {
  readonly rule: string;
}
