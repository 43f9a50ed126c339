import { describe, expect, it } from 'vitest';
import { Incomparable } from '../../src/domain/policy.ts';
import { MINUTE } from '../../src/domain/time.ts';
import {
  enforce,
  judge,
  judgeable,
  opened,
  parametersOf,
  withOverrides,
} from '../../src/rules/enforced.ts';
import { rulebook } from '../../src/rules/index.ts';
import { defineRule, type Rule } from '../../src/rules/rule.ts';
import { at, span, timeline } from '../support/timeline.ts';

/** Every exposure breaks it; half an hour of history decides. */
const everything: Rule = defineRule<{ mostMinutes: number }>({
  id: 'everything',
  title: 'Everything',
  because: 'no published figure',
  parameters: {
    mostMinutes: {
      value: 0,
      unit: 'minutes',
      stricter: 'lower',
      ceiling: true,
      says: 'Most minutes.',
    },
  },
  lookback: () => 30,
  describe: (p) => `At most ${p.mostMinutes} minutes of anything.`,
  check: ({ exposures }, p) =>
    exposures.map((span) => ({ span, observed: 1, limit: p.mostMinutes })),
  explain: () => 'Too much.',
});
const failing: Rule = {
  ...everything,
  check: () => {
    throw new Error('no idea');
  },
};
const enforced = { rule: everything, level: 'hard', params: { mostMinutes: 0 } } as const;

describe('judging', () => {
  const known = { knownFrom: at('09:00'), knownUntil: at('10:00') };
  const story = timeline('09:40 5@1', known);

  it('gives the breaches of a rule where the timeline is known far enough', () => {
    expect(judge(enforced, story, at('10:00'))).toMatchObject({
      kind: 'judged',
      breaches: [{ observed: 1 }],
    });
    expect(judge(enforced, story, at('09:30'))).toMatchObject({ kind: 'judged' });
  });

  it('knows nothing when the history is a millisecond short', () => {
    expect(judge(enforced, story, at('09:30') - 1)).toMatchObject({
      kind: 'unknown',
      why: expect.stringMatching(/30 minutes of history/),
    });
  });

  it('knows nothing of what comes after the timeline', () => {
    expect(judge(enforced, story, at('10:00') + 1)).toMatchObject({
      kind: 'unknown',
      why: expect.stringMatching(/not known yet/),
    });
  });

  it('knows nothing when an edge of the timeline is no number', () => {
    expect(judge(enforced, { ...story, knownFrom: Number.NaN }, at('10:00'))).toMatchObject({
      kind: 'unknown',
    });
    expect(judge(enforced, { ...story, knownUntil: Number.NaN }, at('10:00'))).toMatchObject({
      kind: 'unknown',
    });
  });

  it('knows nothing when the rule throws, and says why', () => {
    expect(judge({ ...enforced, rule: failing }, story, at('10:00'))).toEqual({
      kind: 'unknown',
      why: 'Everything cannot be judged: no idea',
    });
  });

  it('knows nothing when its numbers cannot be compared, and says why', () => {
    const refused = new Incomparable('everything has no parameter "naps"');
    const inForce = { rule: 'everything', level: 'hard', params: {}, refused } as const;
    for (const rule of enforce([everything], [inForce]))
      expect(judge(rule, story, at('10:00'))).toEqual({
        kind: 'unknown',
        why: 'Everything cannot be judged: everything has no parameter "naps"',
      });
    expect.assertions(1);
  });

  it('says so too where a rule throws what is no error', () => {
    const odd: Rule = {
      ...everything,
      check: () => {
        throw 'nothing';
      },
    };
    expect(judge({ ...enforced, rule: odd }, story, at('10:00'))).toEqual({
      kind: 'unknown',
      why: 'Everything cannot be judged: nothing',
    });
  });

  it('asks about the time from an instant on where that is wanted', () => {
    const asked: (number | undefined)[] = [];
    const rule: Rule = {
      ...everything,
      check: (_, __, from) => {
        asked.push(from);
        return [];
      },
    };
    judge({ ...enforced, rule }, story, at('10:00'));
    judge({ ...enforced, rule }, story, at('10:00'), at('09:50'));
    expect(asked).toEqual([undefined, at('09:50')]);
  });

  it('knows shifts for longer than all else, for a rule that reads nothing else', () => {
    const alone = { ...enforced, rule: { ...everything, readsShiftsAlone: true as const } };
    const longer = { ...story, earlier: { from: at('08:00'), shifts: [], breaks: [] } };
    expect(judge(alone, longer, at('09:00'))).toMatchObject({ kind: 'judged' });
    expect(judge(alone, longer, at('08:29'))).toMatchObject({ kind: 'unknown' });
    expect(judge(alone, story, at('09:00'))).toMatchObject({ kind: 'unknown' });
    expect(judge(enforced, longer, at('09:00'))).toMatchObject({ kind: 'unknown' });
  });

  it('may be asked for, without looking at what happened', () => {
    expect(judgeable({ ...enforced, rule: failing }, story, at('10:00'))).toEqual({
      kind: 'judged',
      breaches: [],
    });
    expect(judgeable(enforced, story, at('10:00') + 1)).toEqual({
      kind: 'unknown',
      why: 'Everything cannot be judged: what happened last is not known yet',
    });
    const lookback = () => {
      throw new Error('no numbers');
    };
    expect(judgeable({ ...enforced, rule: { ...everything, lookback } }, story, 0)).toEqual({
      kind: 'unknown',
      why: 'Everything cannot be judged: no numbers',
    });
    const odd = () => {
      throw 'nothing';
    };
    expect(judgeable({ ...enforced, rule: { ...everything, lookback: odd } }, story, 0)).toEqual({
      kind: 'unknown',
      why: 'Everything cannot be judged: nothing',
    });
  });

  it('needs the history that each rule of the rulebook asks for', () => {
    for (const rule of enforce(
      rulebook,
      rulebook.map(({ id }) => ({ rule: id, level: 'hard', params: {} })),
    )) {
      const knownFrom = at('10:00') - rule.rule.lookback(rule.params) * MINUTE;
      const [enough, short] = [knownFrom, knownFrom + 1].map((from) =>
        judge(rule, timeline('', { knownFrom: from, knownUntil: at('10:00') }), at('10:00')),
      );
      expect(enough, rule.rule.id).toEqual({ kind: 'judged', breaches: [] });
      expect(short, rule.rule.id).toMatchObject({ kind: 'unknown' });
    }
  });
});

