import type { Category } from './category.ts';
import { Kept } from './kept.ts';
import type { Instant, Span } from './time.ts';

interface Word {
  readonly at: Instant;
}

type OfCategory = { readonly category: Category };
type ByCategory<T> = ReadonlyMap<Category, readonly T[]>;
const known = new Kept<readonly OfCategory[], ByCategory<OfCategory>>();

/** What was said of each category, in order. Computed once for a list. */
export function byCategory<T extends OfCategory>(words: readonly T[]): ByCategory<T> {
  const before = known.get(words) as ByCategory<T> | undefined;
  if (before) return before;
  const said = new Map<Category, T[]>();
  for (const word of words) {
    const before = said.get(word.category);
    if (before) before.push(word);
    else said.set(word.category, [word]);
  }
  known.set(words, said);
  return said;
}

/** What had been said last at an instant: what is said then counts. */
export function lastSaid<T extends Word>(
  words: readonly T[] | undefined,
  at: Instant,
): T | undefined {
  return words?.findLast((one) => one.at <= at);
}

/** A span in the pieces in which nothing new was said: cut at the instants that lie inside it. */
export function pieces({ start, end }: Span, instants: readonly Instant[]): readonly Span[] {
  const inside = instants.filter((at) => start < at && at < end);
  if (inside.length === 0) return [{ start, end }];
  const cuts = [start, ...new Set(inside.toSorted((a, b) => a - b)), end];
  return cuts.slice(1).map((until, i) => ({ start: cuts[i] ?? start, end: until }));
}
