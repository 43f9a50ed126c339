import { HOUR } from '../../src/domain/time.ts';

export const DAY = 24 * HOUR;
export const SHIFT = 8 * HOUR;

/** Days ago on which everybody worked: tomorrow, today, and five of seven days for four weeks. */
export const WORKED: readonly number[] = [
  -1,
  0,
  ...Array.from({ length: 28 }, (_, i) => i + 1).filter((ago) => ago % 7 < 4 || ago % 7 === 6),
];
