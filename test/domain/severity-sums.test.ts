import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/domain/category.ts';
import { sumsContinued, usedBetween } from '../../src/domain/severity-sums.ts';
import { runs } from '../support/runs.ts';

interface Seen {
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
}

const RATES = [0, 1, 10, 100, 1_000, 10_000];

/** What the words say: each ms of each segment, one by one. */
function added(all: readonly Seen[], from: number, to: number): number {
  return all
    .slice(from, to)
    .reduce((sum, { start, end, severity }) => sum + (RATES[severity] ?? 0) * (end - start), 0);
}

/** Says of every two places what the list uses up between them. */
function isRight(all: readonly Seen[]): boolean {
  return all.every((_, to) =>
    [0, Math.floor(to / 2), to].every(
      (from) => usedBetween(all, RATES, from, to) === added(all, from, to),
    ),
  );
}

const seen = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom<Severity>(0, 1, 2, 3, 4, 5));
const some = fc.array(seen, { minLength: 1, maxLength: 12 });

/** One after the other, with a pause between. */
function told(words: readonly (readonly [number, Severity])[]): readonly Seen[] {
  let now = 0;
  return words.map(([long, severity]) => {
    const start = now + 1;
    now = start + long;
    return { start, end: now, severity };
  });
}

describe('what a limit uses up', () => {
  it('is the sum over the segments between two places', () => {
    const all = told([
      [2, 1],
      [3, 5],
      [4, 1],
    ]);
    expect(usedBetween(all, RATES, 0, 1)).toBe(2);
    expect(usedBetween(all, RATES, 0, 2)).toBe(30_002);
    expect(usedBetween(all, RATES, 1, 2)).toBe(30_000);
    expect(usedBetween(all, RATES, 2, 2)).toBe(0);
  });

  it('is right of a list that grew, however often, and of whatever else grew out of it', () => {
    fc.assert(
      fc.property(
        some,
        fc.array(seen, { maxLength: 60 }),
        some,
        fc.nat(),
        (first, more, other, at) => {
          const lists = [told(first)];
          const grow = (words: readonly (readonly [number, Severity])[], from: readonly Seen[]) => {
            let before = from;
            for (const [long, severity] of words) {
              const start = (before.at(-1)?.end ?? 0) + 1;
              const after = [...before, { start, end: start + long, severity }];
              sumsContinued(before, after);
              lists.push(after);
              before = after;
            }
          };
          grow(more, lists[0] ?? []);
          // Another that begins as one of them: it must not write over what that one knows.
          grow(other, lists[at % lists.length] ?? []);
          // And one that goes on as another did.
          grow(other, lists[at % (more.length + 1)] ?? []);
          expect(lists.filter((list) => !isRight(list))).toEqual([]);
        },
      ),
      { numRuns: runs(60), seed: 20260329 },
    );
  });
});
