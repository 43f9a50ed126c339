import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coveredMinutes,
  firstEndingAfter,
  intersect,
  subtract,
  union,
} from '../../src/domain/spans.ts';
import { contains, MINUTE, type Span } from '../../src/domain/time.ts';

const spansOf = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 8 }))
    .map(([start, length]) => ({
      start,
      end: start + length,
    })),
  { maxLength: 8 },
);

/** The oracle: which whole numbers lie in one of the spans. */
function covered(spans: readonly Span[]): readonly number[] {
  return Array.from({ length: 45 }, (_, i) => i).filter((at) => spans.some((s) => contains(s, at)));
}

function isTidy(spans: readonly Span[]): boolean {
  return spans.every((span, i) => span.start < span.end && span.start > (spans[i - 1]?.end ?? -1));
}

describe('spans', () => {
  it('together cover what each covers, in order and without touching', () => {
    fc.assert(
      fc.property(spansOf, (spans) => {
        expect(covered(union(spans))).toEqual(covered(spans));
        expect(isTidy(union(spans))).toBe(true);
      }),
    );
  });

  it('less some holes cover what they did and no hole does', () => {
    fc.assert(
      fc.property(spansOf, spansOf, (spans, holes) => {
        const inHoles = new Set(covered(holes));
        expect(covered(subtract(spans, holes))).toEqual(
          covered(spans).filter((at) => !inHoles.has(at)),
        );
        expect(isTidy(subtract(spans, holes))).toBe(true);
      }),
    );
  });

  it('share what both cover', () => {
    fc.assert(
      fc.property(spansOf, spansOf, (left, right) => {
        const inRight = new Set(covered(right));
        expect(covered(intersect(left, right))).toEqual(
          covered(left).filter((at) => inRight.has(at)),
        );
      }),
    );
  });

  it('are found by where they end', () => {
    const spans = [
      { start: 0, end: 2 },
      { start: 3, end: 5 },
      { start: 5, end: 9 },
    ];
    expect([-1, 1, 2, 4, 5, 8, 9].map((at) => firstEndingAfter(spans, at))).toEqual([
      0, 0, 1, 1, 2, 2, 3,
    ]);
    expect(firstEndingAfter([], 0)).toBe(0);
  });

  it('count minutes that overlap once', () => {
    const spans = [
      { start: 0, end: 10 * MINUTE },
      { start: 5 * MINUTE, end: 15 * MINUTE },
      { start: 20 * MINUTE, end: 20 * MINUTE },
    ];
    expect(coveredMinutes(spans)).toBe(15);
  });

  it('that never end are allowed', () => {
    const open = { start: 10, end: Number.POSITIVE_INFINITY };
    expect(union([open, { start: 0, end: 12 }])).toEqual([
      { start: 0, end: Number.POSITIVE_INFINITY },
    ]);
    expect(subtract([{ start: 0, end: 20 }], [open])).toEqual([{ start: 0, end: 10 }]);
  });
});
