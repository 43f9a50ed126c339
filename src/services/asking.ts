import type { Candidate, Claimant } from '../assignment/choose.ts';
import { leastSeconds } from '../domain/least-watch.ts';
import { MINUTE, SECOND } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { ReviewItem, WaitingItem } from '../store/items.ts';
import { type Seat, shiftAt, timelineOf } from './seat.ts';

export function reviewerOf(seat: Seat): number {
  return seat.ledger.reviewer;
}

const timelines = new WeakMap<Seat, Timeline>();

/** The same at each look, so that what the rules said of it is remembered. */
export function timelineAt(seat: Seat): Timeline {
  const timeline = timelines.get(seat) ?? timelineOf(seat.ledger.facts, seat.now);
  timelines.set(seat, timeline);
  return timeline;
}

/** Somebody at their seat as the choice sees them. */
export function claimantOf(seat: Seat, gaveBack: ReadonlySet<bigint> = new Set()): Claimant {
  const { ledger, now, rules } = seat;
  return {
    reviewer: ledger.reviewer,
    timeline: timelineAt(seat),
    rules,
    languages: ledger.facts.languages,
    mayWorkUntil: shiftAt(ledger.facts, now)?.end ?? now,
    takesEscalations: ledger.facts.takesEscalations,
    gaveBack,
  };
}

/** An item as the choice sees it. */
export function candidateOf(item: ReviewItem): Candidate {
  const { queue, language, severity, categories, arrivedAt, dueAt } = item;
  const expectedMinutes = (leastSeconds(item.media, item.expectedSeconds) * SECOND) / MINUTE;
  const work = { severity, categories, expectedMinutes };
  const isEscalated = item.state === 'escalated';
  return { item: item.item, queue, language, ...work, isEscalated, arrivedAt, dueAt };
}

/** What each person gave back of these. */
export function givenBack(
  waiting: readonly WaitingItem[],
): ReadonlyMap<number, ReadonlySet<bigint>> {
  const own = new Map<number, Set<bigint>>();
  for (const { item, gaveBack } of waiting)
    for (const reviewer of gaveBack) own.set(reviewer, (own.get(reviewer) ?? new Set()).add(item));
  return own;
}
