import { shown } from './small-groups.ts';

/** Figures, each null where it is of too few people. */
export type Hidden<Key extends string> = Readonly<Record<Key, number | null>>;

/** A sum, and how many people have a part in it. */
export interface Sum {
  readonly people: number;
  readonly sum: number;
}

/** The sum of a value over rows of people. */
export function sumBy<T extends { readonly reviewer: number }>(
  rows: readonly T[],
  value: (row: T) => number,
): Sum {
  const parts = rows.filter((row) => value(row) > 0);
  return {
    people: new Set(parts.map(({ reviewer }) => reviewer)).size,
    sum: parts.reduce((all, row) => all + value(row), 0),
  };
}

/** Sums that add up to a whole, as far as they may be told. */
export function toldSums(sums: readonly Sum[], fewest?: number): readonly (number | null)[] {
  const isShown = shown(
    sums.map(({ people }) => people),
    fewest,
  );
  return sums.map(({ sum }, i) => (isShown[i] ? sum : null));
}
