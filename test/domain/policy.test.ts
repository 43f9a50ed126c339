import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Incomparable,
  type LawEntry,
  LEVELS,
  type Level,
  type PolicyEntry,
  type RuleInForce,
  type RuleParameters,
  refuseIncomparable,
  rulesInForce,
  type Scope,
  type Subject,
} from '../../src/domain/policy.ts';

const RULES: readonly RuleParameters[] = [
  {
    id: 'screen-time',
    defaults: { mostMinutes: 100, leastAwayMinutes: 10 },
    stricter: { mostMinutes: 'lower', leastAwayMinutes: 'higher' },
    ceilings: [],
  },
  {
    id: 'night-work',
    defaults: { mostMinutes: 60 },
    stricter: { mostMinutes: 'lower' },
    ceilings: [],
  },
];
const SUBJECT: Subject = { person: 7, site: 1, team: 2, law: [] };
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

  it.each([
    ['a person', { kind: 'person', id: 7 }],
    ['a team', { kind: 'team', id: 2 }],
    ['a site', { kind: 'site', id: 1 }],
  ] satisfies [string, Scope][])('reach whoever is meant with %s', (_, scope) => {
    expect(screenTime([entry({ scope, params: { mostMinutes: 1 } })])).toMatchObject([
      { mostMinutes: 1 },
    ]);
  });

  it('leave out site and team entries for somebody who belongs to none', () => {
    const entries = [
      entry({ scope: { kind: 'site', id: 1 } }),
      entry({ scope: { kind: 'team', id: 2 } }),
    ];
    expect(screenTime(entries, 100, { ...SUBJECT, site: null, team: null })).toEqual([]);
  });
});

const law = (params: LawEntry['params'], level: Level = 'hard'): Subject => ({
  ...SUBJECT,
  law: [{ rule: 'screen-time', level, params }],
});

describe('the law of a site', () => {
  it('holds where no policy says anything, and at any time', () => {
    expect(screenTime([], Number.MIN_SAFE_INTEGER, law({ mostMinutes: 90 }))).toEqual([
      { level: 'hard', mostMinutes: 90, leastAwayMinutes: 10 },
    ]);
  });

  it('is not replaced by a later entry of the site', () => {
    const looser = entry({ scope: { kind: 'site', id: 1 }, params: { mostMinutes: 200 } });
    expect(screenTime([looser], 100, law({ mostMinutes: 90 }))).toMatchObject([
      { mostMinutes: 90 },
    ]);
  });

  it('leaves a stricter policy as it is', () => {
    const stricter = entry({ params: { mostMinutes: 60 } });
    expect(screenTime([stricter], 100, law({ mostMinutes: 90 }))).toMatchObject([
      { mostMinutes: 60 },
    ]);
  });

  it('is the strictest of all that it says of a rule, whichever comes last', () => {
    const [eu, national] = [
      { rule: 'night-work', level: 'hard', params: { mostMinutes: 80 } },
      { rule: 'night-work', level: 'hard', params: { mostMinutes: 70 } },
    ] as const;
    for (const both of [
      [eu, national],
      [national, eu],
    ])
      expect(rulesInForce([], RULES, { ...SUBJECT, law: both }, 0)).toEqual([
        { rule: 'night-work', level: 'hard', params: { mostMinutes: 70 } },
      ]);
  });
});

describe('an entry that withdraws', () => {
  const person: Scope = { kind: 'person', id: 7 };

  it('ends what its scope said, from its instant on, and leaves the others', () => {
    const entries = [
      entry({ params: { mostMinutes: 80 } }),
      entry({ scope: person, params: { mostMinutes: 20 } }),
      entry({ scope: person, params: null, from: 50 }),
    ];
    expect(screenTime(entries, 49)).toMatchObject([{ mostMinutes: 20 }]);
    expect(screenTime(entries, 50)).toMatchObject([{ mostMinutes: 80 }]);
  });

  it('ends one level and no other', () => {
    const entries = [
      entry({ scope: person }),
      entry({ scope: person, level: 'soft' }),
      entry({ scope: person, level: 'soft', params: null, from: 50 }),
    ];
    expect(screenTime(entries, 50)).toMatchObject([{ level: 'hard' }]);
  });
});

