import { HORIZON, headroom } from '../assignment/headroom.ts';
import { type Objection, objections, type Proposal } from '../assignment/objections.ts';
import { leastSeconds } from '../domain/least-watch.ts';
import { type Instant, MINUTE, SECOND } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import type { Db } from '../store/db.ts';
import { findItem, type ReviewItem } from '../store/items.ts';
import { NotFound } from './errors.ts';
import { readSeat } from './read-seat.ts';
import { shiftAt, timelineWithHeld } from './seat.ts';

/** What stands between a reviewer and an item, apart from rules. */
export type Obstacle =
  | 'language'
  | 'not-on-shift'
  | 'on-break'
  | 'holds-an-item'
  | 'item-not-waiting'
  /** It was passed up, and they take no escalations. */
  | 'escalated';

export interface Eligibility {
  readonly eligible: boolean;
  readonly objections: readonly Objection[];
  readonly obstacles: readonly Obstacle[];
  /** The first instant at which no rule would object; null: not within 36 hours. */
  readonly earliest: Instant | null;
}

/** Whether a reviewer may take an item now, and if not, why and when. Throws NotFound. */
export async function eligibility(db: Db, reviewer: number, itemId: bigint): Promise<Eligibility> {
  const [seat, item] = await Promise.all([readSeat(db, reviewer), findItem(db.pool, itemId)]);
  if (!item) throw new NotFound(`no item ${itemId}`);
  const { facts, held } = seat;
  const timeline = timelineWithHeld(facts, held, seat.now);
  const found = objections(timeline, proposalOf(item, seat.now), seat.rules);
  const obstacles: Obstacle[] = [];
  if (item.language !== null && !facts.languages.includes(item.language))
    obstacles.push('language');
  if (!shiftAt(facts, seat.now)) obstacles.push('not-on-shift');
  if (facts.breaks.some((b) => b.end === Infinity)) obstacles.push('on-break');
  if (held) obstacles.push('holds-an-item');
  if (item.state === 'escalated' && !facts.takesEscalations) obstacles.push('escalated');
  if (item.state !== 'waiting' && item.state !== 'escalated') obstacles.push('item-not-waiting');
  return {
    eligible: found.length === 0 && obstacles.length === 0,
    objections: found,
    obstacles,
    earliest: found.length === 0 ? seat.now : earliestFor(timeline, seat.now, item, seat.rules),
  };
}

/** When a reviewer could take an item as far as rules go; null: not within 36 hours. */
export function earliestFor(
  timeline: Timeline,
  now: Instant,
  item: Pick<ReviewItem, 'severity' | 'categories' | 'expectedSeconds' | 'media'>,
  rules: readonly EnforcedRule[],
): Instant | null {
  const { severity, categories, media, expectedSeconds } = item;
  const minutes = (leastSeconds(media, expectedSeconds) * SECOND) / MINUTE;
  const work = { severity, categories, minutes };
  return headroom(timeline, now, work, rules, now + HORIZON).earliest;
}

/** An item as work that begins at an instant and takes as long as it must at least. */
export function proposalOf(item: ReviewItem, now: Instant): Proposal {
  const { severity, categories, media, expectedSeconds } = item;
  const end = now + leastSeconds(media, expectedSeconds) * SECOND;
  return { start: now, end, severity, categories };
}