describe('enforcing', () => {
  it('gives each rule in force its level and all its numbers', () => {
    const [rule] = enforce([everything], [{ rule: 'everything', level: 'soft', params: {} }]);
    expect(rule).toEqual({ rule: everything, level: 'soft', params: { mostMinutes: 0 } });
  });

  it('refuses a rule that is not in the rulebook and lists those that are', () => {
    const nowhere = [{ rule: 'nowhere', level: 'hard', params: {} }] as const;
    expect(() => enforce(rulebook, nowhere)).toThrow(
      /'nowhere'.*category-consent, .*continuous-exposure, /,
    );
  });

  it('opens what is overridden until the last of its overrides ends, never for the worst', () => {
    const other = { ...enforced, rule: failing, level: 'hard' } as const;
    const opening = (from: string, to: string) => ({ rule: 'everything', ...span(from, to) });
    const overrides = [opening('09:00', '12:00'), opening('08:00', '11:00')];
    const [open] = withOverrides([enforced], [], overrides);
    expect(open).toEqual({ ...enforced, open: span('09:00', '12:00') });
    const soft = { ...enforced, level: 'soft' } as const;
    expect(withOverrides([enforced], [soft, other, enforced], overrides)).toEqual([open, enforced]);
    const seen = timeline('10:00 10@4 10@5');
    expect(open && opened(open, seen)).toEqual([span('09:00', '10:10'), span('10:20', '12:00')]);
    expect(opened(enforced, seen)).toEqual([]);
  });

  it('knows the defaults, directions and ceilings of each rule', () => {
    expect(parametersOf(everything)).toEqual({
      id: 'everything',
      defaults: { mostMinutes: 0 },
      stricter: { mostMinutes: 'lower' },
      ceilings: ['mostMinutes'],
    });
  });
});
