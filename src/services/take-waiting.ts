import { choose, type Refused } from '../assignment/choose.ts';
import { mayGoOn } from '../assignment/mildest.ts';
import type { Severity } from '../domain/category.ts';
import { MINUTE } from '../domain/time.ts';
import { beingTaken } from '../store/being-taken.ts';
import type { Db } from '../store/db.ts';
import { mildWaitingFor, type ReviewItem, waitingFor } from '../store/items.ts';
import type { Tx } from '../store/rows.ts';
import { candidateOf, claimantOf, givenBack, reviewerOf, timelineAt } from './asking.ts';
import { giveOut } from './give-out.ts';
import { LONGEST_WATCH } from './lease.ts';
import { type Found, type Offer, offerOf } from './offer.ts';
import type { Seat } from './seat.ts';
import { usualSeverity } from './usual-severity.ts';

/** How deep into each queue is looked: at its head first, deeper only for who got nothing. */
interface Look {
  readonly perQueue: number;
  /** Those due soonest of all queues, for each who asks: heads alone are few where many ask. */
  readonly more: number;
  /** Of all queues together, for each who asks. */
  readonly each: number;
  /** Null: whatever it is. */
  readonly atMost: Severity | null;
}
const LOOKS: readonly Look[] = [
  { perQueue: 2, more: 2, each: 30, atMost: null },
  { perQueue: 25, more: 25, each: 2_000, atMost: null },
  { perQueue: 25, more: 25, each: 2_000, atMost: 1 },
];

/**
 * Gives each of these people, who are free to take something, an item or the reason why not. Looks
 * at the head of every queue, then, for who may not take any of that, deeper and at what is mild.
 * `able`: how many on shift speak each language and agreed to each category.
 */
export async function takeWaiting(
  db: Db,
  tx: Tx,
  seats: readonly Seat[],
  able: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<number, Offer>> {
  const offers = new Map<number, Found>();
  const had = (seat: Seat, kind: Offer['kind']) => offers.get(reviewerOf(seat))?.kind === kind;
  // Somebody else is taking these in the same moment.
  const lost = new Set<bigint>();
  let left = seats;
  for (const look of LOOKS) {
    let gaveBack = 0;
    let isCut = false;
    while (left.length > 0) {
      const perQueue = look.perQueue + gaveBack;
      const round = await takeAmong(db, tx, left, { ...look, perQueue }, able, lost);
      isCut = round.isCut;
      for (const seat of left) {
        const offer = round.offers.get(reviewerOf(seat));
        // The reason is about what would have come first.
        if (offer && (offer.kind === 'assigned' || !had(seat, 'not-eligible')))
          offers.set(reviewerOf(seat), offer);
      }
      const wasTaken = left.some((seat) => had(seat, 'assigned'));
      // Whoever was refused and may do nothing at all need not be looked after any deeper.
      const goesOn = (seat: Seat) =>
        !had(seat, 'not-eligible') || mayGoOn(timelineAt(seat), seat.now, seat.rules);
      left = left.filter((seat) => !had(seat, 'assigned') && goesOn(seat));
      const more = round.lost.length > 0 || round.gaveBack > gaveBack || wasTaken;
      if (!more) break;
      for (const item of round.lost) lost.add(item);
      gaveBack = Math.max(gaveBack, round.gaveBack);
    }
    // Where not all was looked at, nothing may have been seen of what somebody could take.
    left = left.filter((seat) => isCut || had(seat, 'not-eligible'));
  }
  return new Map(
    seats.flatMap((seat): [number, Offer][] => {
      const found = offers.get(reviewerOf(seat));
      return found ? [[reviewerOf(seat), offerOf(seat, found)]] : [];
    }),
  );
}

interface Round {
  readonly offers: ReadonlyMap<number, Found>;
  /** What somebody else was taking; who was to have it has no offer yet. */
  readonly lost: readonly bigint[];
  /** The most of what was looked at that any one of them had given back before. */
  readonly gaveBack: number;
  /** There was more than was looked at. */
  readonly isCut: boolean;
}

async function takeAmong(
  db: Db,
  tx: Tx,
  seats: readonly Seat[],
  look: Look,
  able: ReadonlyMap<string, number>,
  except: ReadonlySet<bigint>,
): Promise<Round> {
  const now = seats[0]?.now ?? 0;
  const languages = [...new Set(seats.flatMap((seat) => seat.ledger.facts.languages))];
  const { perQueue, atMost } = look;
  const [more, inAll] = [look.more * seats.length, look.each * seats.length];
  const looked = { perQueue, more, inAll, except: [...except] };
  const found =
    atMost === null
      ? await waitingFor(tx, languages, looked)
      : await mildWaitingFor(tx, languages, atMost, looked);
  const others = beingTaken(db);
  const waiting = found.filter(({ item }) => !others.has(item));
  const gone = found.filter(({ item }) => others.has(item)).map(({ item }) => item);
  const items = new Map(waiting.map((item) => [item.item, item]));
  const gaveBack = givenBack(waiting);
  const claimants = seats.map((seat) => claimantOf(seat, gaveBack.get(reviewerOf(seat))));
  const candidates = waiting.map(candidateOf);
  const usual = usualSeverity(db);
  const choice = choose(claimants, candidates, now, LONGEST_WATCH / MINUTE, able, usual);
  const { got, lost } = await giveOut(db, tx, seats, items, choice.chosen);
  return {
    offers: offersOf(seats, items, got, choice.refused, lost),
    lost: [...lost.values(), ...gone],
    gaveBack: Math.max(0, ...seats.map((seat) => gaveBack.get(reviewerOf(seat))?.size ?? 0)),
    isCut: found.length >= inAll,
  };
}

/** Nothing for who lost what they were to have: they are looked after again. */
function offersOf(
  seats: readonly Seat[],
  items: ReadonlyMap<bigint, ReviewItem>,
  got: ReadonlyMap<number, bigint>,
  refused: readonly Refused[],
  lost: ReadonlyMap<number, bigint>,
): ReadonlyMap<number, Found> {
  const refusedBy = new Map(refused.map((refusal) => [refusal.reviewer, refusal]));
  const offers = new Map<number, Found>();
  for (const seat of seats) {
    const [reviewer, { held }] = [reviewerOf(seat), seat.ledger];
    const refusal = refusedBy.get(reviewer);
    const item = items.get(got.get(reviewer) ?? refusal?.item ?? -1n);
    if (lost.has(reviewer)) continue;
    if (!item) offers.set(reviewer, { kind: 'nothing-waiting' });
    else if (refusal) {
      offers.set(reviewer, { kind: 'not-eligible', refusal, first: item });
    } else if (held) offers.set(reviewer, { kind: 'assigned', held, item, resumed: false });
  }
  return offers;
}
