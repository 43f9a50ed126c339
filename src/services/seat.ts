import { withPlanned } from '../domain/planned-exposure.ts';
import { uncorrected } from '../domain/recorded.ts';
import { contains, type Instant } from '../domain/time.ts';
import type { Exposure, Shift, Timeline } from '../domain/timeline.ts';
import { withExposure } from '../domain/with-exposure.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import type { Db } from '../store/db.ts';
import type { Facts } from '../store/facts.ts';
import type { Held } from '../store/held.ts';
import { type Ledger, withLedgers, withSharedLedgers } from '../store/ledgers.ts';
import { type Policy, policyAt } from '../store/policies.ts';
import type { Tx } from '../store/rows.ts';
import { NotFound } from './errors.ts';
import { notePolicy, noteRules, reachOf } from './reach.ts';
import { rulesFor } from './rules-for.ts';

/** One person's place at a decision: their locked ledger, the instant, and the rules for them. */
export interface Seat {
  readonly now: Instant;
  readonly ledger: Ledger;
  readonly policy: Policy;
  readonly rules: readonly EnforcedRule[];
}

/** Locks one person's ledger and decides in one transaction. Throws NotFound. */
export async function atSeat<Result>(
  db: Db,
  reviewer: number,
  decide: (tx: Tx, seat: Seat) => Promise<Result>,
): Promise<Result> {
  return atSeats(db, [reviewer], async (tx, seats) => {
    const seat = seats.get(reviewer);
    if (!seat) throw new NotFound(`no reviewer ${reviewer}`);
    return decide(tx, seat);
  });
}

/** Locks several people's ledgers in id order and decides for all of them in one transaction. */
export async function atSeats<Result>(
  db: Db,
  reviewers: readonly number[],
  decide: (tx: Tx, seats: ReadonlyMap<number, Seat>) => Promise<Result>,
): Promise<Result> {
  return withLedgers(db, reviewers, reachOf(db), async (tx, desk) => {
    const policy = await policyAt(db, tx, desk.policyVersion);
    notePolicy(db, policy);
    const seats = [...desk.ledgers.values()].map((ledger): [number, Seat] => [
      ledger.reviewer,
      { now: desk.now, ledger, policy, rules: rulesFor(policy, ledger.facts, desk.now) },
    ]);
    for (const [, { rules }] of seats) noteRules(db, rules);
    return decide(tx, new Map(seats));
  });
}

/**
 * What `work` decides about these people, with the database that it is given, is one transaction:
 * their ledgers are locked once, and it stands or falls together. `patience`: milliseconds that it
 * waits at most for somebody's ledger.
 */
export function decideTogether<Result>(
  db: Db,
  reviewers: readonly number[],
  work: (db: Db) => Promise<Result>,
  patience: number | null = null,
): Promise<Result> {
  return withSharedLedgers(db, reviewers, reachOf(db), work, patience);
}

/** What is known at an instant, and what is planned, without what is in the person's hands. */
export function timelineOf(facts: Facts, now: Instant): Timeline {
  return timelineOfAll(facts, now, withPlanned(uncorrected(facts.exposures), facts.planned));
}

/** What is in the ledger at an instant: what is only planned was not seen. */
export function recordedTimeline(facts: Facts, now: Instant): Timeline {
  return timelineOfAll(facts, now, uncorrected(facts.exposures));
}

function timelineOfAll(facts: Facts, now: Instant, exposures: readonly Exposure[]): Timeline {
  const { earlier } = facts;
  // Told one by one: spreading lists of facts costs more than all else here, at each claim.
  return {
    knownFrom: facts.span.start,
    knownUntil: now,
    zones: facts.zones,
    shifts: facts.shifts,
    blocks: facts.blocks,
    holidays: facts.holidays,
    ...(earlier && { earlier }),
    exposures,
    breaks: facts.breaks,
    silences: facts.silences,
    consents: facts.consents,
    statements: facts.statements,
    clearances: facts.clearances,
    agreements: facts.agreements,
    flags: facts.flags,
  };
}

/** The same, with the item in the person's hands as if watched from its hand-out until now. */
export function timelineWithHeld(facts: Facts, held: Held | null, now: Instant): Timeline {
  const timeline = timelineOf(facts, now);
  if (!held || held.decidedAt >= now) return timeline;
  return withExposure(timeline, soFar(held, now));
}

function soFar(held: Held, now: Instant): Exposure {
  return {
    start: held.decidedAt,
    end: now,
    severity: held.severity,
    categories: held.categories,
    origin: 'assignment',
    assignment: held.assignment,
    recordedAt: now,
  };
}

export function shiftAt(facts: Facts, at: Instant): Shift | undefined {
  return facts.shifts.find((shift) => contains(shift, at));
}
