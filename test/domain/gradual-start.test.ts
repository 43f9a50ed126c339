import { describe, expect, it } from 'vitest';
import { gradualStart, STEPS, stepsFrom } from '../../src/domain/gradual-start.ts';
import {
  type PolicyEntry,
  type RuleParameters,
  rulesInForce,
  type Scope,
  type Subject,
} from '../../src/domain/policy.ts';
import { HOUR } from '../../src/domain/time.ts';
import { at } from '../support/timeline.ts';

const RULES: readonly RuleParameters[] = [
  {
    id: 'screen-time',
    defaults: { mostMinutes: 100, leastAwayMinutes: 10 },
    stricter: { mostMinutes: 'lower', leastAwayMinutes: 'higher' },
    ceilings: ['mostMinutes'],
  },
  {
    id: 'rest',
    defaults: { leastMinutes: 60 },
    stricter: { leastMinutes: 'higher' },
    ceilings: [],
  },
];
const SUBJECT: Subject = { person: 7, site: 1, team: 2, law: [] };
const person: Scope = { kind: 'person', id: 7 };
const START = at('09:00');
const steps = stepsFrom(START, 'UTC');
const WEEKS = ['09:00', '2026-06-17T00:00', '2026-06-24T00:00', '2026-07-01T00:00'].map((wall) =>
  at(wall),
);

let version = 0;
function entry(more: Partial<PolicyEntry> = {}): PolicyEntry {
  version += 1;
  const scope = { kind: 'organisation' } as const;
  return { version, rule: 'screen-time', level: 'hard', scope, params: {}, from: 0, ...more };
}

/** The policy with the gradual start of SUBJECT committed after all of it. */
function started(entries: readonly PolicyEntry[], subject = SUBJECT) {
  const added = gradualStart(entries, RULES, subject, steps);
  const first = Math.max(0, ...entries.map((one) => one.version)) + 1;
  return [...entries, ...added.map((one, i) => ({ ...one, version: first + i }))];
}

/** The most screen time that a policy allows SUBJECT at each of the instants. */
function most(entries: readonly PolicyEntry[], instants: readonly number[], level = 'hard') {
  return instants.map((instant) => {
    const inForce = rulesInForce(entries, RULES, SUBJECT, instant);
    return inForce.find((one) => one.rule === 'screen-time' && one.level === level)?.params[
      'mostMinutes'
    ];
  });
}

describe('the steps of a gradual start', () => {
  it('are four weeks, the last of which is whole', () => {
    expect(STEPS.map(({ percent }) => percent)).toEqual([25, 50, 75, 100]);
    expect(steps.map(({ from }) => from)).toEqual(WEEKS);
  });

  it('begin with the local day though the clocks change', () => {
    const start = at('2027-03-24T15:00', 'Europe/Berlin');
    expect(stepsFrom(start, 'Europe/Berlin').map(({ from }) => from)).toEqual([
      start,
      at('2027-03-31T00:00', 'Europe/Berlin'),
      at('2027-04-07T00:00', 'Europe/Berlin'),
      at('2027-04-14T00:00', 'Europe/Berlin'),
    ]);
  });
});

