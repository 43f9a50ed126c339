import { describe, expect, it } from 'vitest';
import { isZone } from '../../src/domain/zone.ts';
import { type Floor, floorOf } from '../../src/report/floor.ts';
import { volumes } from '../../src/report/volume.ts';
import { bundledReport } from './bundled.ts';

const report = await bundledReport();
const full = floorOf(report, { reviewers: 3_738, seed: 1 });
const small = floorOf(report, { reviewers: 200, seed: 1 });
const total = volumes(report).reduce((sum, { itemsPerDay }) => sum + itemsPerDay, 0);

function speakers(floor: Floor): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const language of floor.reviewers.flatMap(({ languages }) => languages))
    counts[language] = (counts[language] ?? 0) + 1;
  return counts;
}

describe('a floor of as many reviewers as the report has', () => {
  it('has exactly its speakers of every language', () => {
    const spoken = [...report.moderators.byLanguage].filter(([, n]) => n > 0);
    expect(speakers(full)).toEqual(Object.fromEntries(spoken));
  });

  it('has people with two languages and people without one', () => {
    const count = (n: number) => full.reviewers.filter((r) => r.languages.length === n).length;
    expect([count(0), count(1), count(2)]).toEqual([847, 2458, 433]);
  });
});

describe('a floor of 200', () => {
  it('has the report’s speakers scaled and rounded, and nobody for what rounds to none', () => {
    expect(speakers(small)).toEqual({
      bg: 1,
      cs: 1,
      nl: 2,
      en: 93,
      fr: 18,
      de: 18,
      el: 1,
      hu: 1,
      it: 13,
      pl: 3,
      pt: 3,
      ro: 4,
      sk: 1,
      sl: 1,
      es: 15,
      sv: 1,
    });
  });

  it('has no queue in a language that nobody who may see its category speaks', () => {
    for (const queue of small.queues)
      if (queue.language && queue.category === 'CSAM')
        expect(
          small.reviewers.some(
            (r) => r.languages.includes(queue.language ?? '') && r.consents.includes('CSAM'),
          ),
        ).toBe(true);
    expect(small.queues.some(({ language }) => language === 'hr')).toBe(false);
  });
});

describe.each([1, 7, 200, 3_738, 5_000])('a floor of %i', (reviewers) => {
  const floor = floorOf(report, { reviewers, seed: 3 });

  it('loses none of the scaled demand', () => {
    const items = floor.queues.reduce((sum, { itemsPerDay }) => sum + itemsPerDay, 0);
    expect(items).toBeCloseTo((total * reviewers) / 3_738, 6);
  });

  it('has that many people, each with a site and a team of it', () => {
    expect(new Set(floor.reviewers.map(({ externalId }) => externalId)).size).toBe(reviewers);
    const sites = new Set(floor.sites.map(({ name }) => name));
    const teams = new Map(floor.teams.map(({ name, site }) => [name, site]));
    const wrong = floor.reviewers.filter(
      (one) =>
        !sites.has(one.site) ||
        teams.get(one.team) !== one.site ||
        new Set(one.languages).size < one.languages.length,
    );
    expect(wrong).toEqual([]);
  });

  it('has one queue a key, all with something to do', () => {
    expect(new Set(floor.queues.map(({ key }) => key)).size).toBe(floor.queues.length);
    for (const queue of floor.queues) {
      expect(queue.itemsPerDay).toBeGreaterThan(0);
      expect(queue.dueWithinMinutes).toBeGreaterThan(0);
      expect(queue.expectedSeconds).toBeGreaterThan(0);
    }
  });
});

it('is the same for the same seed, and another for another', () => {
  expect(floorOf(report, { reviewers: 200, seed: 1 })).toEqual(small);
  expect(floorOf(report, { reviewers: 200, seed: 2 })).not.toEqual(small);
});

it('has the twelve offices in zones that exist', () => {
  expect(full.sites.map(({ name }) => name).toSorted()).toEqual([
    'Berlin',
    'Dubai',
    'Dublin',
    'Jakarta',
    'London',
    'Los Angeles',
    'New York',
    'Paris',
    'San Jose',
    'Seoul',
    'Singapore',
    'Tokyo',
  ]);
  for (const { zone } of full.sites) expect(isZone(zone)).toBe(true);
});

it.each([0, -1, 1.5, Number.NaN])('cannot have %d reviewers', (reviewers) => {
  expect(() => floorOf(report, { reviewers, seed: 1 })).toThrow(RangeError);
});
