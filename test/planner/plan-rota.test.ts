import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/local-time.ts';
import { minutesOf } from '../../src/domain/time.ts';
import { boardOf } from '../../src/planner/board-of.ts';
import { type Plan, type PlannedShift, planRota } from '../../src/planner/plan-rota.ts';
import { checked, withShifts } from '../../src/planner/proposed.ts';
import type { PlanRequest } from '../../src/planner/request.ts';
import { search } from '../../src/planner/search.ts';
import { around, KINDS, person, request, ZONE } from '../support/plan-requests.ts';
import { enforced } from '../support/rules.ts';

const REST = [enforced('daily-rest'), enforced('longest-shift')];
const LAW = [...REST, enforced('weekly-rest'), enforced('consecutive-working-days')];

async function plan(asked: PlanRequest, rounds = 40): Promise<Plan> {
  const planned = await planRota(asked, (rota) =>
    Promise.resolve(search(boardOf(rota), { seed: 1, budget: { rounds } })),
  );
  if (planned === null) throw new Error('Nothing was planned.');
  return planned;
}

const of = (shifts: readonly PlannedShift[], id: number) =>
  shifts.filter((shift) => shift.person === id);

describe('a plan', () => {
  it('covers the demand, and holds every rule for everybody by the rules themselves', async () => {
    const people = Array.from({ length: 6 }, (_, i) => person(i + 1, LAW));
    const asked = request(people);
    const { shifts, covered, refusals } = await plan(asked, 150);
    expect(refusals).toEqual([]);
    for (const one of people) {
      const own = of(shifts, one.id).map((shift) => ({
        ...shift,
        kind: KINDS.find(({ id }) => id === shift.kind) ?? KINDS[0],
      }));
      const said = checked(LAW, withShifts(one.timeline, own), Number.NEGATIVE_INFINITY);
      expect(said).toEqual({ breaches: [], unknown: [] });
    }
    const hours =
      covered.reduce((sum, there, i) => sum + Math.min(there, asked.demand[i]?.people ?? 0), 0) / 2;
    expect(hours).toBeGreaterThan(0.8 * 14 * 24);
  });

  it('gives a night seven hours where the clock is put forward, and counts it so', async () => {
    const people = Array.from({ length: 5 }, (_, i) => person(i + 1, REST, { kinds: ['night'] }));
    const { shifts } = await plan(request(people));
    const lengths = new Set(
      shifts.map((shift) => `${shift.date === '2026-03-28'} ${minutesOf(shift)}`),
    );
    expect([...lengths].toSorted()).toEqual(['false 480', 'true 420']);
    const [first] = shifts.filter(({ date }) => date === '2026-03-28');
    expect(first?.end).toBe(instantOf('2026-03-29T06:00', ZONE));
  });

  it('plans nobody in their time off, keeps to pins, and follows a wish that costs no cover', async () => {
    const off = {
      start: instantOf('2026-03-24T00:00', ZONE),
      end: instantOf('2026-03-27T00:00', ZONE),
    };
    const people = [
      person(1, REST, { timeOff: [off] }),
      person(2, REST, {
        pins: [
          { date: '2026-03-25', kind: 'late' },
          { date: '2026-03-26', kind: null },
        ],
      }),
      person(3, REST, {
        kinds: ['early'],
        wishes: [{ date: '2026-03-25', kind: null, weight: 1 }],
      }),
      ...[4, 5].map((id) => person(id, REST, { kinds: ['early'] })),
    ];
    const { shifts } = await plan(request(people));
    expect(of(shifts, 1).filter(({ start, end }) => start < off.end && end > off.start)).toEqual(
      [],
    );
    const second = of(shifts, 2).map(({ date, kind }) => `${date} ${kind}`);
    expect(second).toContain('2026-03-25 late');
    expect(second.filter((one) => one.startsWith('2026-03-26'))).toEqual([]);
    expect(of(shifts, 3).filter(({ date }) => date === '2026-03-25')).toEqual([]);
  });

  it('gives a kind of work only to those who can do it, and leaves the rest uncovered', async () => {
    const people = [person(1, REST, { groups: ['fr'] }), person(2, REST)];
    const demand = [...around(1, 14), ...around(1, 14, 'fr'), ...around(1, 14, 'it')];
    const { shifts, covered } = await plan(request(people, { demand }));
    expect(new Set(of(shifts, 1).map(({ group }) => group))).toEqual(new Set(['fr']));
    expect(new Set(of(shifts, 2).map(({ group }) => group))).toEqual(new Set(['de']));
    const italian = covered.filter((_, i) => demand[i]?.group === 'it');
    expect(Math.max(...italian)).toBe(0);
  });

  it('shares severe days out among those who can take them', async () => {
    const people = [1, 2, 3, 4].map((id) =>
      person(id, REST, {
        ...{ kinds: ['early'], groups: ['de', 'severe'] },
        share: { nights: 0, weekends: 2, severe: 3 },
        minutes: { least: 0, most: 75 * 60 },
      }),
    );
    const demand = [...around(2, 12), ...around(1, 12, 'severe')];
    const { shifts } = await plan(request(people, { days: 12, demand, severe: ['severe'] }), 120);
    const severe = people.map(
      ({ id }) => of(shifts, id).filter(({ group }) => group === 'severe').length,
    );
    expect(severe).toEqual([3, 3, 3, 3]);
  });

  it('takes no half hour of a break for work', async () => {
    const people = [
      person(1, REST, { kinds: ['early'], pins: [{ date: '2026-03-23', kind: 'early' }] }),
    ];
    const { covered } = await plan(request(people));
    // 06:00, then a quarter at 07:30, all of 09:30, and a quarter at 12:00.
    expect(covered.slice(0, 16)).toEqual([1, 1, 1, 0.5, 1, 1, 1, 0, 1, 1, 1, 1, 0.5, 1, 1, 1]);
  });

  it('goes on from the days before: who came off a night does not start early', async () => {
    const start = instantOf('2026-03-22T22:00', ZONE);
    const end = instantOf('2026-03-23T06:00', ZONE);
    const base = person(1, REST);
    const tired = { ...base, timeline: { ...base.timeline, shifts: [{ id: 1, start, end }] } };
    const { shifts, refusals } = await plan(request([tired]));
    expect(refusals).toEqual([]);
    expect(shifts.filter(({ date, kind }) => date === '2026-03-23' && kind !== 'night')).toEqual(
      [],
    );
  });

  it('searches again without what only the check as a whole would not have', async () => {
    const sundays = enforced('free-sundays');
    const people = Array.from({ length: 3 }, (_, i) => person(i + 1, [...REST, sundays]));
    let attempts = 0;
    const asked = request(people, { demand: around(3, 14) });
    const planned = await planRota(asked, (rota) => {
      attempts++;
      return Promise.resolve(search(boardOf(rota), { seed: 1, budget: { rounds: 10 } }));
    });
    expect(planned?.refusals).toEqual([]);
    expect(attempts).toBeGreaterThan(0);
  });

  it('does not publish what a rule cannot be asked about', async () => {
    const base = person(1, REST);
    const unknown = {
      ...base,
      timeline: { ...base.timeline, knownFrom: base.timeline.knownUntil },
    };
    const { refusals } = await plan(request([unknown], { days: 7 }), 5);
    expect(refusals.every(({ person: id }) => id === 1)).toBe(true);
  });

  it.each([
    ['nobody', request([])],
    ['no demand', request([person(1, REST)], { demand: [] })],
  ])('of %s is empty', async (_, asked) => {
    const { shifts, refusals } = await plan(asked, 3);
    expect({ shifts, refusals }).toEqual({ shifts: [], refusals: [] });
  });

  it('is null when it was cancelled before anything was found', async () => {
    expect(await planRota(request([person(1, REST)]), () => Promise.resolve(null))).toBeNull();
  });
});
