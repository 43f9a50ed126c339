import { type Objection, objections } from '../assignment/objections.ts';
import type { NewPlan } from '../domain/planned-exposure.ts';
import { HOUR, type Instant } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { addPlan, endPlan, planByKey, planOf } from '../store/planned-exposures.ts';
import type { Tx } from '../store/rows.ts';
import { appendExposure } from '../store/settlement.ts';
import { AlreadyDecided, Invalid, NotFound } from './errors.ts';
import { lapse } from './lease.ts';
import { checkSeen, makeRoom, type Seen } from './record-exposure.ts';
import { atSeat, type Seat, timelineWithHeld } from './seat.ts';
import { whatIsLeft } from './step-away.ts';

/** Shifts are known for two days from a decision; what is planned may last for one of them. */
const FURTHEST = 24 * HOUR;
const LONGEST = 24 * HOUR;
const LONGEST_KEY = 200;

export type ExposurePlanned =
  | {
      readonly kind: 'planned';
      readonly plan: bigint;
      /** It had been planned before. */
      readonly again: boolean;
    }
  | { readonly kind: 'refused'; readonly objections: readonly Objection[] };

/**
 * Plans exposure beside the queues for somebody, by the same rules as an item: it is refused, or it
 * holds its place in every limit from now on, so that it and an item never both fit into the same
 * room. A lease that it leaves no room for is shortened in the same transaction. It holds its place
 * until it is said what was seen of it, or that nothing was. Throws NotFound and Invalid.
 */
export async function planExposure(
  db: Db,
  reviewer: number,
  plan: NewPlan,
  by: string,
): Promise<ExposurePlanned> {
  return atSeat(db, reviewer, async (tx, seat) => {
    const before = await planByKey(tx, reviewer, plan.key);
    if (before) {
      if (!isSame(before, plan)) throw new Invalid('key', 'that key names another plan');
      return { kind: 'planned', plan: before.id, again: true };
    }
    refuseImpossible(plan, seat.now);
    const { held } = seat.ledger;
    if (held && held.leaseUntil <= seat.now) await lapse(tx, seat, held);
    const found = against(seat, plan);
    if (found.length > 0) return { kind: 'refused', objections: found };
    const { id } = await addPlan(tx, seat.ledger, plan, { by, now: seat.now });
    await decideLeaseAnew(tx, seat);
    return { kind: 'planned', plan: id, again: false };
  });
}

/** Of work that is to begin later it is taken that they rest until then. */
function against({ now, ledger, rules }: Seat, plan: NewPlan): readonly Objection[] {
  const known = timelineWithHeld(ledger.facts, ledger.held, now);
  const { start, end, severity, categories } = plan;
  const timeline = { ...known, knownUntil: Math.max(start, now) };
  return objections(timeline, { start, end, severity, categories }, rules);
}

/**
 * Says what was seen of a plan: it is in the ledger then, and nothing is held for the plan any more.
 * Never refused for being too much. Throws NotFound, AlreadyDecided and Invalid.
 */
export async function settlePlan(
  db: Db,
  reviewer: number,
  plan: bigint,
  seen: Omit<Seen, 'origin' | 'corrects'>,
): Promise<bigint> {
  await makeRoom(db, seen.start);
  return atSeat(db, reviewer, async (tx, seat) => {
    checkSeen(seen, seat.now);
    await refuseEnded(tx, reviewer, plan);
    await endPlan(tx, seat.ledger, plan, { outcome: 'seen', now: seat.now });
    const exposure = await appendExposure(tx, seat.ledger, {
      ...seen,
      origin: 'project',
      assignment: null,
      recordedAt: seat.now,
      supersedes: null,
    });
    await decideLeaseAnew(tx, seat);
    return exposure;
  });
}

/** Nothing is seen of a plan: what was held for it is free. Throws NotFound and AlreadyDecided. */
export async function cancelPlan(db: Db, reviewer: number, plan: bigint): Promise<void> {
  await atSeat(db, reviewer, async (tx, seat) => {
    await refuseEnded(tx, reviewer, plan);
    await endPlan(tx, seat.ledger, plan, { outcome: 'cancelled', now: seat.now });
    await decideLeaseAnew(tx, seat);
  });
}

async function refuseEnded(tx: Tx, reviewer: number, id: bigint): Promise<void> {
  const plan = await planOf(tx, reviewer, id);
  if (!plan) throw new NotFound('no such plan of this reviewer');
  if (plan.outcome !== null) throw new AlreadyDecided('it was said before what became of it');
}

async function decideLeaseAnew(tx: Tx, seat: Seat): Promise<void> {
  const { held } = seat.ledger;
  if (held) await whatIsLeft(tx, seat, held);
}

function isSame(a: NewPlan, b: NewPlan): boolean {
  return (
    a.start === b.start &&
    a.end === b.end &&
    a.severity === b.severity &&
    a.plannedFor === b.plannedFor &&
    a.categories.toSorted().join() === b.categories.toSorted().join()
  );
}

function refuseImpossible({ key, categories, start, end }: NewPlan, now: Instant): void {
  if (key === '' || key.length > LONGEST_KEY || key.includes('\u0000'))
    throw new Invalid('key', `a key has 1 to ${LONGEST_KEY} characters`);
  if (categories.length === 0) throw new Invalid('categories', 'name at least one category');
  if (!(start < end)) throw new Invalid('end', 'it must end after it starts');
  if (end - start > LONGEST) throw new Invalid('end', 'it lasts 24 hours at most');
  if (start < now) throw new Invalid('start', 'what has begun is recorded, not planned');
  if (start > now + FURTHEST)
    throw new Invalid('start', 'it cannot be told further ahead than 24 hours');
}
