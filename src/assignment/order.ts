import type { Category, Severity } from '../domain/category.ts';
import { type Instant, MINUTE } from '../domain/time.ts';
import type { Supply } from './scarcity.ts';

/** Items due within the same quarter of an hour are equally urgent: seconds never beat scarcity. */
const EQUALLY_URGENT = 15 * MINUTE;

/** 1: those who ask have seen milder work than is usual, so the worse first; -1: the milder first. */
export type Lean = -1 | 0 | 1;

interface Waiting {
  readonly item: bigint;
  readonly language: string | null;
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly arrivedAt: Instant;
  readonly dueAt: Instant;
}

/**
 * The items as they are handed out: due first, then for whom there are fewest people,
 * then by severity where those who ask lean to one side, then by age.
 */
export function inOrder<T extends Waiting>(
  items: readonly T[],
  supply: Supply,
  lean: Lean = 0,
): readonly T[] {
  const ranked = items.map((item) => ({
    item,
    urgency: Math.floor(item.dueAt / EQUALLY_URGENT),
    supply: supply(item),
  }));
  ranked.sort(
    (a, b) =>
      a.urgency - b.urgency ||
      ascending(a.supply, b.supply) ||
      lean * (b.item.severity - a.item.severity) ||
      byAge(a.item, b.item),
  );
  return ranked.map(({ item }) => item);
}

function byAge(a: Waiting, b: Waiting): number {
  return a.dueAt - b.dueAt || a.arrivedAt - b.arrivedAt || ascending(a.item, b.item);
}

/** Infinity less itself is no number, and items are bigints: so compare. */
function ascending<T extends number | bigint>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export interface Ranked<T> {
  readonly person: T;
  /** 0: nothing of theirs is needed; the higher, the scarcer is what is. */
  readonly scarce: number;
  readonly dose: number;
}

/** Those who are needed elsewhere last, then the least dosed first, then by reviewer id. */
export function inTurn<T extends { readonly reviewer: number }>(
  people: readonly T[],
  rarest: (person: T) => number,
  doseOf: (person: T) => number,
): readonly Ranked<T>[] {
  const rare = new Map(people.map((person) => [person, rarest(person)]));
  const ranks = [...new Set([Infinity, ...rare.values()])].sort((a, b) => ascending(b, a));
  const ranked = people.map((person) => ({
    person,
    scarce: ranks.indexOf(rare.get(person) ?? Infinity),
    dose: people.length < 2 ? 0 : doseOf(person),
  }));
  return ranked.sort(
    (a, b) => a.scarce - b.scarce || a.dose - b.dose || a.person.reviewer - b.person.reviewer,
  );
}
