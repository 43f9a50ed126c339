import { describe, expect, it } from 'vitest';
import { mistakesIn } from '../../src/planner/mistakes.ts';
import { planRota } from '../../src/planner/plan-rota.ts';
import type { Plannable, PlanRequest } from '../../src/planner/request.ts';
import { around, FIRST, KINDS, kind, person, request } from '../support/plan-requests.ts';

const one = (more: Partial<Plannable>): PlanRequest => request([person(7, [], more)]);
const [slot] = around(1, 7);
if (slot === undefined) throw new Error('No slot.');

describe('a request', () => {
  it('without mistakes can be planned', () => {
    expect(mistakesIn(request([person(1, []), person(2, [])]))).toEqual([]);
  });

  it.each<[string, PlanRequest]>([
    ['A plan has 7 to 91 days, not 6.', request([], { days: 6 })],
    ['A plan has 7 to 91 days, not 92.', request([], { days: 92 })],
    ['A plan has 7 to 91 days, not 7.5.', request([], { days: 7.5 })],
    ["The kind of shift 'early' is there twice.", request([], { kinds: [KINDS[0], KINDS[0]] })],
    ['Person 7 may be given no kind of shift.', one({ kinds: [] })],
    ["Person 7 is to work 'dusk', which is no kind of shift here.", one({ kinds: ['dusk'] })],
    [
      'Person 7 is to work in Europe/Berlin and Asia/Tokyo: a rota has one zone a person.',
      request([person(7, [], { kinds: ['early', 'far'] })], {
        kinds: [KINDS[0], { ...kind('far', '06:00', '14:00'), zone: 'Asia/Tokyo' }],
      }),
    ],
    [
      'Person 7 has 300 duties: fewer than 255 can be told apart.',
      one({ groups: Array.from({ length: 100 }, (_, i) => `group ${i}`) }),
    ],
    [
      'Person 7 is to work at least 10 and at most 5 minutes.',
      one({ minutes: { least: 10, most: 5 } }),
    ],
    [
      'Person 7 has a wish or a pin for 2027-01-01, which is not planned.',
      one({ pins: [{ date: '2027-01-01', kind: null }] }),
    ],
    [
      "Person 7 has a wish or a pin for 'dusk', which they are not to be given.",
      one({ wishes: [{ date: FIRST, kind: 'dusk', weight: 1 }] }),
    ],
    [
      `Person 7 has a wish for ${FIRST} that weighs 0, not a whole number from 1 on.`,
      one({ wishes: [{ date: FIRST, kind: null, weight: 0 }] }),
    ],
    [
      "Demand 0 ('de') does not start on a half hour.",
      request([], { demand: [{ ...slot, start: slot.start + 1 }] }),
    ],
    ["Demand 0 ('de') wants -1 people.", request([], { demand: [{ ...slot, people: -1 }] })],
    [
      "Demand 0 ('de') wants NaN people.",
      request([], { demand: [{ ...slot, people: Number.NaN }] }),
    ],
    [
      "Demand 0 ('de') weighs 0.5, not a whole number from 1 on.",
      request([], { demand: [{ ...slot, weight: 0.5 }] }),
    ],
  ])('is told: %s', (mistake, asked) => {
    expect(mistakesIn(asked)).toEqual([mistake]);
  });

  it('with mistakes is not planned, and all of them are named', async () => {
    const asked = request([person(7, [], { kinds: [] }), person(8, [], { kinds: [] })]);
    const planned = planRota(asked, () => Promise.reject(new Error('It was searched.')));
    await expect(planned).rejects.toThrow(
      new RangeError(
        'Person 7 may be given no kind of shift. Person 8 may be given no kind of shift.',
      ),
    );
  });
});
