import { describe, expect, it } from 'vitest';
import { type Candidate, type Claimant, choose } from '../../src/assignment/choose.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { enforced, fiveRules } from '../support/rules.ts';
import { at, timeline } from '../support/timeline.ts';

const now = at('09:00');

function claimant(reviewer: number, more: Partial<Claimant> & { seen?: string } = {}): Claimant {
  const { seen = '09:00', ...rest } = more;
  const past = timeline(seen);
  return {
    reviewer,
    timeline: { ...past, knownUntil: now },
    rules: fiveRules,
    languages: [],
    mayWorkUntil: at('17:00'),
    ...rest,
  };
}

function candidate(item: bigint, more: Partial<Candidate> = {}): Candidate {
  return {
    item,
    queue: 1,
    language: null,
    severity: 3,
    categories: ['HATE_INCITEMENT'],
    expectedMinutes: 2,
    arrivedAt: at('08:00'),
    dueAt: at('10:00'),
    ...more,
  };
}

/** reviewer>item of each pair, in order of reviewer. */
function pairs(
  claimants: readonly Claimant[],
  candidates: readonly Candidate[],
  speakers?: ReadonlyMap<string, number>,
): string {
  const { chosen } = choose(claimants, candidates, now, 30, speakers);
  return chosen
    .toSorted((a, b) => a.reviewer - b.reviewer)
    .map(({ reviewer, item }) => `${reviewer}>${item}`)
    .join(' ');
}

const et = { language: 'et' };
const de = { language: 'de' };

