import type { Category, Severity } from '../domain/category.ts';
import { segments } from '../domain/segments.ts';
import type { Minutes } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { Ranked } from './order.ts';

/** Ten minutes of S3 seen, one of S3 to come: finer than this nobody's dose is told apart. */
const SEEN_STEP = 30;
const LOAD_STEP = 3;
const MOST = { scarce: 127, seen: 63, load: 15 } as const;

/**
 * Up to so many pairs are chosen by cost, and sums are exact: what a pair costs is one number whose
 * terms each weigh more than all that is below can add up to, so the largest sum of 512 pairs is less
 * than (512·127 + 1)·(512·63·15 + 1)·(512 + 1) < 2^45, and distances and prices, sums and differences of two
 * such, stay below the 2^53 up to which doubles count whole numbers.
 */
export const MOST_PAIRS = 512;

interface Work {
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly expectedMinutes: Minutes;
}

/**
 * What work costs with each of these people, from what counts most to what counts least: whether
 * something of theirs is needed elsewhere; what they have seen times what they would see (the least sum of
 * such products is the most even dose: of all ways to share out the same work it has the least
 * sum of squares); and whether they saw such a category last. Above `MOST_PAIRS` all cost the same.
 */
export function costsOf(
  people: readonly Ranked<{ readonly timeline: Timeline }>[],
  pairs: number,
): (work: Work) => (column: number) => number {
  if (pairs > MOST_PAIRS) return () => () => 0;
  const [perDose, perScarce] = [pairs + 1, (pairs + 1) * (pairs * MOST.seen * MOST.load + 1)];
  const own = Float64Array.from(people, (one) => perScarce * Math.min(one.scarce, MOST.scarce));
  const seen = Float64Array.from(people, ({ dose }) =>
    Math.min(MOST.seen, Math.floor(dose / SEEN_STEP)),
  );
  const last = people.map(({ person }) => segments(person.timeline).at(-1)?.categories ?? []);
  const again = new Map<Category, Uint8Array>();
  const sawLast = (category: Category) => {
    const known = again.get(category) ?? Uint8Array.from(last, (of) => +of.includes(category));
    again.set(category, known);
    return known;
  };
  return ({ severity, categories, expectedMinutes }) => {
    const load = Math.min(MOST.load, Math.ceil((expectedMinutes * severity) / LOAD_STEP));
    const saw = categories.map(sawLast);
    return (column) => {
      const cost = (own[column] ?? 0) + perDose * load * (seen[column] ?? 0);
      for (const one of saw) if (one[column]) return cost + 1;
      return cost;
    };
  };
}
