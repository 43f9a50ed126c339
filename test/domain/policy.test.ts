import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LEVELS,
  type Level,
  type PolicyEntry,
  type RuleInForce,
  type RuleParameters,
  rulesInForce,
  type Scope,
  type Subject,
} from '../../src/domain/policy.ts';

const RULES: readonly RuleParameters[] = [
  {
    id: 'screen-time',
    defaults: { mostMinutes: 100, leastAwayMinutes: 10 },
    stricter: { mostMinutes: 'lower', leastAwayMinutes: 'higher' },
  },
  { id: 'night-work', defaults: { mostMinutes: 60 }, stricter: { mostMinutes: 'lower' } },
];
const SUBJECT: Subject = { person: 7, site: 1, team: 2 };
const organisation: Scope = { kind: 'organisation' };

let version = 0;
function entry(more: Partial<PolicyEntry> = {}): PolicyEntry {
  version += 1;
  return {
    version,
    rule: 'screen-time',
    level: 'hard',
    scope: organisation,
    params: {},
    from: 0,
    ...more,
  };
}

function screenTime(entries: readonly PolicyEntry[], at = 100, subject = SUBJECT) {
  return rulesInForce(entries, RULES, subject, at).map(({ level, params }) => ({
    level,
    ...params,
  }));
}

describe('the rules in force', () => {
  it('are none when no entry names one', () => {
    expect(screenTime([])).toEqual([]);
  });

  it('take the defaults for what an entry leaves out', () => {
    expect(screenTime([entry({ params: { mostMinutes: 80 } })])).toEqual([
      { level: 'hard', mostMinutes: 80, leastAwayMinutes: 10 },
    ]);
  });

  it('follow the latest entry of one scope, though it loosens', () => {
    const entries = [
      entry({ params: { mostMinutes: 80 } }),
      entry({ params: { mostMinutes: 120 }, from: 50 }),
    ];
    expect(screenTime(entries, 49)).toMatchObject([{ mostMinutes: 80 }]);
    expect(screenTime(entries, 50)).toMatchObject([{ mostMinutes: 120 }]);
  });

  it('follow the higher version of two entries from the same instant', () => {
    const [first, second] = [
      entry({ params: { mostMinutes: 80 } }),
      entry({ params: { mostMinutes: 90 } }),
    ];
    expect(screenTime([second, first])).toMatchObject([{ mostMinutes: 90 }]);
  });

  it('take the strictest of each number across scopes', () => {
    const entries = [
      entry({ params: { mostMinutes: 80, leastAwayMinutes: 5 } }),
      entry({
        params: { mostMinutes: 90, leastAwayMinutes: 15 },
        scope: { kind: 'person', id: 7 },
      }),
    ];
    expect(screenTime(entries)).toEqual([{ level: 'hard', mostMinutes: 80, leastAwayMinutes: 15 }]);
  });

  it('keep levels side by side', () => {
    const entries = [entry(), entry({ level: 'soft', params: { mostMinutes: 75 } })];
    expect(screenTime(entries)).toMatchObject([
      { level: 'hard', mostMinutes: 100 },
      { level: 'soft', mostMinutes: 75 },
    ]);
  });

  it.each([
    ['another person', { kind: 'person', id: 8 }],
    ['another team', { kind: 'team', id: 1 }],
    ['another site', { kind: 'site', id: 2 }],
  ] satisfies [string, Scope][])('leave out what is meant for %s', (_, scope) => {
    expect(screenTime([entry({ scope })])).toEqual([]);
  });

  it('leave out site and team entries for somebody who belongs to none', () => {
    const entries = [
      entry({ scope: { kind: 'site', id: 1 } }),
      entry({ scope: { kind: 'team', id: 2 } }),
    ];
    expect(screenTime(entries, 100, { person: 7, site: null, team: null })).toEqual([]);
  });
});

const someScope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant(organisation),
  fc.record({ kind: fc.constantFrom('site', 'team', 'person'), id: fc.constantFrom(1, 2, 7) }),
);
const someEntry = fc.record({
  rule: fc.constantFrom('screen-time', 'night-work'),
  level: fc.constantFrom<Level[]>(...LEVELS),
  scope: someScope,
  params: fc.record(
    {
      mostMinutes: fc.integer({ min: 1, max: 200 }),
      leastAwayMinutes: fc.integer({ min: 1, max: 60 }),
    },
    { requiredKeys: [] },
  ),
  from: fc.integer({ min: 0, max: 100 }),
});
const someEntries = fc
  .array(someEntry, { maxLength: 12 })
  .map((entries) => entries.map((one, i): PolicyEntry => ({ version: i + 1, ...one })));
const someInstant = fc.integer({ min: 0, max: 100 });

/** Whether each rule in force before is still in force, with no number that protects less. */
function neverLooser(before: readonly RuleInForce[], after: readonly RuleInForce[]): boolean {
  return before.every((old) => {
    const now = after.find((one) => one.rule === old.rule && one.level === old.level);
    const stricter = RULES.find((rule) => rule.id === old.rule)?.stricter ?? {};
    return (
      now !== undefined &&
      Object.entries(old.params).every(([name, value]) => {
        const next = now.params[name] ?? Number.NaN;
        return stricter[name] === 'higher' ? next >= value : next <= value;
      })
    );
  });
}

describe('whatever the policy', () => {
  it('an entry in another scope never loosens', () => {
    fc.assert(
      fc.property(someEntries, someEntry, someInstant, (entries, added, at) => {
        const next = { version: entries.length + 1, ...added };
        const sameScope = entries.some(
          (one) =>
            one.rule === next.rule &&
            one.level === next.level &&
            one.scope.kind === next.scope.kind,
        );
        fc.pre(!sameScope);
        const [before, after] = [entries, [...entries, next]].map((all) =>
          rulesInForce(all, RULES, SUBJECT, at),
        );
        expect(neverLooser(before ?? [], after ?? [])).toBe(true);
      }),
    );
  });

  it('the order of the entries does not matter', () => {
    const shuffled = someEntries.chain((entries) =>
      fc.tuple(
        fc.constant(entries),
        fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, someInstant, ([entries, other], at) => {
        expect(rulesInForce(other, RULES, SUBJECT, at)).toEqual(
          rulesInForce(entries, RULES, SUBJECT, at),
        );
      }),
    );
  });

  it('an entry changes nothing before it starts', () => {
    fc.assert(
      fc.property(someEntries, someEntry, someInstant, (entries, added, at) => {
        fc.pre(added.from > at);
        const after = [...entries, { version: entries.length + 1, ...added }];
        expect(rulesInForce(after, RULES, SUBJECT, at)).toEqual(
          rulesInForce(entries, RULES, SUBJECT, at),
        );
      }),
    );
  });
});
