import { describe, expect, it } from 'vitest';
import {
  lookbackOf,
  objections,
  type Proposal,
  withProposal,
} from '../../src/assignment/objections.ts';
import type { Category } from '../../src/domain/category.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { EnforcedRule } from '../../src/rules/enforced.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { enforced, fiveRules } from '../support/rules.ts';
import { AGREED, at, span, timeline } from '../support/timeline.ts';

function work(start: string, minutes: number, severity: 0 | 2 | 3 | 4 | 5): Proposal {
  const categories: readonly Category[] = ['GRAPHIC_VIOLENCE'];
  return { start: at(start), end: at(start) + minutes * MINUTE, severity, categories };
}

const graphic = enforced('graphic-minutes-per-day', { limitMinutes: 60 });

describe('objections', () => {
  it.each([
    ['nothing seen yet', '09:00', 60, 4, []],
    ['exactly the limit', '09:00 30@4 10-', 30, 4, []],
    ['a millisecond more than the limit', '09:00 30@4 10-', 30 + 1 / 60_000, 4, ['graphic']],
    ['over the limit before, but harmless now', '09:00 70@4 10-', 30, 2, []],
    ['over the limit before, and more of it', '09:00 70@4 10-', 1, 4, ['graphic']],
  ] as const)('with %s', (_, story, minutes, severity, expected) => {
    const now = timeline(`00:00 ${story}`);
    const proposal = { ...work('10:30', minutes, severity) };
    const known = { ...now, knownUntil: proposal.start };
    const found = objections(known, proposal, [graphic]);
    expect(found.map((one) => one.rule)).toEqual(expected.map(() => 'graphic-minutes-per-day'));
  });

  it('say what in numbers, and from when on', () => {
    const now = timeline('09:00 50@4 10-');
    const [objection] = objections(now, work('10:00', 30, 4), [graphic]);
    expect(objection).toMatchObject({
      kind: 'breach',
      title: 'Graphic minutes a day',
      breach: { span: { start: at('10:10'), end: at('10:30') }, observed: 80, limit: 60 },
    });
    expect(objection?.says).toContain('80 minutes');
  });

  it('do not blame work for a breach that was there before', () => {
    const now = timeline('09:00 70@4 10-');
    expect(objections(now, work('10:20', 5, 3), [graphic])).toMatchObject([
      { breach: { span: { start: at('10:20'), end: at('10:25') } } },
    ]);
  });

  it('come from hard rules only', () => {
    const soft = { ...graphic, level: 'soft' as const };
    const watch = { ...graphic, level: 'watch' as const };
    const now = timeline('09:00 70@4 10-');
    expect(objections(now, work('10:20', 5, 4), [soft, watch])).toEqual([]);
  });

  it('say unknown where too little is known of the past', () => {
    const now = timeline('09:00 5@4 1-', { knownFrom: at('08:00') });
    const found = objections(now, work('09:06', 5, 4), [graphic]);
    expect(found.map((one) => one.kind)).toEqual(['unknown']);
  });

  it('say unknown where nothing is known of the time before the work', () => {
    const now = timeline('09:00 5@4', { knownUntil: at('09:05') });
    const found = objections(now, work('09:06', 5, 4), [graphic]);
    expect(found.map((one) => one.kind)).toEqual(['unknown']);
  });

  it('say unknown where a rule throws, be it only for the work itself', () => {
    const { rule } = graphic;
    const breaks: Rule = {
      ...rule,
      check: ({ exposures }) => {
        if (exposures.length > 1) throw new Error('no numbers');
        return [];
      },
    };
    const now = timeline('09:00 5@4 1-');
    const found = objections(now, work('09:06', 5, 4), [{ ...graphic, rule: breaks }]);
    expect(found).toMatchObject([{ kind: 'unknown', says: expect.stringContaining('no numbers') }]);
  });

  it('name every rule that objects', () => {
    const refused = { category: 'GRAPHIC_VIOLENCE' as const, granted: false, at: at('08:00') };
    const now = timeline('09:00 50@4 5-', { consents: [...AGREED, refused] });
    const found = objections(now, work('09:55', 10, 4), fiveRules);
    expect(found.map((one) => one.rule)).toEqual(['category-consent', 'continuous-exposure']);
  });

  it('are found again when the same timeline is asked about another time', () => {
    const now = timeline('09:00 50@4 60-');
    expect(objections(now, work('09:50', 10, 4), fiveRules).length).toBe(1);
    expect(objections(now, work('10:00', 10, 4), fiveRules)).toEqual([]);
    expect(objections(now, work('09:50', 10, 4), fiveRules).length).toBe(1);
    const [unknown] = objections(now, work('10:51', 10, 4), fiveRules);
    expect(unknown?.kind).toBe('unknown');
  });

  it('say nothing of what is broken whether or not they work', () => {
    expect(saidOf(['11:00', '12:00'])).toEqual([]);
    expect(saidOf(['09:00', '10:20'])).toMatchObject([
      { breach: { span: span('10:10', '10:20') } },
    ]);
  });

  it('name the first time that the work puts past the limit, from its start on', () => {
    const later = saidOf(['10:20', '10:22'], ['10:12', '10:14'], ['10:16', '10:18']);
    expect(later).toMatchObject([{ breach: { span: span('10:12', '10:14') } }]);
    const sooner = saidOf(['10:12', '10:14'], ['10:16', '10:18']);
    expect(sooner).toMatchObject([{ breach: { span: span('10:12', '10:14') } }]);
    expect(saidOf(['09:30', '10:10'])).toEqual([]);
  });

  it('do not ask a rule about what it does not count', () => {
    let asked = 0;
    const counting = invented(() => {
      asked++;
      return [{ span: span('10:10', '10:20'), observed: 1, limit: 0 }];
    });
    const from4 = { ...counting, rule: { ...counting.rule, countsFrom: () => 4 } };
    const now = timeline('09:00 70-');
    expect(objections(now, work('10:10', 10, 3), [from4])).toEqual([]);
    expect(asked).toBe(0);
    expect(objections(now, work('10:10', 10, 4), [from4])).toEqual([]);
    expect(asked).toBe(2);
    // What was before is not asked for again.
    objections(now, work('10:10', 12, 4), [from4]);
    expect(asked).toBe(3);
  });
});

