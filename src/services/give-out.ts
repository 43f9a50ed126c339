import type { Chosen } from '../assignment/choose.ts';
import type { Instant } from '../domain/time.ts';
import { type HandOut, handOut } from '../store/assignments.ts';
import { take } from '../store/being-taken.ts';
import type { Db } from '../store/db.ts';
import type { ReviewItem } from '../store/items.ts';
import type { Tx } from '../store/rows.ts';
import { candidateOf, reviewerOf } from './asking.ts';
import { LEASE, limitDecided } from './lease.ts';
import type { Seat } from './seat.ts';
import { noteHandedOut } from './usual-severity.ts';

/** Who got what they were chosen for, and who was to have what somebody else was taking. */
export interface GivenOut {
  readonly got: ReadonlyMap<number, bigint>;
  readonly lost: ReadonlyMap<number, bigint>;
}

/** Hands out what was chosen for these people; their ledgers say what is in their hands. */
export async function giveOut(
  db: Db,
  tx: Tx,
  seats: readonly Seat[],
  items: ReadonlyMap<bigint, ReviewItem>,
  chosen: readonly Chosen[],
): Promise<GivenOut> {
  const bySeat = new Map(seats.map((seat) => [reviewerOf(seat), seat]));
  const decisions = chosen.flatMap(({ reviewer, item, limitAt }) => {
    const [seat, found] = [bySeat.get(reviewer), items.get(item)];
    return seat && found ? handOutOf(seat, found, limitAt) : [];
  });
  const ledgers = new Map(seats.map((seat) => [reviewerOf(seat), seat.ledger]));
  take(
    db,
    tx,
    decisions.map(({ item }) => item),
  );
  const without = new Set(await handOut(tx, ledgers, decisions));
  const isLost = ({ reviewer }: HandOut) => without.has(reviewer);
  const own = (some: readonly HandOut[]) => new Map(some.map((one) => [one.reviewer, one.item]));
  const got = own(decisions.filter((one) => !isLost(one)));
  const given = [...got.values()].flatMap((item) => items.get(item) ?? []);
  noteHandedOut(db, seats[0]?.now ?? 0, given.map(candidateOf));
  for (const { facts, held } of ledgers.values()) if (held) limitDecided(facts, held);
  return { got, lost: own(decisions.filter(isLost)) };
}

function handOutOf(seat: Seat, item: ReviewItem, limitAt: Instant): readonly HandOut[] {
  const { now, policy } = seat;
  const { state } = item;
  if (state === 'done') return [];
  return [
    {
      reviewer: reviewerOf(seat),
      item: item.item,
      isLive: item.media === 'live',
      state,
      severity: item.severity,
      categories: item.categories,
      decidedAt: now,
      leaseUntil: Math.min(now + LEASE.lease, limitAt),
      limitAt,
      policyVersion: policy.version,
    },
  ];
}
