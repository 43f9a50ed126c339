import { describe, expect, it } from 'vitest';
import { counted, mayTell, shown, spreadOf } from '../../src/audit/small-groups.ts';
import type { Place } from '../../src/domain/rolled-day.ts';
import { seeded } from '../../src/report/random.ts';

describe('of groups that add up to a whole', () => {
  it.each([
    ['large ones are all told', [5, 9, 20], [5, 9, 20]],
    ['empty ones are told', [0, 9], [0, 9]],
    ['a small one is hidden with the next smallest', [4, 20, 9], [null, 20, null]],
    ['two small ones that are enough together are all that is hidden', [3, 2, 9], [null, null, 9]],
    [
      'two small ones that are too few together hide a third',
      [2, 2, 9, 30],
      [null, null, null, 30],
    ],
    ['of two one of which is small nothing is told', [4, 90], [null, null]],
    ['of equals one is enough', [4, 9, 9], [null, null, 9]],
    ['a small one alone is hidden', [3], [null]],
    ['an empty one is no cover for a small one', [0, 3, 8], [0, null, null]],
    ['none are told where there are none', [], []],
  ])('%s', (_, people, told) => {
    expect(people.map((count, i) => (shown(people)[i] ? count : null))).toEqual(told);
  });

  it('takes another least number of people, and its remainder too', () => {
    expect(shown([9, 10, 30], 10)).toEqual([false, false, true]);
    expect(shown([10, 10], 10)).toEqual([true, true]);
  });

  it('no small one can be computed from the whole, whatever the groups are', () => {
    const random = seeded('groups', 1);
    for (let run = 0; run < 500; run++) {
      const people = Array.from({ length: 1 + Math.floor(random() * 6) }, () =>
        Math.floor(random() * 14),
      );
      const isShown = shown(people);
      const hidden = people.filter((_, i) => !isShown[i]);
      const rest = people.reduce((sum, count, i) => (isShown[i] ? sum - count : sum), sum(people));
      for (const [i, count] of people.entries())
        if (isShown[i]) expect(count === 0 || count >= 5, String(people)).toBe(true);
      if (hidden.length > 0 && hidden.length < people.filter((n) => n > 0).length) {
        expect(hidden.length, String(people)).toBeGreaterThan(1);
        expect(rest, String(people)).toBeGreaterThanOrEqual(5);
      }
    }
  });
});

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

describe('how many of a group something holds for', () => {
  it.each([
    [0, 30, 0],
    [4, 30, null],
    [5, 30, 5],
    [25, 30, 25],
    [26, 30, null],
    [30, 30, 30],
    [0, 3, null],
  ])('%d of %d is told as %s', (count, of, told) => {
    expect(counted(count, of)).toBe(told);
  });
});

describe('what may be told of a group', () => {
  const places = (sizes: Readonly<Record<string, number>>): readonly Place[] =>
    Object.entries(sizes).flatMap(([where, count]) => {
      const [site = 0, team = 0] = where.split('.').map(Number);
      return Array.from({ length: count }, () => ({ site, team }));
    });
  const ask = (sizes: Readonly<Record<string, number>>, site: number | null, team: number | null) =>
    mayTell(places(sizes), { site, team });

  it.each([
    ['all of five', { '1.1': 5 }, null, null, true],
    ['all of four', { '1.1': 4 }, null, null, false],
    ['a site of four', { '1.1': 4, '2.2': 9, '3.3': 9 }, 1, null, false],
    ['the site that would give it away', { '1.1': 4, '2.2': 8, '3.3': 9 }, 2, null, false],
    ['a site beside them', { '1.1': 4, '2.2': 8, '3.3': 9 }, 3, null, true],
    ['a team of four', { '1.1': 4, '1.2': 9, '1.3': 9 }, null, 1, false],
    ['the team that would give it away', { '1.1': 4, '1.2': 8, '1.3': 9 }, null, 2, false],
    ['a team that is at one site', { '1.1': 8, '2.2': 9 }, 1, 1, true],
    ['a team of which four are elsewhere', { '1.1': 9, '2.1': 4, '2.2': 9 }, 1, 1, false],
    ['a site of which four are of another team', { '1.1': 9, '1.2': 4, '2.2': 9 }, 1, 1, false],
    ['a site that nobody is at', { '1.1': 9 }, 7, null, false],
    ['a team of a site that it is not at', { '1.1': 9, '2.2': 9 }, 1, 2, false],
  ] as const)('%s: %j', (_, sizes, site, team, may) => {
    expect(ask(sizes, site, team)).toBe(may);
  });
});

describe('a median and a ninth decile', () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => count - i);
  it.each([
    ['four are hidden', upTo(4), null, null],
    ['five: the ninth decile would be the largest', upTo(5), 3, null],
    ['ten are of nobody in particular', upTo(10), 5, 9],
    ['twenty are by nearest rank', upTo(20), 10, 18],
    ['nobody are none', [], null, null],
  ])('of %s', (_, values, p50, p90) => {
    expect(spreadOf(values)).toEqual({ p50, p90 });
  });
});

describe('a site or a team may be told of', () => {
  const people = (count: number, site: number, team: number): readonly Place[] =>
    Array.from({ length: count }, () => ({ site, team }));
  const [ALL, ONE] = [
    { site: null, team: null },
    { site: 1, team: 1 },
  ];

  it.each<[string, readonly Place[], readonly boolean[]]>([
    ['where all are enough', [...people(5, 1, 1), ...people(5, 2, 2)], [true, true, true, true]],
    ['not where all are too few', people(4, 1, 1), [false, false, false, false]],
    [
      'not where another site could be computed',
      [...people(5, 1, 1), ...people(5, 1, 2), ...people(3, 2, 2)],
      [true, false, true, false],
    ],
    [
      'not where another team could be computed',
      [...people(6, 1, 1), ...people(6, 2, 1), ...people(3, 2, 2)],
      [true, true, false, false],
    ],
  ])('%s', (_, places, expected) => {
    const asked = [ALL, { ...ALL, site: 1 }, { ...ALL, team: 1 }, ONE];
    expect(asked.map((one) => mayTell(places, one))).toEqual(expected);
  });
});
