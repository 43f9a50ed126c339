import { type Candidate, type Claimant, choose } from '../assignment/choose.ts';
import type { Objection } from '../assignment/objections.ts';
import type { Severity } from '../domain/category.ts';
import { type Instant, MINUTE, SECOND } from '../domain/time.ts';
import { type HandOut, handOut } from '../store/assignments.ts';
import type { Db } from '../store/db.ts';
import type { Held } from '../store/held.ts';
import { findItem, givenBack, type ReviewItem, waitingFor } from '../store/items.ts';
import type { Tx } from '../store/rows.ts';
import { earliestFor } from './eligibility.ts';
import { NotFound } from './errors.ts';
import { LEASE, LONGEST_WATCH, signOfLife } from './lease.ts';
import { atSeats, type Seat, shiftAt, timelineOf } from './seat.ts';
import { speakersOnShift } from './speakers.ts';

export type Claim =
  | {
      readonly kind: 'assigned';
      readonly held: Held;
      readonly item: ReviewItem;
      /** It was in their hands already. */
      readonly resumed: boolean;
    }
  | { readonly kind: 'not-on-shift'; readonly nextShift: Instant | null }
  | { readonly kind: 'on-break'; readonly since: Instant }
  | { readonly kind: 'nothing-waiting' }
  | {
      readonly kind: 'not-eligible';
      /** Against the item that would have come first; none: their shift ends before it would. */
      readonly objections: readonly Objection[];
      /** When that item could be taken as far as rules go; null: not within the horizon. */
      readonly earliest: Instant | null;
    };

/** How deep into each queue is looked: at its head first, deeper only for who got nothing. */
interface Look {
  readonly perQueue: number;
  readonly atMost: Severity;
}
const LOOKS: readonly Look[] = [
  { perQueue: 2, atMost: 5 },
  { perQueue: 25, atMost: 5 },
  { perQueue: 25, atMost: 1 },
];

/** Several who ask at once need more to choose from; who gets nothing is looked after again. */
const MOST_MORE = 8;

/** Somebody else may take a chosen item in the same moment; then another one is chosen. */
const TRIES = 5;

/**
 * Gives a reviewer the next item that they may take now, or says why there is none. What they hold
 * already is given again. Throws NotFound.
 */
export async function claimNext(db: Db, reviewer: number): Promise<Claim> {
  const claim = (await claimMany(db, [reviewer])).get(reviewer);
  if (!claim) throw new NotFound(`no reviewer ${reviewer}`);
  return claim;
}

/**
 * The same for several who ask at once, decided together in one transaction. A reviewer who does
 * not exist is absent from the result.
 */
export async function claimMany(
  db: Db,
  reviewers: readonly number[],
): Promise<ReadonlyMap<number, Claim>> {
  return atSeats(db, reviewers, async (tx, seats) => {
    const claims = new Map<number, Claim>();
    const free: Seat[] = [];
    for (const seat of seats.values()) {
      const claim = await withoutChoice(tx, seat);
      if (claim) claims.set(seat.ledger.reviewer, claim);
      else free.push(seat);
    }
    if (free.length > 0) await takeFor(db, tx, free, claims);
    return claims;
  });
}

/** What needs no look at the queues; null: they are free to take something. */
async function withoutChoice(tx: Tx, seat: Seat): Promise<Claim | null> {
  const held = await signOfLife(tx, seat);
  if (held) {
    const item = await findItem(tx, held.item);
    if (!item) throw new Error(`assignment ${held.assignment} holds no item`);
    return { kind: 'assigned', held, item, resumed: true };
  }
  const { facts } = seat.ledger;
  if (!shiftAt(facts, seat.now)) {
    const next = facts.shifts.find((s) => s.start > seat.now);
    return { kind: 'not-on-shift', nextShift: next?.start ?? null };
  }
  const resting = facts.breaks.find((b) => b.end === Infinity);
  return resting ? { kind: 'on-break', since: resting.start } : null;
}

