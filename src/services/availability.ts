import { headroom } from '../assignment/headroom.ts';
import { MILDEST } from '../assignment/mildest.ts';
import { HOUR, type Instant, MINUTE } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { eligibility } from './eligibility.ts';
import { readSeat } from './read-seat.ts';
import { shiftAt, timelineWithHeld } from './seat.ts';

/** What anybody but the person and wellbeing staff may know: a yes, or a no without its reason. */
export interface Availability {
  readonly eligible: boolean;
  /** When an ordinary break is over, if nothing else stands in the way; null: not this shift. */
  readonly returnsAt: Instant | null;
}

/** A break is over within this; what bars even the mildest work for longer is no break. */
const LONGEST_BREAK = HOUR;

/**
 * Whether a reviewer may take an item now. A time of return is given only where this item has to
 * wait for nothing but the ordinary break that anybody has to take. Any other time would tell a limit
 * from a refusal, and quiet or protected time from a break. Throws NotFound.
 */
export async function availability(db: Db, reviewer: number, item: bigint): Promise<Availability> {
  const { eligible, obstacles, earliest } = await eligibility(db, reviewer, item);
  if (eligible) return { eligible, returnsAt: null };
  const onlyBreak = obstacles.every((obstacle) => obstacle === 'on-break');
  const over = onlyBreak ? await breakOver(db, reviewer) : null;
  const nothingElse = over !== null && earliest !== null && earliest <= over + MINUTE;
  return { eligible, returnsAt: nothingElse ? over : null };
}

/** When the ordinary break that is due or being taken has lasted long enough; null: no such time. */
async function breakOver(db: Db, reviewer: number): Promise<Instant | null> {
  const { now, facts, held, rules } = await readSeat(db, reviewer);
  const timeline = timelineWithHeld(facts, held, now);
  const asked = rules.filter(({ rule }) => rule.ordinaryBreak);
  const over = headroom(timeline, now, MILDEST, asked, now + LONGEST_BREAK).earliest;
  const shiftEnd = shiftAt(facts, now)?.end ?? now;
  return over !== null && now < over && over < shiftEnd ? over : null;
}
