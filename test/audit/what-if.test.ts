import { describe, expect, it } from 'vitest';
import { type Asked, effectOf, FEWEST, type WhatIf, whatIf } from '../../src/audit/what-if.ts';
import type { EnforcedRule } from '../../src/rules/enforced.ts';
import { enforced } from '../support/rules.ts';
import { at, exposure, span, timeline } from '../support/timeline.ts';

const GRAPHIC = 'graphic-minutes-per-day';
const hour = enforced(GRAPHIC, { limitMinutes: 60 });
const half = enforced(GRAPHIC, { limitMinutes: 30 });
const nobody = { id: GRAPHIC, level: 'hard' } as const;

/** Two assignments of 40 minutes on one day, none planned; the days before are known. */
const told = timeline('', {
  knownFrom: at('2026-05-01T00:00'),
  knownUntil: at('12:00'),
  also: [
    exposure(at('09:00'), 40, 3, { assignment: 1n }),
    exposure(at('10:00'), 40, 3, { assignment: 2n }),
  ],
});
const asked = (before: readonly EnforcedRule[], after: readonly EnforcedRule[]): Asked => ({
  past: span('00:00', '12:00'),
  planned: span('12:00', '2026-06-20T00:00'),
  before,
  after,
});

describe('what a change would have meant for one person', () => {
  it('is the breaches with the old and the new numbers, and what would not have been handed out', () => {
    expect(whatIf(told, asked([hour], [half]))).toEqual({
      rules: [{ rule: nobody.id, level: nobody.level, before: 1, after: 2 }],
      assignments: 2,
      shifts: 0,
    });
  });

  it('refuses nothing that is refused today', () => {
    expect(whatIf(told, asked([half], [hour]))).toMatchObject({ assignments: 0 });
    expect(whatIf(told, asked([half], [half]))).toMatchObject({ assignments: 0 });
  });

  it('counts only what is past a hard limit as refused', () => {
    const softly = whatIf(told, asked([], [{ ...half, level: 'soft' }]));
    expect(softly).toMatchObject({
      assignments: 0,
      rules: [{ level: 'soft', before: 0, after: 2 }],
    });
  });

  it('is told of each rule at each level', () => {
    const soft = (one: EnforcedRule): EnforcedRule => ({ ...one, level: 'soft' });
    const focus = enforced('continuous-exposure', { limitMinutes: 30 });
    const { rules, assignments } = whatIf(
      told,
      asked([half, soft(hour), focus], [hour, soft(half)]),
    );
    expect(rules).toEqual([
      { rule: GRAPHIC, level: 'hard', before: 2, after: 1 },
      { rule: GRAPHIC, level: 'soft', before: 1, after: 2 },
      { rule: 'continuous-exposure', level: 'hard', before: 2, after: 0 },
    ]);
    expect(assignments).toBe(0);
  });

  it('counts no work as refused that nobody handed out', () => {
    const project = exposure(at('11:00'), 40, 3, { origin: 'project', assignment: null });
    const more = { ...told, exposures: [...told.exposures, project] };
    expect(whatIf(more, asked([], [half])).assignments).toBe(2);
  });

  it('cannot be told of a new rule that looks back further than is known', () => {
    const short = { ...told, knownFrom: at('08:00') };
    expect(whatIf(short, asked([], [half]))).toMatchObject({
      rules: [{ before: 0, after: null }],
      assignments: 0,
    });
  });

  it('is no breach where the rule is no longer asked', () => {
    expect(whatIf(told, asked([half], []))).toMatchObject({ rules: [{ before: 2, after: 0 }] });
  });

  it('cannot be told of a rule that looks back further than is known', () => {
    const short = { ...told, knownFrom: at('08:00') };
    expect(whatIf(short, asked([hour], [half]))).toMatchObject({
      rules: [{ before: null, after: null }],
      assignments: 0,
    });
  });

  it('counts the planned shifts in which a rule would no longer hold, and no shift of the past', () => {
    const shifts = [
      { id: 1, ...span('01:00', '10:00') },
      { id: 5, ...span('12:00', '21:00') },
      { id: 2, ...span('2026-06-11T09:00', '2026-06-11T18:00') },
      { id: 3, ...span('2026-06-12T09:00', '2026-06-12T16:00') },
      { id: 7, ...span('2026-06-13T09:00', '2026-06-13T18:00') },
      { id: 6, ...span('2026-06-20T00:00', '2026-06-20T09:00') },
      { id: 4, ...span('2026-06-21T09:00', '2026-06-21T18:00') },
    ];
    const longest = (minutes: number, level: 'hard' | 'watch' = 'hard') =>
      enforced('longest-shift', { limitMinutes: minutes }, level);
    const planned = { ...told, shifts };
    expect(whatIf(planned, asked([longest(600)], [longest(480)])).shifts).toBe(3);
    expect(whatIf(planned, asked([], [longest(480, 'watch')])).shifts).toBe(0);
  });
});

describe('what a change would have meant for all', () => {
  const person = (before: number | null, after: number | null, more: Partial<WhatIf> = {}) => {
    const rules = [{ rule: nobody.id, level: nobody.level, before, after }];
    return { rules, assignments: 0, shifts: 0, ...more };
  };
  const people = (count: number, one: WhatIf) => Array.from({ length: count }, () => one);

  it('is the sum, and how many people that were', () => {
    const effect = effectOf([
      ...people(FEWEST, person(1, 3, { assignments: 2, shifts: 1 })),
      person(0, 0),
    ]);
    expect(effect).toEqual({
      rules: [
        {
          rule: nobody.id,
          level: nobody.level,
          breachesBefore: 5,
          breachesAfter: 15,
          peopleBefore: 5,
          peopleAfter: 5,
          unverified: 0,
        },
      ],
      assignments: 10,
      shifts: 5,
    });
  });

  it('is hidden, each count by itself, where it is of fewer than five people', () => {
    const effect = effectOf([...people(4, person(9, 1, { assignments: 9 })), person(0, 1)]);
    expect(effect.rules[0]).toMatchObject({
      breachesBefore: null,
      peopleBefore: null,
      breachesAfter: 5,
      peopleAfter: 5,
    });
    expect(effect).toMatchObject({ assignments: null, shifts: null });
  });

  it('says of how many people it cannot be told', () => {
    const effect = effectOf([
      ...people(5, person(1, 1)),
      person(null, null),
      person(0, null),
      person(null, 0),
    ]);
    expect(effect.rules[0]).toMatchObject({ peopleAfter: 5, unverified: 3 });
  });

  it('is told of each rule at each level', () => {
    const one = (rule: string, level: 'hard' | 'soft', before: number) =>
      ({ rule, level, before, after: 0 }) as const;
    const rules = [one('rest', 'hard', 1), one('rest', 'soft', 2), one('naps', 'hard', 3)];
    const effect = effectOf(people(5, { rules, assignments: 0, shifts: 0 }));
    expect(
      effect.rules.map(({ rule, level, breachesBefore }) => [rule, level, breachesBefore]),
    ).toEqual([
      ['rest', 'hard', 5],
      ['rest', 'soft', 10],
      ['naps', 'hard', 15],
    ]);
  });

  it('is nothing when nobody was looked at', () => {
    expect(effectOf([])).toEqual({ rules: [], assignments: null, shifts: null });
  });
});
