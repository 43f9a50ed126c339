import { type Candidate, type Claimant, choose } from '../assignment/choose.ts';
import type { Objection } from '../assignment/objections.ts';
import type { Severity } from '../domain/category.ts';
import { type Instant, MINUTE } from '../domain/time.ts';
import { type HandOut, handOut } from '../store/assignments.ts';
import type { Db } from '../store/db.ts';
import { findItem, type ReviewItem, waitingFor } from '../store/items.ts';
import type { Held } from '../store/ledgers.ts';
import type { Tx } from '../store/rows.ts';
import { earliestFor } from './eligibility.ts';
import { LEASE, LONGEST_WATCH, signOfLife } from './lease.ts';
import { atSeat, type Seat, shiftAt, timelineOf } from './seat.ts';

export type Claim =
  | {
      readonly kind: 'assigned';
      readonly held: Held;
      readonly item: ReviewItem;
      readonly resumed: boolean;
    }
  | { readonly kind: 'not-on-shift'; readonly nextShift: Instant | null }
  | { readonly kind: 'on-break'; readonly since: Instant }
  | { readonly kind: 'nothing-waiting' }
  | {
      readonly kind: 'not-eligible';
      /** Against the item that would have come first. */
      readonly objections: readonly Objection[];
      /** When that item could be taken; null: not within the horizon. */
      readonly earliest: Instant | null;
    };

/** So many of each queue are looked at first; deeper only when none of them may be taken. */
const HEADS = 2;
const DEEPER = 25;

/** Somebody else may take the chosen item in the same moment; then the next one is chosen. */
const TRIES = 5;

/**
 * Gives a reviewer the next item that they may take now, or says why there is none. What they hold
 * already is given again. Throws NotFound.
 */
export async function claimNext(db: Db, reviewer: number): Promise<Claim> {
  return atSeat(db, reviewer, async (tx, seat) => {
    const held = await signOfLife(tx, seat);
    if (held) return resumed(tx, held);
    const { facts } = seat.ledger;
    const shift = shiftAt(facts, seat.now);
    if (!shift) {
      const next = facts.shifts.find((s) => s.start > seat.now);
      return { kind: 'not-on-shift', nextShift: next?.start ?? null };
    }
    const resting = facts.breaks.find((b) => b.end === Infinity);
    if (resting) return { kind: 'on-break', since: resting.start };
    return take(tx, seat, shift.end);
  });
}

async function resumed(tx: Tx, held: Held): Promise<Claim> {
  const item = await findItem(tx, held.item);
  if (!item) throw new Error(`assignment ${held.assignment} holds no item`);
  return { kind: 'assigned', held, item, resumed: true };
}

/** Looks at the head of every queue, then deeper in each at what is mild enough. */
async function take(tx: Tx, seat: Seat, shiftEnd: Instant): Promise<Claim> {
  let refused: Claim = { kind: 'nothing-waiting' };
  const looks: { perQueue: number; severity: Severity }[] = [
    { perQueue: HEADS, severity: 5 },
    { perQueue: DEEPER, severity: 5 },
    { perQueue: DEEPER, severity: 1 },
  ];
  for (const look of looks) {
    const claim = await takeAmong(tx, seat, shiftEnd, look);
    if (claim.kind === 'assigned') return claim;
    if (claim.kind === 'nothing-waiting') return refused;
    refused = refused.kind === 'nothing-waiting' ? claim : refused;
  }
  return refused;
}

async function takeAmong(
  tx: Tx,
  seat: Seat,
  shiftEnd: Instant,
  look: { perQueue: number; severity: Severity },
): Promise<Claim> {
  const { ledger, now, rules } = seat;
  const claimant: Claimant = {
    reviewer: ledger.reviewer,
    timeline: timelineOf(ledger.facts, now),
    rules,
    languages: ledger.facts.languages,
    mayWorkUntil: shiftEnd,
  };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const waiting = await waitingFor(tx, ledger.reviewer, claimant.languages, look);
    if (waiting.length === 0) return { kind: 'nothing-waiting' };
    const { chosen, refused } = choose(
      [claimant],
      waiting.map(candidateOf),
      now,
      LONGEST_WATCH / MINUTE,
    );
    const choice = chosen[0];
    const item = waiting.find((w) => w.item === choice?.item);
    if (!choice || !item) return notEligible(seat, claimant, waiting, refused[0]?.objections ?? []);
    const lost = await handOut(tx, new Map([[ledger.reviewer, ledger]]), [
      handOutOf(seat, item, choice.limitAt),
    ]);
    if (lost.length === 0 && ledger.held)
      return { kind: 'assigned', held: ledger.held, item, resumed: false };
  }
  return { kind: 'nothing-waiting' };
}

function candidateOf(item: ReviewItem): Candidate {
  const { queue, language, severity, categories, arrivedAt, dueAt } = item;
  const expectedMinutes = (item.expectedSeconds * 1_000) / MINUTE;
  return {
    item: item.item,
    queue,
    language,
    severity,
    categories,
    expectedMinutes,
    arrivedAt,
    dueAt,
  };
}

function handOutOf(seat: Seat, item: ReviewItem, limitAt: Instant): HandOut {
  const { now, ledger, policy } = seat;
  return {
    reviewer: ledger.reviewer,
    item: item.item,
    severity: item.severity,
    categories: item.categories,
    decidedAt: now,
    leaseUntil: Math.min(now + LEASE.lease, limitAt),
    limitAt,
    policyVersion: policy.version,
  };
}

function notEligible(
  seat: Seat,
  claimant: Claimant,
  waiting: readonly ReviewItem[],
  objections: readonly Objection[],
): Claim {
  const first = waiting[0];
  const earliest = first ? earliestFor(claimant.timeline, seat.now, first, seat.rules) : null;
  return { kind: 'not-eligible', objections, earliest };
}
