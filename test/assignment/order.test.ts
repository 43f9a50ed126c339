import { describe, expect, it } from 'vitest';
import { inOrder, inTurn } from '../../src/assignment/order.ts';
import type { Severity } from '../../src/domain/category.ts';
import { at } from '../support/timeline.ts';

function item(id: bigint, dueAt: string, more: { severity?: Severity; arrivedAt?: string } = {}) {
  const { severity = 0, arrivedAt = '08:00' } = more;
  return {
    item: id,
    language: null,
    severity,
    categories: [],
    dueAt: at(dueAt),
    arrivedAt: at(arrivedAt),
  };
}
const ids = (items: readonly { readonly item: bigint }[]) => items.map((one) => Number(one.item));

describe('items', () => {
  it('come by the quarter of an hour in which they are due, then by who is scarce', () => {
    const items = [
      { ...item(1n, '10:16'), language: 'de' },
      { ...item(2n, '10:14'), language: 'cs' },
      { ...item(3n, '10:29'), language: 'et' },
      item(4n, '10:00'),
    ];
    const few = new Map([
      ['de', 9],
      ['cs', 3],
      ['et', 2],
    ]);
    const supply = ({ language }: { readonly language: string | null }) =>
      few.get(language ?? '') ?? Infinity;
    expect(ids(inOrder(items, supply))).toEqual([2, 4, 3, 1]);
  });

  it.each([
    [0, [4, 3, 2, 1]],
    [1, [2, 4, 1, 3]],
    [-1, [3, 1, 4, 2]],
  ] as const)('that are equally urgent and scarce lean by %i', (lean, expected) => {
    const items = [
      item(1n, '10:04', { severity: 1 }),
      item(2n, '10:03', { severity: 4 }),
      item(3n, '10:02', { severity: 0 }),
      item(4n, '10:01', { severity: 2 }),
    ];
    expect(ids(inOrder(items, () => Infinity, lean))).toEqual(expected);
  });

  it('come then by due time, arrival and id', () => {
    const items = [
      item(5n, '10:01'),
      item(4n, '10:01'),
      item(3n, '10:01', { arrivedAt: '07:00' }),
      item(9n, '10:00', { arrivedAt: '09:00' }),
    ];
    expect(ids(inOrder(items, () => 1))).toEqual([9, 3, 4, 5]);
  });
});

describe('people', () => {
  const ann = { reviewer: 1 };
  const bob = { reviewer: 2 };
  const eve = { reviewer: 3 };
  const told = (people: readonly { reviewer: number }[], rarest: number[], doses: number[]) =>
    inTurn(
      people,
      ({ reviewer }) => rarest[reviewer - 1] ?? Infinity,
      ({ reviewer }) => doses[reviewer - 1] ?? 0,
    ).map(({ person, scarce, dose }) => [person.reviewer, scarce, dose]);

  it('of whom nothing is needed come first, those whose gift is scarcest last', () => {
    expect(told([ann, bob, eve], [2, Infinity, 5], [0, 9, 0])).toEqual([
      [2, 0, 9],
      [3, 1, 0],
      [1, 2, 0],
    ]);
  });

  it('that are all needed are so by rank', () => {
    expect(told([ann, bob], [4, 4], [1, 2])).toEqual([
      [1, 1, 1],
      [2, 1, 2],
    ]);
  });

  it('come by dose among equals, then by id', () => {
    expect(told([eve, bob, ann], [], [7, 3, 3])).toEqual([
      [2, 0, 3],
      [3, 0, 3],
      [1, 0, 7],
    ]);
  });

  it('of whom there is one are not asked what they saw', () => {
    expect(told([ann], [], [99])).toEqual([[1, 0, 0]]);
    expect(told([ann, bob], [], [99, 98])).toEqual([
      [2, 0, 98],
      [1, 0, 99],
    ]);
  });
});