/** Looks at the head of every queue, then, for who got nothing, deeper and at what is mild. */
async function takeFor(
  db: Db,
  tx: Tx,
  seats: readonly Seat[],
  claims: Map<number, Claim>,
): Promise<void> {
  const now = seats[0]?.now ?? 0;
  const speakers = await speakersOnShift(db, tx, now);
  let left = seats;
  for (const look of LOOKS) {
    for (let attempt = 0; attempt < TRIES && left.length > 0; attempt++) {
      const round = await takeAmong(tx, left, look, speakers);
      for (const [reviewer, claim] of round.claims)
        if (claim.kind === 'assigned' || !claims.has(reviewer)) claims.set(reviewer, claim);
      const before = left.length;
      left = left.filter((seat) => claims.get(reviewerOf(seat))?.kind !== 'assigned');
      if (left.length === before && !round.lost) break;
    }
    left = left.filter((seat) => claims.get(reviewerOf(seat))?.kind === 'not-eligible');
  }
}

interface Round {
  readonly claims: ReadonlyMap<number, Claim>;
  /** Somebody else took one of the chosen items first. */
  readonly lost: boolean;
}

async function takeAmong(
  tx: Tx,
  seats: readonly Seat[],
  look: Look,
  speakers: ReadonlyMap<string, number>,
): Promise<Round> {
  const now = seats[0]?.now ?? 0;
  const languages = [...new Set(seats.flatMap((seat) => seat.ledger.facts.languages))];
  const waiting = await waitingFor(tx, languages, {
    perQueue: look.perQueue + Math.min(seats.length - 1, MOST_MORE),
    severity: look.atMost,
  });
  const items = new Map(waiting.map((item) => [item.item, item]));
  const gaveBack = await givenBack(tx, seats.map(reviewerOf), [...items.keys()]);
  const claimants = seats.map((seat) => claimantOf(seat, gaveBack.get(reviewerOf(seat))));
  const choice = choose(claimants, waiting.map(candidateOf), now, LONGEST_WATCH / MINUTE, speakers);
  const bySeat = new Map(seats.map((seat) => [reviewerOf(seat), seat]));
  const decisions = choice.chosen.flatMap(({ reviewer, item, limitAt }) => {
    const [seat, chosen] = [bySeat.get(reviewer), items.get(item)];
    return seat && chosen ? [handOutOf(seat, chosen, limitAt)] : [];
  });
  const ledgers = new Map(seats.map((seat) => [reviewerOf(seat), seat.ledger]));
  const lost = new Set(await handOut(tx, ledgers, decisions));
  const claims = new Map<number, Claim>();
  for (const { reviewer, item } of decisions) {
    const [held, taken] = [ledgers.get(reviewer)?.held, items.get(item)];
    if (held && taken)
      claims.set(reviewer, { kind: 'assigned', held, item: taken, resumed: false });
  }
  for (const { reviewer, objections } of choice.refused) {
    const seat = bySeat.get(reviewer);
    if (seat) claims.set(reviewer, notEligible(seat, waiting, objections));
  }
  for (const reviewer of bySeat.keys())
    if (!claims.has(reviewer) && !lost.has(reviewer))
      claims.set(reviewer, { kind: 'nothing-waiting' });
  return { claims, lost: lost.size > 0 };
}

function reviewerOf(seat: Seat): number {
  return seat.ledger.reviewer;
}

function claimantOf(seat: Seat, gaveBack: ReadonlySet<bigint> = new Set()): Claimant {
  const { ledger, now, rules } = seat;
  return {
    reviewer: ledger.reviewer,
    timeline: timelineOf(ledger.facts, now),
    rules,
    languages: ledger.facts.languages,
    mayWorkUntil: shiftAt(ledger.facts, now)?.end ?? now,
    gaveBack,
  };
}

function candidateOf(item: ReviewItem): Candidate {
  const { queue, language, severity, categories, expectedSeconds, arrivedAt, dueAt } = item;
  const expectedMinutes = (expectedSeconds * SECOND) / MINUTE;
  const work = { severity, categories, expectedMinutes };
  return { item: item.item, queue, language, ...work, arrivedAt, dueAt };
}

function handOutOf(seat: Seat, item: ReviewItem, limitAt: Instant): HandOut {
  const { now, policy } = seat;
  return {
    reviewer: reviewerOf(seat),
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
  waiting: readonly ReviewItem[],
  objections: readonly Objection[],
): Claim {
  const { facts } = seat.ledger;
  const first = waiting.find((w) => w.language === null || facts.languages.includes(w.language));
  const timeline = timelineOf(facts, seat.now);
  const earliest = first ? earliestFor(timeline, seat.now, first, seat.rules) : null;
  return { kind: 'not-eligible', objections, earliest };
}