/** A rule that says what it is told to say. */
function invented(check: Rule['check']): EnforcedRule {
  const { countsFrom: _, ...rule } = graphic.rule;
  return { ...graphic, rule: { ...rule, lookback: () => 0, check, explain: () => 'So it is.' } };
}

/** What is said of 20 minutes from 10:10 on, by a rule that finds these broken beside 11 to 12. */
function saidOf(...broken: readonly (readonly [string, string])[]) {
  const breach = (from: string, to: string) => ({ span: span(from, to), observed: 1, limit: 0 });
  const rule = invented(({ exposures }) => [
    ...(exposures.length > 0 ? broken.map(([from, to]) => breach(from, to)) : []),
    breach('11:00', '12:00'),
  ]);
  return objections(timeline('09:00 70-'), work('10:10', 20, 4), [rule]);
}

describe('work that is proposed', () => {
  it('is like any other that was handed out, more of what they hold or the next', () => {
    const now = timeline('09:00 10@4');
    const next = work('09:10', 10, 4);
    expect(withProposal(now, next).exposures.at(-1)).toMatchObject({
      ...next,
      origin: 'assignment',
      assignment: null,
    });
    expect(withProposal(now, { ...next, assignment: 7n }).exposures.at(-1)?.assignment).toBe(7n);
  });
});

describe('how far back a rule looks', () => {
  it('is without end where it cannot say', () => {
    expect(lookbackOf(graphic)).toBe(graphic.rule.lookback(graphic.params));
    const lookback = () => {
      throw new Error('no numbers');
    };
    expect(lookbackOf({ ...graphic, rule: { ...graphic.rule, lookback } })).toBe(Infinity);
  });
});
