import { describe, expect, it } from 'vitest';
import { costsOf, MOST_PAIRS } from '../../src/assignment/costs.ts';
import { timeline } from '../support/timeline.ts';

const SEEN_NOTHING = timeline('');
/** Ranked as `inTurn` would: how much of theirs is needed elsewhere, and minutes times severity seen. */
function person(scarce: number, dose: number, story = '') {
  return { person: { timeline: story === '' ? SEEN_NOTHING : timeline(story) }, scarce, dose };
}
const TEN_OF_S3 = { severity: 3, categories: [], expectedMinutes: 10 } as const;

/** What work costs with each of these people, when two pairs are the most that are summed. */
function costs(
  people: Parameters<typeof costsOf>[0],
  work: Parameters<ReturnType<typeof costsOf>>[0] = TEN_OF_S3,
  pairs = 2,
) {
  const cost = costsOf(people, pairs)(work);
  return people.map((_, column) => cost(column));
}
/** With two pairs: one of dose outweighs two of interleaving, and one of scarcity all of the dose. */
const DOSE = 3;
const SCARCE = DOSE * (2 * 63 * 15 + 1);

describe('what a pair costs', () => {
  it('is what they have seen in steps times what they would see in steps', () => {
    expect(costs([person(0, 0), person(0, 29), person(0, 30), person(0, 75)])).toEqual([
      0,
      0,
      1 * 10 * DOSE,
      2 * 10 * DOSE,
    ]);
    const short = { ...TEN_OF_S3, expectedMinutes: 0.1 };
    expect(costs([person(0, 60)], short)).toEqual([2 * 1 * DOSE]);
    expect(costs([person(0, 60)], { ...TEN_OF_S3, severity: 0 })).toEqual([0]);
  });

  it('is capped in each of its terms', () => {
    expect(costs([person(0, 1e9)], { ...TEN_OF_S3, expectedMinutes: 600 })).toEqual([
      63 * 15 * DOSE,
    ]);
    expect(costs([person(500, 0)])).toEqual([127 * SCARCE]);
  });

  it('is most of all what is needed elsewhere', () => {
    expect(costs([person(2, 30)])).toEqual([2 * SCARCE + 10 * DOSE]);
    // Whatever two others may sum to.
    expect(2 * (63 * 15 * DOSE + 1)).toBeLessThan(SCARCE);
  });

  it('is one more for whoever saw such a category last, not earlier, and not for two of them twice', () => {
    const people = [
      person(0, 0, '09:00 5@3'),
      person(0, 0, '09:00 5@3 09:10 5@3:HATE'),
      person(0, 0),
    ];
    const last = people.map(({ person: { timeline: told } }) => told.exposures.at(-1)?.categories);
    const work = { ...TEN_OF_S3, categories: [...(last[0] ?? []), ...(last[0] ?? [])] };
    expect(costs(people, work)).toEqual([1, 0, 0]);
    expect(costs(people, { ...TEN_OF_S3, categories: ['EATING_DISORDER'] })).toEqual([0, 0, 0]);
  });

  it('is nothing at all where there are too many pairs to sum', () => {
    expect(costs([person(3, 60)], TEN_OF_S3, MOST_PAIRS)[0]).toBeGreaterThan(0);
    expect(costs([person(3, 60)], TEN_OF_S3, MOST_PAIRS + 1)).toEqual([0]);
  });
});
