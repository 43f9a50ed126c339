import { describe, expect, it } from 'vitest';
import { demandOf, speakersOf } from '../../src/assignment/scarcity.ts';

const people = [{ languages: ['et', 'de', 'de'] }, { languages: ['de'] }];

describe('speakers', () => {
  it('are counted among those at hand, each once', () => {
    const counted = speakersOf(people, null);
    expect(['et', 'de', 'fi'].map(counted)).toEqual([1, 2, 0]);
  });

  it('are as many as is said, where it is said', () => {
    const counted = speakersOf(people, new Map([['de', 40]]));
    expect(['et', 'de'].map(counted)).toEqual([1, 40]);
  });

  it('of no language in particular are without end', () => {
    expect(speakersOf(people, null)(null)).toBe(Infinity);
  });
});

describe('the rarest language that is needed', () => {
  const counted = speakersOf(people, null);
  const items = (...languages: (string | null)[]) => languages.map((language) => ({ language }));

  it('is of those that somebody speaks, and only as long as work waits', () => {
    const demand = demandOf(items('de', 'et', 'de', null), counted);
    expect(demand.rarest(['de'])).toBe(2);
    expect(demand.rarest(['de', 'et'])).toBe(1);
    expect(demand.rarest(['fi'])).toBe(Infinity);
    demand.taken('et');
    expect(demand.rarest(['de', 'et'])).toBe(2);
    demand.taken('de');
    demand.taken(null);
    expect(demand.rarest(['de', 'et'])).toBe(2);
    demand.taken('de');
    expect(demand.rarest(['de', 'et'])).toBe(Infinity);
  });
});
