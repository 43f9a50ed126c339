import { choose } from '../assignment/choose.ts';
import { RELIEF_AHEAD } from '../domain/hand-over.ts';
import { MINUTE } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import type { Tx } from '../store/rows.ts';
import { urgentFor } from '../store/urgent-items.ts';
import { candidateOf, claimantOf, givenBack, reviewerOf } from './asking.ts';
import { giveOut } from './give-out.ts';
import { LONGEST_WATCH } from './lease.ts';
import type { Offer } from './offer.ts';
import type { Seat } from './seat.ts';
import { usualSeverity } from './usual-severity.ts';

/**
 * Gives each of these people, who are free to take something, what comes before all that waits, if
 * they may: a stream whose watcher must leave soon, or, to who takes escalations, what was passed up.
 */
export async function takeUrgent(
  db: Db,
  tx: Tx,
  seats: readonly Seat[],
  able: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<number, Offer>> {
  const now = seats[0]?.now ?? 0;
  const languages = [...new Set(seats.flatMap((seat) => seat.ledger.facts.languages))];
  const urgent = await urgentFor(tx, languages, {
    leavesBefore: now + RELIEF_AHEAD,
    most: 2 * seats.length,
    escalated: seats.some((seat) => seat.ledger.facts.takesEscalations),
  });
  if (urgent.length === 0) return new Map();
  const items = new Map(urgent.map((item) => [item.item, item]));
  const gaveBack = givenBack(urgent);
  const claimants = seats.map((seat) => claimantOf(seat, gaveBack.get(reviewerOf(seat))));
  const usual = usualSeverity(db);
  const longest = LONGEST_WATCH / MINUTE;
  const { chosen } = choose(claimants, urgent.map(candidateOf), now, longest, able, usual);
  const { got } = await giveOut(db, tx, seats, items, chosen);
  return new Map(
    seats.flatMap((seat): [number, Offer][] => {
      const item = items.get(got.get(reviewerOf(seat)) ?? -1n);
      const { held } = seat.ledger;
      if (!item || !held) return [];
      return [[reviewerOf(seat), { kind: 'assigned', held, item, resumed: false }]];
    }),
  );
}
