import { statutoryDue } from '../assignment/breaks-ahead.ts';
import { headroom } from '../assignment/headroom.ts';
import { MILDEST } from '../assignment/mildest.ts';
import { objections } from '../assignment/objections.ts';
import { HOUR, type Instant, MINUTE } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { findItem } from '../store/items.ts';
import { eligibility, proposalOf } from './eligibility.ts';
import { readSeat, type View } from './read-seat.ts';
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
 * wait for nothing but the ordinary break that anybody has to take, by what was seen or by law. Any
 * other time would tell a limit from a refusal, and quiet or protected time from a break. Throws
 * NotFound.
 */
export async function availability(db: Db, reviewer: number, item: bigint): Promise<Availability> {
  const { eligible, obstacles, earliest } = await eligibility(db, reviewer, item);
  if (eligible) return { eligible, returnsAt: null };
  const onlyBreak = obstacles.every((obstacle) => obstacle === 'on-break');
  if (!onlyBreak) return { eligible, returnsAt: null };
  const view = await readSeat(db, reviewer);
  const statutory = await statutoryOver(db, view, item);
  if (statutory !== null) return { eligible, returnsAt: statutory };
  const over = breakOver(view);
  const nothingElse = over !== null && earliest !== null && earliest <= over + MINUTE;
  return { eligible, returnsAt: nothingElse ? over : null };
}

/**
 * When the break that the law asks for has lasted long enough, begun now if it is not being taken;
 * null: none is due, or something else stands in the way of this item then.
 */
async function statutoryOver(db: Db, view: View, id: bigint): Promise<Instant | null> {
  const { now, facts, held, rules } = view;
  const lasting = facts.breaks.find(({ end }) => end === Infinity);
  const known = timelineWithHeld(facts, held, now);
  const breaks = known.breaks.filter((one) => one !== lasting);
  const [due] = statutoryDue({ ...known, breaks }, now, rules);
  const item = due && (await findItem(db.pool, id));
  if (!item) return null;
  // Whether the one that is being taken is what the law asks for, the rules say themselves.
  const taken = { kind: lasting?.kind ?? due.kind, start: lasting?.start ?? now };
  const over = Math.ceil(taken.start + due.minutes * MINUTE);
  if (over <= now || over >= (shiftAt(facts, now)?.end ?? now)) return null;
  const rested = { ...known, breaks: [...breaks, { ...taken, end: over }], knownUntil: over };
  return objections(rested, proposalOf(item, over), rules).length === 0 ? over : null;
}

/** When the ordinary break from what was seen that is due or being taken has lasted long enough; null: no such time. */
function breakOver({ now, facts, held, rules }: View): Instant | null {
  const timeline = timelineWithHeld(facts, held, now);
  const asked = rules.filter(({ rule }) => rule.ordinaryBreak);
  const over = headroom(timeline, now, MILDEST, asked, now + LONGEST_BREAK).earliest;
  const shiftEnd = shiftAt(facts, now)?.end ?? now;
  return over !== null && now < over && over < shiftEnd ? over : null;
}
