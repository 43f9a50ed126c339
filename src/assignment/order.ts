import { type Instant, MINUTE } from '../domain/time.ts';
import type { Speakers } from './scarcity.ts';

/** Items due within the same quarter of an hour are equally urgent: seconds never beat scarcity. */
const EQUALLY_URGENT = 15 * MINUTE;

interface Waiting {
  readonly item: bigint;
  readonly language: string | null;
  readonly arrivedAt: Instant;
  readonly dueAt: Instant;
}

/** The order in which items are handed out: due first, then the rarest language, then by age. */
export function inOrder(speakers: Speakers): (a: Waiting, b: Waiting) => number {
  const urgency = (item: Waiting) => Math.floor(item.dueAt / EQUALLY_URGENT);
  return (a, b) =>
    urgency(a) - urgency(b) ||
    ascending(speakers(a.language), speakers(b.language)) ||
    a.dueAt - b.dueAt ||
    a.arrivedAt - b.arrivedAt ||
    ascending(a.item, b.item);
}

/** Infinity less itself is no number, and items are bigints: so compare. */
function ascending<T extends number | bigint>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

interface Able {
  readonly reviewer: number;
  readonly languages: readonly string[];
}

/** Those who are needed elsewhere last, then the least dosed first, then by reviewer id. */
export function inTurn<T extends Able>(
  able: readonly T[],
  rarest: (languages: readonly string[]) => number,
  doseOf: (person: T) => number,
): readonly T[] {
  if (able.length < 2) return able;
  const ranked = able.map((person) => ({
    person,
    rarest: rarest(person.languages),
    dose: doseOf(person),
  }));
  ranked.sort(
    (a, b) =>
      ascending(b.rarest, a.rarest) || a.dose - b.dose || a.person.reviewer - b.person.reviewer,
  );
  return ranked.map((rank) => rank.person);
}
