import { describe, expect, it } from 'vitest';
import { byKind, type Demand, neededBy, peopleNeeded } from '../../src/domain/demand.ts';
import { at } from '../support/timeline.ts';

const NOW = at('10:00');
const DEMAND: Demand = {
  language: 'et',
  severity: 4,
  categories: ['GRAPHIC_VIOLENCE'],
  longestMinutes: 5,
  minutes: 60,
  items: 20,
  dueAt: at('11:00'),
  escalated: false,
  gaveBack: [],
};

describe('what waits', () => {
  it.each([
    ['11:00', '11:00'],
    ['10:31', '10:31'],
    ['10:29', '10:30'],
    ['09:00', '10:30'],
  ])('that is due at %s must be done by %s', (dueAt, by) => {
    expect(neededBy({ dueAt: at(dueAt) }, NOW)).toBe(at(by));
  });

  it.each([
    [1, '11:00', 1],
    [60, '11:00', 1],
    [61, '11:00', 2],
    [180, '11:00', 3],
    [60, '10:00', 2],
  ])('for %i minutes and is due at %s takes %i people', (minutes, dueAt, people) => {
    expect(peopleNeeded({ ...DEMAND, minutes, dueAt: at(dueAt) }, NOW)).toBe(people);
  });

  it('is of one kind whoever gave back some of it', () => {
    const some = { ...DEMAND, gaveBack: [1, 2] };
    const rest = { ...DEMAND, items: 3, minutes: 9, longestMinutes: 7, dueAt: at('10:40') };
    expect(byKind([some, { ...rest, gaveBack: [2, 3] }])).toEqual([
      {
        ...DEMAND,
        items: 23,
        minutes: 69,
        longestMinutes: 7,
        dueAt: at('10:40'),
        gaveBack: [2],
      },
    ]);
  });

  it.each<[string, Partial<Demand>]>([
    ['language', { language: null }],
    ['severity', { severity: 5 }],
    ['category', { categories: ['CSAM'] }],
    ['path', { escalated: true }],
  ])('of another %s is of another kind', (_, other) => {
    expect(byKind([DEMAND, { ...DEMAND, ...other }])).toHaveLength(2);
  });
});
