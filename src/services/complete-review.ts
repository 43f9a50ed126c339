import type { Category, Severity } from '../domain/category.ts';
import { type Instant, SECOND, type Span } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import type { Held } from '../store/held.ts';
import type { Tx } from '../store/rows.ts';
import { appendSeen, type EndedAssignment, endedAssignment, settle } from '../store/settlement.ts';
import { endSilence } from '../store/signs.ts';
import { seenUntil } from './lease.ts';
import { atSeat, type Seat } from './seat.ts';
import { together } from './together.ts';

/** What the reviewer decided, and what it really was where that differs from what was announced. */
export interface Review {
  readonly assignment: bigint;
  readonly decision: string;
  readonly severity: Severity | null;
  readonly categories: readonly Category[] | null;
}

export type Completion =
  | { readonly kind: 'completed'; readonly seenSeconds: number; readonly again: boolean }
  /**
   * The item had gone back before, or somebody else watches the stream or decided it: the decision is
   * not taken, what was seen is kept.
   */
  | { readonly kind: 'lapsed'; readonly seenSeconds: number }
  | { readonly kind: 'not-held' };

/**
 * Settles the reservation with what was really seen and decides the item, once: said again, it
 * answers the same. A lease that has run out but was not yet taken back still counts: its time past
 * the lease is kept like all the rest and audited as an overrun.
 */
export async function completeReview(
  db: Db,
  reviewer: number,
  review: Review,
): Promise<Completion> {
  return together(db, reviewer, (joined) =>
    atSeat(joined, reviewer, (tx, seat) => completeAt(tx, seat, review)),
  );
}

async function completeAt(tx: Tx, seat: Seat, review: Review): Promise<Completion> {
  const { held, reviewer } = seat.ledger;
  if (held?.assignment === review.assignment) return complete(tx, seat, held, review);
  const ended = await endedAssignment(tx, reviewer, review.assignment);
  if (ended?.outcome === 'completed')
    return { kind: 'completed', seenSeconds: seconds(ended.seen), again: true };
  if (ended?.outcome === 'lapsed') return afterLapse(tx, seat, ended, review);
  if (ended?.outcome === 'relieved' || ended?.outcome === 'withdrawn')
    return { kind: 'lapsed', seenSeconds: seconds(ended.seen) };
  return { kind: 'not-held' };
}

async function complete(tx: Tx, seat: Seat, held: Held, review: Review): Promise<Completion> {
  const seen = seenUntil(held, seat.now);
  const { outcome } = await settle(tx, seat.ledger, held, {
    now: seat.now,
    outcome: 'completed',
    seen,
    severity: review.severity ?? held.severity,
    categories: review.categories ?? held.categories,
    decision: review.decision,
  });
  await endSilence(tx, seat.ledger, seat.now);
  if (outcome === 'withdrawn') return { kind: 'lapsed', seenSeconds: seconds(seen) };
  return { kind: 'completed', seenSeconds: seconds(seen), again: false };
}

/** What somebody watched beyond their lapse, up to their next sign, is seen all the same. */
async function afterLapse(
  tx: Tx,
  seat: Seat,
  ended: EndedAssignment,
  review: Review,
): Promise<Completion> {
  const until = await silenceAfter(tx, seat, ended);
  if (until === null) return { kind: 'lapsed', seenSeconds: seconds(ended.seen) };
  await appendSeen(tx, seat.ledger, {
    ...until,
    severity: review.severity ?? ended.severity,
    announced: ended.severity,
    categories: review.categories ?? ended.categories,
    origin: 'assignment',
    assignment: review.assignment,
    recordedAt: seat.now,
    supersedes: null,
  });
  return { kind: 'lapsed', seenSeconds: seconds(ended.seen) + seconds(until) };
}

/** The silence that goes on since the lapse or a later one, if this is the sign that ends it. */
async function silenceAfter(tx: Tx, seat: Seat, ended: EndedAssignment): Promise<Span | null> {
  const start = ended.seen?.end ?? ended.decidedAt;
  const silence = seat.ledger.facts.silences.find((s) => s.end === Infinity && s.start >= start);
  await endSilence(tx, seat.ledger, seat.now);
  if (!silence || silence.start >= seat.now) return null;
  return { start: silence.start, end: seat.now };
}

function seconds(span: { start: Instant; end: Instant } | null): number {
  return span ? (span.end - span.start) / SECOND : 0;
}
