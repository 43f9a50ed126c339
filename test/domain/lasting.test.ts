import { describe, expect, it } from 'vitest';
import { lasting } from '../../src/domain/lasting.ts';
import type { Params, PolicyEntry, RuleParameters, Scope } from '../../src/domain/policy.ts';

const RULE: RuleParameters = {
  id: 'screen-time',
  defaults: { mostMinutes: 100, leastAwayMinutes: 10 },
  stricter: { mostMinutes: 'lower', leastAwayMinutes: 'higher' },
  ceilings: [],
};
const person: Scope = { kind: 'person', id: 7 };
const said = (params: Params | null, from: number, more: Partial<PolicyEntry> = {}) => ({
  rule: RULE.id,
  level: 'hard' as const,
  scope: person,
  params,
  from,
  ...more,
});
const policyOf = (...entries: ReturnType<typeof said>[]) =>
  entries.map((entry, i): PolicyEntry => ({ version: i + 1, ...entry }));
const numbers = (entries: ReturnType<typeof lasting>) =>
  entries.map(({ params, from }) => [from, params?.['mostMinutes'], params?.['leastAwayMinutes']]);

describe('what is decided for a person', () => {
  it('is not undone by what was decided before for a date to come', () => {
    const known = policyOf(
      said({ mostMinutes: 20 }, 5),
      said({ mostMinutes: 50, leastAwayMinutes: 15 }, 20),
      said(null, 30),
    );
    expect(
      numbers(lasting(RULE, known, said({ mostMinutes: 40, leastAwayMinutes: 12 }, 10))),
    ).toEqual([
      [20, 40, 15],
      [30, 40, 12],
    ]);
  });

  it('counts the last of what was decided for one date', () => {
    const known = policyOf(said({ mostMinutes: 5 }, 20), said({ mostMinutes: 60 }, 20));
    for (const listed of [known, known.toReversed()])
      expect(numbers(lasting(RULE, listed, said({ mostMinutes: 40 }, 10)))).toEqual([[20, 40, 10]]);
  });

  it.each([
    ['at another level', { level: 'soft' }],
    ['of another rule', { rule: 'rest' }],
    ['for somebody else', { scope: { kind: 'person', id: 8 } }],
    ['for their site', { scope: { kind: 'site', id: 7 } }],
    ['from the same instant', { from: 10 }],
  ] satisfies [string, Partial<PolicyEntry>][])('leaves alone what is decided %s', (_, more) => {
    expect(lasting(RULE, policyOf(said({}, 20, more)), said({ mostMinutes: 1 }, 10))).toEqual([]);
  });

  it('needs nothing more when it withdraws, or is not for a person', () => {
    const known = policyOf(said({ mostMinutes: 50 }, 20));
    expect(lasting(RULE, known, said(null, 10))).toEqual([]);
    const site = { scope: { kind: 'site', id: 7 } } as const;
    expect(lasting(RULE, policyOf(said({}, 20, site)), said({}, 10, site))).toEqual([]);
    expect(lasting(RULE, known, said({}, 10, site))).toEqual([]);
  });
});
