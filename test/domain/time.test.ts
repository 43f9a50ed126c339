import { describe, expect, it } from 'vitest';
import { contains, intersection, minutesOf, overlaps } from '../../src/domain/time.ts';

const span = (start: number, end: number) => ({ start, end });

describe('spans of time', () => {
  it.each([
    [span(0, 5), span(4, 9), true],
    [span(0, 5), span(5, 9), false],
    [span(5, 9), span(0, 5), false],
    [span(0, 9), span(3, 4), true],
  ])('%j and %j overlap: %s', (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
    expect(intersection(a, b) !== null).toBe(expected);
  });

  it('contain their start and not their end', () => {
    expect([-1, 0, 4, 5].map((at) => contains(span(0, 5), at))).toEqual([false, true, true, false]);
  });

  it('last no less than nothing', () => {
    expect([span(0, 90_000), span(5, 5), span(9, 5)].map(minutesOf)).toEqual([1.5, 0, 0]);
  });
});
