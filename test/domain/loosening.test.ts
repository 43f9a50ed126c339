import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, loosens } from '../../src/domain/loosening.ts';
import {
  type Params,
  type PolicyEntry,
  type RuleParameters,
  rulesInForce,
  type Scope,
} from '../../src/domain/policy.ts';

const RULE: RuleParameters = {
  id: 'rest',
  defaults: { most: 10, least: 10 },
  stricter: { most: 'lower', least: 'higher' },
  ceilings: [],
};
const ALL: Scope = { kind: 'organisation' };
const NORTH: Scope = { kind: 'team', id: 1 };
const one = (params: Params | null, more: Partial<PolicyEntry> = {}): PolicyEntry => {
  return { version: 1, rule: 'rest', level: 'hard', scope: ALL, params, from: 0, ...more };
};

describe('a change loosens a hard rule', () => {
  const said = [one({ most: 8, least: 12 }), one({ most: 6 }, { version: 2, scope: NORTH })];
  it.each<[string, boolean, PolicyEntry]>([
    ['when the most there may be is more', true, one({ most: 9, least: 12 })],
    ['when the least there must be is less', true, one({ most: 8, least: 11 })],
    ['when one number is tighter and another looser', true, one({ most: 1, least: 11 })],
    ['when what it leaves out falls back to something looser', true, one({ most: 8 })],
    ['when it is withdrawn', true, one(null, { scope: NORTH })],
    ['though a stricter scope hides it', true, one({ most: 7 }, { scope: NORTH })],
    ['and not when nothing changes', false, one({ most: 8, least: 12 })],
    ['and not when it is tighter', false, one({ most: 7, least: 13 })],
    [
      'and not where a scope says it first',
      false,
      one({ most: 99 }, { scope: { kind: 'team', id: 2 } }),
    ],
    ['and not at another level', false, one({ most: 99 }, { level: 'soft' })],
    ['and not where nothing is said at that level', false, one({ most: 99 }, { level: 'watch' })],
  ])('%s: %s', (_, expected, change) => {
    expect(loosens(said, [RULE], [change], 5)).toBe(expected);
  });

  it('beside what is in force at its date, not today', () => {
    const later = [one({ most: 8 }), one({ most: 4 }, { version: 2, from: 50 })];
    const change = one({ most: 6 });
    expect(loosens(later, [RULE], [change], 49)).toBe(false);
    expect(loosens(later, [RULE], [change], 50)).toBe(true);
  });

  it('and not where another scope, level or rule was what said it', () => {
    const change = one({ most: 99 });
    expect(loosens([one({ most: 8 }, { scope: NORTH })], [RULE], [change], 5)).toBe(false);
    expect(loosens([one({ most: 8 }, { level: 'watch' })], [RULE], [change], 5)).toBe(false);
    expect(loosens([one({ most: 8 }, { rule: 'naps' })], [RULE], [change], 5)).toBe(false);
    const site = one({ most: 99 }, { scope: { kind: 'site', id: 1 } });
    expect(loosens([one({ most: 8 }, { scope: NORTH })], [RULE], [site], 5)).toBe(false);
  });

  it('and not at a level that is not hard, though it was said there', () => {
    const soft = [one({ most: 8 }, { level: 'soft' })];
    expect(loosens(soft, [RULE], [one({ most: 99 }, { level: 'soft' })], 5)).toBe(false);
  });

  it('where only one of several does', () => {
    const [harmless, looser] = [one({ most: 8, least: 12 }), one({ most: 9, least: 12 })];
    expect(loosens(said, [RULE], [harmless, looser], 5)).toBe(true);
  });

  it('by the numbers of its own rule', () => {
    const naps = { ...RULE, id: 'naps', stricter: { most: 'higher', least: 'lower' } } as const;
    expect(loosens(said, [naps, RULE], [one({ most: 7, least: 13 })], 5)).toBe(false);
  });

  it('where it changes a number of which nobody knows which way it protects', () => {
    const undirected = { ...RULE, stricter: { most: 'lower' } } as const;
    expect(loosens(said, [undirected], [one({ most: 8, least: 13 })], 5)).toBe(true);
    expect(loosens(said, [undirected], [one({ most: 7, least: 12 })], 5)).toBe(false);
  });

  it('beside what was said last, in whatever order that is listed', () => {
    const [old, older, last] = [
      one({ most: 20 }, { version: 3 }),
      one({ most: 2 }, { version: 1, from: 1 }),
      one({ most: 8 }, { version: 2, from: 1 }),
    ];
    for (const entries of [
      [old, older, last],
      [last, older, old],
      [older, last, old],
    ]) {
      expect(loosens(entries, [RULE], [one({ most: 8 })], 5)).toBe(false);
      expect(loosens(entries, [RULE], [one({ most: 9 })], 5)).toBe(true);
    }
  });

  it('when the rule is not in the rulebook, of which nothing can be compared', () => {
    expect(loosens(said, [], [one({ most: 1 })], 5)).toBe(true);
  });
});

const someScope = fc.constantFrom<Scope>(ALL, { kind: 'site', id: 1 }, NORTH, {
  kind: 'person',
  id: 1,
});
const someParams = fc.record(
  { most: fc.integer({ min: 0, max: 20 }), least: fc.integer({ min: 0, max: 20 }) },
  { requiredKeys: [] },
);
const someLevel = fc.constantFrom('hard' as const, 'soft' as const);
const someChange: fc.Arbitrary<Change> = fc
  .record({ scope: someScope, level: someLevel, params: fc.option(someParams) })
  .map((drawn) => ({ rule: 'rest', ...drawn }));
const somePolicy = fc
  .array(fc.tuple(someChange, fc.integer({ min: 0, max: 30 })), { maxLength: 8 })
  .map((all) => all.map(([drawn, from], i): PolicyEntry => ({ ...drawn, from, version: i + 1 })));
const HERE = { person: 1, site: 1, team: 1, law: [] };

function hardAt(entries: readonly PolicyEntry[], at: number): Params | undefined {
  return rulesInForce(entries, [RULE], HERE, at).find(({ level }) => level === 'hard')?.params;
}

describe('a change that is said to loosen nothing', () => {
  it('leaves nobody with less than they had, at any instant from its date on', () => {
    let harmless = 0;
    fc.assert(
      fc.property(
        somePolicy,
        someChange,
        fc.integer({ min: 0, max: 30 }),
        (policy, change, from) => {
          if (loosens(policy, [RULE], [change], from)) return;
          const changed = [...policy, { ...change, from, version: 99 }];
          for (let at = 0; at <= 31; at++) {
            const [before, after] = [hardAt(policy, at), hardAt(changed, at)];
            if (before === undefined) continue;
            harmless++;
            expect(after?.['most']).toBeLessThanOrEqual(before['most'] ?? Number.NaN);
            expect(after?.['least']).toBeGreaterThanOrEqual(before['least'] ?? Number.NaN);
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(harmless).toBeGreaterThan(200);
  });
});
