import { HORIZON, headroom } from '../assignment/headroom.ts';
import { type Objection, objections } from '../assignment/objections.ts';
import type { Category, Severity } from '../domain/category.ts';
import { HOUR, type Instant, MINUTE, type Minutes } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { Invalid } from './errors.ts';
import { readSeat } from './read-seat.ts';
import { timelineWithHeld } from './seat.ts';

/** Work that is no item of a queue: a project, policy work, training. */
export interface Work {
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly minutes: Minutes;
  /** When it is to begin; null: now. */
  readonly start: Instant | null;
}

export interface MayTakeOn {
  /** No rule objects. */
  readonly may: boolean;
  readonly objections: readonly Objection[];
  /** How much of it they could see in one piece from its start on, as far as is looked. */
  readonly minutes: Minutes;
  /** When all of it could begin; null: not within 36 hours of its start. */
  readonly earliest: Instant | null;
}

/** Shifts are known so far ahead of a decision; beyond, planning is for a rota. */
const FURTHEST = 12 * HOUR;
const LONGEST = 24 * HOUR;

/**
 * Whether somebody may take on such work, by the same rules as an item of a queue, and how much of
 * it. Of work that is to begin later it is taken that they rest until then. What they then saw is
 * recorded as what it was. Throws NotFound and Invalid.
 */
export async function mayTakeOn(db: Db, reviewer: number, work: Work): Promise<MayTakeOn> {
  const { now, facts, held, rules } = await readSeat(db, reviewer);
  const start = Math.max(work.start ?? now, now);
  refuseImpossible(work, now);
  const known = timelineWithHeld(facts, held, now);
  const timeline = { ...known, knownUntil: start };
  const { severity, categories, minutes } = work;
  const asked = { severity, categories, minutes };
  const proposal = { start, end: start + Math.ceil(minutes * MINUTE), severity, categories };
  const found = objections(timeline, proposal, rules);
  const room = headroom(timeline, start, asked, rules, start + HORIZON);
  return {
    may: found.length === 0,
    objections: found,
    minutes: room.minutes,
    earliest: room.earliest,
  };
}

function refuseImpossible({ categories, minutes, start }: Work, now: Instant): void {
  if (categories.length === 0) throw new Invalid('categories', 'name at least one category');
  if (!(minutes > 0 && minutes * MINUTE <= LONGEST))
    throw new Invalid('minutes', 'work takes more than no time, and at most 24 hours');
  if (start !== null && start > now + FURTHEST)
    throw new Invalid('start', 'it cannot be told further ahead than 12 hours');
}
