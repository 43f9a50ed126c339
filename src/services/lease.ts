import { limitAt } from '../assignment/headroom.ts';
import { type Instant, MINUTE, SECOND, type Span } from '../domain/time.ts';
import { moveLease } from '../store/assignments.ts';
import type { Facts } from '../store/facts.ts';
import type { Held } from '../store/held.ts';
import type { Tx } from '../store/rows.ts';
import { settle } from '../store/settlement.ts';
import { endSilence, startSilence } from '../store/signs.ts';
import { isDecided } from '../store/streams.ts';
import { asOf, rulesFor } from './rules-for.ts';
import { type Seat, shiftAt, timelineWithHeld } from './seat.ts';

/** How long a lease lasts without a heartbeat, and how often a client should send one. */
export interface LeaseTimes {
  readonly lease: number;
  readonly heartbeat: number;
}

export const LEASE: LeaseTimes = { lease: 180 * SECOND, heartbeat: 60 * SECOND };

/** How far ahead limits are looked for: a lease is renewed long before. */
export const LONGEST_WATCH = 4 * 60 * MINUTE;

/** The reviewer is told this long before the first limit that the item will go back. */
export const WARNING = 2 * MINUTE;

/** When a policy tightens under a held item, what is left of its lease, at most. */
const NOTICE = 60 * SECOND;

/**
 * Decides a held item's lease anew on what is known now. Only what every limit allows extends it.
 * What leaves less room shortens it: a fact at once, a policy that has tightened since the hand-out
 * with a minute's notice, since it does not take work out of somebody's hands.
 */
export async function renewLease(
  tx: Tx,
  seat: Seat,
  held: Held,
  heartbeat: boolean,
): Promise<{ until: Instant; limitAt: Instant }> {
  const { now } = seat;
  const { atHandOut, nowInForce } = limitsOf(seat, held);
  const wanted = heartbeat ? now + LEASE.lease : held.leaseUntil;
  const granted = Math.min(wanted, atHandOut, nowInForce);
  const noticed = Math.min(held.leaseUntil, atHandOut, now + NOTICE);
  const until = Math.max(granted, nowInForce < atHandOut ? noticed : granted, now);
  const limitAt = Math.max(Math.min(atHandOut, nowInForce), until);
  const extended = until > held.leaseUntil;
  await moveLease(tx, seat.ledger, held, { now, until, limitAt, heartbeat, extended });
  return { until, limitAt };
}

function limitsOf(seat: Seat, held: Held): { atHandOut: Instant; nowInForce: Instant } {
  const { ledger, policy, now } = seat;
  const isOld = hasChangedSince(seat, held);
  if (!isOld && stillStands(seat, held))
    return { atHandOut: held.limitAt, nowInForce: held.limitAt };
  const timeline = timelineWithHeld(ledger.facts, held, now);
  const shiftEnd = shiftAt(ledger.facts, now)?.end ?? now;
  const watched = {
    start: now,
    end: Math.min(now + LONGEST_WATCH, Math.max(shiftEnd, now + SECOND)),
    severity: held.severity,
    categories: held.categories,
    assignment: held.assignment,
  };
  const then = rulesFor(asOf(policy, held.policyVersion), ledger.facts, held.decidedAt);
  const atHandOut = Math.min(limitAt(timeline, watched, then), Math.max(shiftEnd, now));
  limitDecided(ledger.facts, held);
  if (!isOld) return { atHandOut, nowInForce: atHandOut };
  return { atHandOut, nowInForce: limitAt(timeline, watched, seat.rules) };
}

const decidedOn = new WeakMap<Facts, bigint>();

/** A held item's limit was decided on these facts. */
export function limitDecided(facts: Facts, held: Held): void {
  decidedOn.set(facts, held.assignment);
}

/**
 * Whether a limit is what it would be if it were decided anew: whoever watches on, and of whom
 * nothing else was learnt, comes no sooner and no later to it. A limit at the end of what was looked
 * at may move.
 */
function stillStands({ ledger, now }: Seat, held: Held): boolean {
  const isFound = held.limitAt < held.heartbeatAt + LONGEST_WATCH;
  return isFound && now < held.limitAt && decidedOn.get(ledger.facts) === held.assignment;
}

/** Whether other rules may be in force than at the hand-out: new ones, or by a date or a move. */
function hasChangedSince({ now, policy, ledger }: Seat, held: Held): boolean {
  const since = ({ from }: { readonly from: Instant }) => held.decidedAt < from && from <= now;
  const { overrides } = ledger.facts;
  return (
    overrides.some(({ start, end }) => since({ from: start }) || since({ from: end })) ||
    policy.version !== held.policyVersion ||
    policy.entries.some(since) ||
    ledger.facts.memberships.some(since)
  );
}

/**
 * Ends a lease that ran out: the item goes back, what was seen until the last heartbeat and one
 * interval counts, and what came after is silence, neither exposure nor rest.
 */
export async function lapse(tx: Tx, seat: Seat, held: Held): Promise<Instant> {
  const end = lastSign(held, seat.now);
  await settle(tx, seat.ledger, held, {
    now: seat.now,
    outcome: 'lapsed',
    seen: seenUntil(held, end),
    severity: held.severity,
    categories: held.categories,
    decision: null,
  });
  await startSilence(tx, seat.ledger, end);
  return end;
}

/**
 * A sign of a person that does not say what they saw: a lease that ran out unnoticed is settled
 * first, and a silence ends. Gives what is still in their hands.
 */
export async function signOfLife(tx: Tx, seat: Seat): Promise<Held | null> {
  const { held } = seat.ledger;
  if (held && held.leaseUntil <= seat.now) await lapse(tx, seat, held);
  return stillThere(tx, seat);
}

/** Until when somebody who says nothing more is taken to have looked: one heartbeat after their last. */
export function lastSign(held: Held, now: Instant): Instant {
  return Math.min(held.heartbeatAt + LEASE.heartbeat, held.leaseUntil, now);
}

/** What was seen of a held item until an instant; null: not a moment. */
export function seenUntil(held: Held, at: Instant): Span | null {
  const start = held.openedAt ?? held.decidedAt;
  return start < at ? { start, end: at } : null;
}

/**
 * A sign of a person who was there until now: what they hold counts as seen up to this moment. A stream
 * that somebody else decided meanwhile is over for them too.
 */
export async function stillThere(tx: Tx, seat: Seat): Promise<Held | null> {
  await endSilence(tx, seat.ledger, seat.now);
  const { held } = seat.ledger;
  if (held?.isLive && (await isDecided(tx, held.item)))
    await endWatch(tx, seat, held, 'withdrawn', seat.now);
  return seat.ledger.held;
}

/** Ends a watch that others go on with, or that nobody need go on with: what was seen until then counts. */
export async function endWatch(
  tx: Tx,
  seat: Seat,
  held: Held,
  outcome: 'relieved' | 'withdrawn',
  until: Instant,
): Promise<void> {
  await settle(tx, seat.ledger, held, {
    now: seat.now,
    outcome,
    seen: seenUntil(held, until),
    severity: held.severity,
    categories: held.categories,
    decision: null,
  });
}
