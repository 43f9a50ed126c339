import { describe, expect, it } from 'vitest';
import { objections, type Proposal } from '../../src/assignment/objections.ts';
import type { Category } from '../../src/domain/category.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { enforced, fiveRules } from '../support/rules.ts';
import { AGREED, at, timeline } from '../support/timeline.ts';

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
});