describe('a gradual start', () => {
  it('allows a part of the ceiling week by week, and at last all of it', () => {
    const policy = started([entry({ params: { mostMinutes: 240 } })]);
    expect(most(policy, WEEKS)).toEqual([60, 120, 180, 240]);
    expect(most(policy, [START - 1])).toEqual([240]);
  });

  it('changes nothing that is no ceiling, and nobody else', () => {
    const entries = [entry({ params: { leastAwayMinutes: 5 } }), entry({ rule: 'rest' })];
    const added = gradualStart(entries, RULES, SUBJECT, steps);
    expect(
      added.every(({ rule, scope }) => rule === 'screen-time' && scope.kind === 'person'),
    ).toBe(true);
    expect(added[0]).toMatchObject({ scope: person, params: { leastAwayMinutes: 5 } });
    const other = rulesInForce(started(entries), RULES, { ...SUBJECT, person: 8 }, START);
    expect(other).toEqual(rulesInForce(entries, RULES, { ...SUBJECT, person: 8 }, START));
  });

  it('leaves nobody to a number of that day when it is over', () => {
    const policy = started([entry({ params: { mostMinutes: 240 } })]);
    const looser = entry({ params: { mostMinutes: 300 }, from: at('2026-07-10T00:00') });
    expect(most([...policy, looser], [at('2026-07-10T00:00')])).toEqual([300]);
  });

  it('is a part of what holds then, at each level, by policy or by law', () => {
    const entries = [
      entry({ params: { mostMinutes: 240 } }),
      entry({ level: 'soft', params: { mostMinutes: 200 } }),
      entry({ params: { mostMinutes: 200 }, from: at('2026-06-20T00:00') }),
    ];
    expect(most(started(entries), WEEKS)).toEqual([60, 120, 150, 200]);
    expect(most(started(entries), WEEKS, 'soft')).toEqual([50, 100, 150, 200]);
    const law = [{ rule: 'screen-time', level: 'hard', params: { mostMinutes: 80 } }] as const;
    expect(most(started([], { ...SUBJECT, law }), WEEKS)).toEqual([20, 40, 60, undefined]);
  });

  it('never loosens what was decided for the person, now or for a date to come', () => {
    const own = [
      entry({ params: { mostMinutes: 240 } }),
      entry({ scope: person, params: { mostMinutes: 100 } }),
    ];
    expect(most(started(own), WEEKS)).toEqual([60, 100, 100, 100]);
    const date = at('2026-06-20T12:00');
    const later = [...own, entry({ scope: person, params: { mostMinutes: 30 }, from: date })];
    expect(most(started(later), [START, date - HOUR, date, ...WEEKS.slice(2)])).toEqual([
      60, 100, 30, 30, 30,
    ]);
    const ends = [...own, entry({ scope: person, params: null, from: date })];
    expect(most(started(ends), [START, date - HOUR, date, ...WEEKS.slice(2)])).toEqual([
      60, 100, 120, 180, 240,
    ]);
  });

  it('made twice is no smaller a part, and ends with the later', () => {
    const once = started([entry({ params: { mostMinutes: 240 } })]);
    const again = started(once);
    expect(most(again, WEEKS)).toEqual([60, 120, 180, 240]);
  });

  const noise: RuleParameters = {
    id: 'noise',
    defaults: { mostMinutes: 200 },
    stricter: { mostMinutes: 'lower' },
    ceilings: ['mostMinutes'],
  };
  const added = (entries: readonly PolicyEntry[], subject = SUBJECT) =>
    gradualStart(entries, [...RULES, noise], subject, steps).map(
      ({ rule, level, params, from }) => [rule, level, params?.['mostMinutes'] ?? null, from],
    );
  const all = entry({ params: { mostMinutes: 240 } });
  const hard = [60, 120, 180, null].map((most, i) => ['screen-time', 'hard', most, WEEKS[i]]);

  it('is a step each week, and one more for what was decided for the person between', () => {
    const own = (from: number) => entry({ scope: person, params: { mostMinutes: 70 }, from });
    expect(added([all, entry({ rule: 'rest' })])).toEqual(hard);
    const date = at('2026-06-20T12:00');
    expect(added([all, own(date)])).toEqual([
      ...hard.slice(0, 2),
      ['screen-time', 'hard', 70, WEEKS[2]],
      ['screen-time', 'hard', 70, WEEKS[3]],
      ['screen-time', 'hard', 70, date],
    ]);
    expect(added([all, own(at('2026-06-17T00:00'))]).length).toBe(4);
    expect(added([all, own(at('2026-07-10T00:00'))])).toEqual(hard);
    expect(added([all, own(START - HOUR)]).length).toBe(4);
  });

  it('takes what was decided at one level of one rule for no other', () => {
    const date = at('2026-06-20T12:00');
    const policy = [all, entry({ level: 'soft' }), entry({ rule: 'noise' })];
    const own = entry({ scope: person, level: 'soft', params: { mostMinutes: 5 }, from: date });
    expect(added([...policy, own]).filter(([, , , from]) => from === date)).toEqual([
      ['screen-time', 'soft', 5, date],
    ]);
    const soft = [50, 100, 150, null];
    const before = entry({ scope: person, rule: 'noise', params: { mostMinutes: 1 } });
    expect(added([...policy, before]).filter(([rule]) => rule === 'screen-time')).toEqual(
      hard.flatMap((one, i) => {
        const other = soft[i] === null ? null : (soft[i] ?? 0) / 2;
        return [one, ['screen-time', 'soft', other, WEEKS[i]]];
      }),
    );
  });

  it('takes for the person what was decided for them alone', () => {
    const site: Scope = { kind: 'site', id: 7 };
    const there = entry({ scope: site, params: { mostMinutes: 240 } });
    expect(added([there], { ...SUBJECT, site: 7 })).toEqual(hard);
    const other: Scope = { kind: 'person', id: 8 };
    const theirs = entry({ scope: other, params: null, from: at('2026-06-20T12:00') });
    expect(added([all, theirs])).toEqual(hard);
  });

  it('leaves alone what cannot be compared', () => {
    expect(gradualStart([entry({ params: { naps: 3 } })], RULES, SUBJECT, steps)).toEqual([]);
  });
});