describe('what cannot be compared', () => {
  const [screen] = RULES;
  if (!screen) throw new Error('there is no rule');
  const undirected = { ...screen, stricter: { mostMinutes: 'lower' } } satisfies RuleParameters;

  it.each([
    ['a parameter that the rule does not have', screen, { naps: 3 }, 'no parameter "naps"'],
    ['a name that every object has', screen, { toString: 3 }, 'no parameter "toString"'],
    ['no number', screen, { mostMinutes: Number.NaN }, 'mostMinutes must be'],
    ['a number without end', screen, { mostMinutes: Infinity }, 'mostMinutes must be'],
    ['a number below zero', screen, { mostMinutes: -1 }, 'mostMinutes must be'],
    ['a number without a direction', undirected, {}, 'which way leastAwayMinutes protects more'],
  ] satisfies [string, RuleParameters, Record<string, number>, string][])(
    'is refused: %s',
    (_, rule, params, why) => {
      expect(() => refuseIncomparable(rule, params)).toThrow(Incomparable);
      expect(() => refuseIncomparable(rule, params)).toThrow(why);
      const beside = [entry({ params }), entry({ scope: { kind: 'site', id: 1 } })];
      expect(rulesInForce(beside, [rule], SUBJECT, 100)).toMatchObject([
        { rule: 'screen-time', level: 'hard', refused: { name: 'Incomparable' } },
      ]);
    },
  );

  it('is refused no more once a later entry of its scope has replaced it', () => {
    const entries = [entry({ params: { naps: 3 } }), entry({ params: { mostMinutes: 50 } })];
    expect(screenTime(entries)).toMatchObject([{ mostMinutes: 50 }]);
    expect(rulesInForce(entries, RULES, SUBJECT, 100)[0]).not.toHaveProperty('refused');
  });

  it('leaves the other rules as they are', () => {
    const entries = [entry({ params: { naps: 3 } }), entry({ rule: 'night-work' })];
    expect(rulesInForce(entries, RULES, SUBJECT, 100)[1]).toEqual({
      rule: 'night-work',
      level: 'hard',
      params: { mostMinutes: 60 },
    });
  });
});

const someScope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant(organisation),
  fc.record({ kind: fc.constantFrom('site', 'team', 'person'), id: fc.constantFrom(1, 2, 7) }),
);
/** A rule at a level, with some of its numbers or now and then one that it does not have. */
const someNumbers = fc.constantFrom(...RULES).chain((rule) =>
  fc.record({
    rule: fc.constant(rule.id),
    level: fc.constantFrom<Level[]>(...LEVELS),
    params: fc.oneof(
      { weight: 9, arbitrary: numbersOf([...Object.keys(rule.defaults)]) },
      { weight: 1, arbitrary: numbersOf([...Object.keys(rule.defaults), 'naps']) },
    ),
  }),
);
function numbersOf(names: readonly string[]) {
  return fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 1, max: 200 }));
}
const someEntry = fc
  .record({
    numbers: someNumbers,
    isWithdrawn: fc.constantFrom(false, false, false, true),
    scope: someScope,
    from: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ numbers, isWithdrawn, scope, from }) => ({
    ...numbers,
    params: isWithdrawn ? null : numbers.params,
    scope,
    from,
  }));
const someLaw: fc.Arbitrary<readonly LawEntry[]> = fc.array(someNumbers, { maxLength: 3 });
const someEntries = fc
  .array(someEntry, { maxLength: 12 })
  .map((entries) => entries.map((one, i): PolicyEntry => ({ version: i + 1, ...one })));
const someInstant = fc.integer({ min: 0, max: 100 });

/** Whether each rule in force before is still in force, with no number that protects less. */
function neverLooser(before: readonly RuleInForce[], after: readonly RuleInForce[]): boolean {
  return before.every((old) => {
    const now = after.find((one) => one.rule === old.rule && one.level === old.level);
    const stricter = RULES.find((rule) => rule.id === old.rule)?.stricter ?? {};
    if (now?.refused) return true;
    return (
      now !== undefined &&
      !old.refused &&
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

  it('the law never loosens, and no entry loosens the law', () => {
    fc.assert(
      fc.property(someEntries, someLaw, someInstant, (entries, demanded, at) => {
        const [policy, both, alone] = [
          rulesInForce(entries, RULES, SUBJECT, at),
          rulesInForce(entries, RULES, { ...SUBJECT, law: demanded }, at),
          rulesInForce([], RULES, { ...SUBJECT, law: demanded }, at),
        ];
        expect(neverLooser(policy, both)).toBe(true);
        expect(neverLooser(alone, both)).toBe(true);
      }),
    );
  });

  it('an entry at one level changes nothing at the others', () => {
    fc.assert(
      fc.property(someEntries, someEntry, someInstant, (entries, added, at) => {
        const after = [...entries, { version: entries.length + 1, ...added }];
        const others = (all: readonly PolicyEntry[]) =>
          rulesInForce(all, RULES, SUBJECT, at).filter(({ level }) => level !== added.level);
        expect(others(after)).toEqual(others(entries));
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