describe('choose', () => {
  it('gives nothing where nothing waits or nobody asks', () => {
    expect(choose([claimant(1)], [], now, 30)).toEqual({ chosen: [], refused: [] });
    expect(choose([], [candidate(1n)], now, 30)).toEqual({ chosen: [], refused: [] });
  });

  it.each([
    [
      'the overdue before the due, the longest overdue first',
      [candidate(1n), candidate(2n, { dueAt: at('08:40') }), candidate(3n, { dueAt: at('08:10') })],
      '1>3',
    ],
    [
      'the soonest due first',
      [candidate(1n, { dueAt: at('11:00') }), candidate(2n, { dueAt: at('10:30') })],
      '1>2',
    ],
    [
      'what arrived first among those due at once',
      [candidate(1n), candidate(2n, { arrivedAt: at('07:00') })],
      '1>2',
    ],
    ['the lower item id where all is alike', [candidate(2n), candidate(1n)], '1>1'],
  ])('gives %s', (_, candidates, expected) => {
    expect(pairs([claimant(1)], candidates)).toBe(expected);
  });

  it('keeps one who speaks a rare language for the item that needs it', () => {
    const people = [claimant(1, { languages: ['et'] }), claimant(2)];
    expect(pairs(people, [candidate(1n), candidate(2n, et)])).toBe('1>2 2>1');
    // Also when the other item is more urgent, as long as somebody else can take it.
    const urgent = candidate(1n, { dueAt: at('08:00') });
    expect(pairs(people, [urgent, candidate(2n, et)])).toBe('1>2 2>1');
    // Of two speakers the one goes whose other language is less rare.
    const both = [claimant(1, { languages: ['et', 'de'] }), claimant(2, { languages: ['de'] })];
    expect(pairs(both, [candidate(1n, { ...de, dueAt: at('08:00') }), candidate(2n, et)])).toBe(
      '1>2 2>1',
    );
  });

  it('does not keep an item waiting for the sake of a language', () => {
    const urgent = candidate(1n, { dueAt: at('08:00') });
    expect(pairs([claimant(1, { languages: ['et'] })], [urgent, candidate(2n, et)])).toBe('1>1');
  });

  it('gives one alone the item whose language fewest speak, among equally urgent ones', () => {
    const alone = [claimant(1, { languages: ['de', 'et'] })];
    const waiting = [
      candidate(1n, { dueAt: at('10:01') }),
      candidate(2n, { ...de, dueAt: at('10:02') }),
      candidate(3n, { ...et, dueAt: at('10:03') }),
    ];
    const speakers = new Map([
      ['de', 40],
      ['et', 2],
    ]);
    expect(pairs(alone, waiting, speakers)).toBe('1>3');
    expect(pairs(alone, waiting)).toBe('1>2');
  });

  it.each([
    ['who saw worse work than is usual, though briefly', '08:50 5@4 5-', '1>1'],
    ['who saw milder work than is usual, though for long', '07:00 100@1 20-', '1>2'],
    ['who saw nothing, by age', '09:00', '1>3'],
  ])('among equally urgent items evens out severity: %s', (_, seen, expected) => {
    const items = [
      candidate(1n, { severity: 1, dueAt: at('10:02') }),
      candidate(2n, { severity: 3, dueAt: at('10:01') }),
      candidate(3n, { severity: 2, dueAt: at('10:00') }),
      candidate(4n, { severity: 0, dueAt: at('10:15') }),
      candidate(5n, { severity: 5, dueAt: at('10:15') }),
    ];
    const { chosen } = choose([claimant(1, { seen, rules: [] })], items, now, 30, null, 2);
    expect(chosen.map(({ reviewer, item }) => `${reviewer}>${item}`).join(' ')).toBe(expected);
    expect(pairs([claimant(1, { seen, rules: [] })], items)).toBe('1>3');
  });

  it('gives nobody an item in a language they do not speak', () => {
    expect(choose([claimant(1, { languages: ['de'] })], [candidate(1n, et)], now, 30)).toEqual({
      chosen: [],
      refused: [],
    });
  });

  it('takes the least dosed of those who may', () => {
    const people = [
      claimant(1, { seen: '07:00 30@4 60-' }),
      claimant(2, { seen: '07:00 30@2 60-' }),
      claimant(3, { seen: '07:00 40@2 60-' }),
    ];
    expect(pairs(people, [candidate(1n)])).toBe('2>1');
    expect(pairs(people, [candidate(1n), candidate(2n)])).toBe('2>1 3>2');
    expect(pairs([claimant(8), claimant(7)], [candidate(1n)])).toBe('7>1');
  });

  it('passes over one who may not, and says why', () => {
    const people = [claimant(1, { seen: '08:09 50@1' }), claimant(2, { seen: '07:00 60@4 60-' })];
    const { chosen, refused } = choose(people, [candidate(1n), candidate(2n)], now, 30);
    expect(chosen.map((one) => one.reviewer)).toEqual([2]);
    expect(refused).toMatchObject([
      { reviewer: 1, objections: [{ rule: 'continuous-exposure', kind: 'breach' }] },
    ]);
  });

  it('gives what they may take where they may not take the first', () => {
    const consents = [{ category: 'HATE_INCITEMENT', granted: false, at: 0 }] as const;
    const past = { ...timeline('09:00', { consents }), knownUntil: now };
    const mild = candidate(2n, { severity: 0, categories: ['LOW_HARM'], dueAt: at('12:00') });
    expect(pairs([claimant(1, { timeline: past })], [candidate(1n), mild])).toBe('1>2');
  });

  it('asks anew for another severity of the same category', () => {
    const full = claimant(1, { seen: '2026-06-09T22:00 2026-06-10T00:00 300@3 60-' });
    const mild = candidate(2n, { severity: 0, dueAt: at('12:00') });
    expect(pairs([full], [candidate(1n), mild])).toBe('1>2');
    expect(pairs([full], [candidate(1n, { dueAt: at('13:00') }), mild])).toBe('1>2');
  });

  it('hands out only what is expected to end before the limit', () => {
    const fits = claimant(1, { seen: '08:12 46@1 2-' });
    const { chosen } = choose([fits], [candidate(1n)], now, 30);
    expect(chosen).toEqual([{ reviewer: 1, item: 1n, limitAt: at('09:02') }]);
    const longer = candidate(1n, { expectedMinutes: 2 + 1 / 60_000 });
    expect(choose([fits], [longer], now, 30).chosen).toEqual([]);
  });

  it('ends no later than the longest lease, the shift, or the time an item takes', () => {
    const limitOf = (person: Claimant, item: Candidate) =>
      choose([person], [item], now, 30).chosen[0]?.limitAt;
    expect(limitOf(claimant(1), candidate(1n))).toBe(at('09:30'));
    expect(limitOf(claimant(1, { mayWorkUntil: at('09:10') }), candidate(1n))).toBe(at('09:10'));
    expect(limitOf(claimant(1), candidate(1n, { expectedMinutes: 40 }))).toBe(at('09:40'));
  });

  it('refuses without objections where only the shift ends too soon', () => {
    const late = claimant(1, { mayWorkUntil: now + MINUTE });
    expect(choose([late], [candidate(1n)], now, 30).refused).toEqual([
      { reviewer: 1, item: 1n, objections: [] },
    ]);
  });

  it('does not offer an item again to one who gave it back', () => {
    const person = claimant(1, { gaveBack: new Set([1n]) });
    expect(pairs([person], [candidate(1n), candidate(2n)])).toBe('1>2');
  });

  it('does not depend on the order in which people and items are listed', () => {
    const people = [1, 2, 3, 4].map((id) => claimant(id, { languages: id % 2 ? ['et'] : ['de'] }));
    const items = [1n, 2n, 3n, 4n].map((id) => candidate(id, id % 2n ? de : {}));
    expect(pairs(people.toReversed(), items.toReversed())).toBe(pairs(people, items));
  });

  it('asks a rule once a kind of work, however many items wait', () => {
    let asked = 0;
    const dose = enforced('daily-dose');
    const counting: Rule = {
      ...dose.rule,
      check: (past, params) => {
        asked++;
        return dose.rule.check(past, params);
      },
    };
    const person = claimant(1, { seen: '08:00 50@2', rules: [{ ...dose, rule: counting }] });
    const items = Array.from({ length: 50 }, (_, i) => candidate(BigInt(i)));
    choose([person], items, now, 30);
    expect(asked).toBe(1);
    choose([person], items, now, 30);
    expect(asked).toBe(2);
  });
});
