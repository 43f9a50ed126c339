import { describe, expect, it } from 'vitest';
import { byCategory, lastSaid, pieces } from '../../src/domain/said.ts';

const csam = (at: number) => ({ category: 'CSAM', at }) as const;
const low = (at: number) => ({ category: 'LOW_HARM', at }) as const;

describe('what was said', () => {
  it('is told by category, in order, and of a list only once', () => {
    const words = [csam(1), low(2), csam(3)];
    expect([...byCategory(words)]).toEqual([
      ['CSAM', [csam(1), csam(3)]],
      ['LOW_HARM', [low(2)]],
    ]);
    expect(byCategory(words)).toBe(byCategory(words));
  });

  it('counts from its instant on, until more is said', () => {
    const words = [csam(10), csam(20)];
    expect([9, 10, 19, 20, 99].map((at) => lastSaid(words, at)?.at)).toEqual([
      undefined,
      10,
      10,
      20,
      20,
    ]);
    expect(lastSaid(undefined, 1)).toBeUndefined();
  });

  it.each([
    [[], [[0, 10]]],
    [[0, 10, 12], [[0, 10]]],
    [
      [7, 3, 7],
      [
        [0, 3],
        [3, 7],
        [7, 10],
      ],
    ],
  ])('cuts a span at what lies inside it: %j', (instants, expected) => {
    const found = pieces({ start: 0, end: 10 }, instants);
    expect(found.map(({ start, end }) => [start, end])).toEqual(expected);
  });
});
