import { type Instant, MINUTE } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import type { Work } from './earliest.ts';
import { limitAt } from './headroom.ts';

/** A minute of work that shows nothing: what bars it bars all other work as soon. */
export const MILDEST: Work = { severity: 0, categories: [], minutes: 1 };

/** Whether somebody may go on with any work at all. */
export function mayGoOn(timeline: Timeline, now: Instant, rules: readonly EnforcedRule[]): boolean {
  const { severity, categories, minutes } = MILDEST;
  const end = now + minutes * MINUTE;
  return limitAt(timeline, { start: now, end, severity, categories }, rules) > now;
}
