import type { Refused } from '../assignment/choose.ts';
import type { Objection } from '../assignment/objections.ts';
import type { Instant } from '../domain/time.ts';
import type { Held } from '../store/held.ts';
import type { ReviewItem } from '../store/items.ts';
import { timelineAt } from './asking.ts';
import { earliestFor } from './eligibility.ts';
import type { Seat } from './seat.ts';

/** What a look at the queues brought somebody. */
export type Offer =
  | {
      readonly kind: 'assigned';
      readonly held: Held;
      readonly item: ReviewItem;
      /** It was in their hands already. */
      readonly resumed: boolean;
    }
  | { readonly kind: 'nothing-waiting' }
  | {
      readonly kind: 'not-eligible';
      /** Against the item that would have come first; none: their shift ends before it would. */
      readonly objections: readonly Objection[];
      /** When that item could be taken as far as rules go; null: not within the horizon. */
      readonly earliest: Instant | null;
    };

/** An offer before it is asked why it was refused and when it could be taken: that takes long. */
export type Found =
  | Exclude<Offer, { kind: 'not-eligible' }>
  | {
      readonly kind: 'not-eligible';
      readonly refusal: Refused;
      readonly first: ReviewItem;
    };

/** Why and until when is asked of the rules only if somebody wants to know: nobody waits for it. */
export function offerOf(seat: Seat, found: Found): Offer {
  if (found.kind !== 'not-eligible') return found;
  const { first, refusal } = found;
  const timeline = timelineAt(seat);
  const why = once(() => refusal.objections);
  const when = once(() => earliestFor(timeline, seat.now, first, seat.rules));
  return {
    kind: 'not-eligible',
    get objections() {
      return why();
    },
    get earliest() {
      return when();
    },
  };
}

function once<T>(ask: () => T): () => T {
  let known: { readonly answer: T } | undefined;
  return () => {
    known ??= { answer: ask() };
    return known.answer;
  };
}
