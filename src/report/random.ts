import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A number from 0 up to, but never, 1; the next one at each call. */
export type Random = () => number;

/** The generator's first outputs repeat its seed. */
const WARM_UP = 8;

/** The same parts give the same numbers, whatever else was drawn before: a part may be a name. */
export function seeded(...parts: readonly (string | number)[]): Random {
  const generator = xoroshiro128plus(hash(parts.join('/')));
  for (let i = 0; i < WARM_UP; i++) generator.next();
  return () => uniformFloat64(generator);
}

/** FNV-1a, then the last steps of MurmurHash3, so that neighbours ('…/1', '…/2') end far apart. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

export interface Weighted {
  readonly share: number;
}

/** One of several by their shares, which add up to 1. */
export function pick<T extends Weighted>(random: Random, options: readonly [T, ...T[]]): T {
  let left = random();
  for (const option of options) {
    left -= option.share;
    if (left < 0) return option;
  }
  return options[0];
}

/** A number around 0 as a bell curve spreads it (Box and Muller). */
export function bell(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The same things in an order that the seed decides. */
export function shuffled<T>(random: Random, things: readonly T[]): readonly T[] {
  const order = things.map((thing) => ({ thing, at: random() }));
  return order.toSorted((a, b) => a.at - b.at).map(({ thing }) => thing);
}

/** Whole numbers in the proportion of the weights that add up to the total (largest remainders). */
export function apportion(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((all, part) => all + part, 0);
  const byRemainder = exact
    .map((part, i) => ({ i, remainder: part - Math.floor(part) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) parts[i] = (parts[i] ?? 0) + 1;
  return parts;
}
