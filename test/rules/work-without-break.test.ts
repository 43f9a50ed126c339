import { describe, expect, it } from 'vitest';
import type { BreakKind } from '../../src/domain/timeline.ts';
import { rule } from '../../src/rules/work-without-break.ts';
import { broken } from '../support/broken.ts';
import { at, span, timeline } from '../support/timeline.ts';

/** A shift from 08:00 with these breaks. */
function shift(to: string, breaks: readonly (readonly [BreakKind, string, string])[], more = {}) {
  const taken = breaks.map(([kind, from, until]) => ({ kind, ...span(from, until) }));
  return timeline(`08:00 [ ${to} ]`, { facts: { breaks: taken }, ...more });
}

describe('work without a break', () => {
  it('holds for exactly 6 hours, and breaks for the minute after', () => {
    expect(broken(rule, shift('14:00', []))).toEqual([]);
    expect(broken(rule, shift('14:01', []))).toEqual(['06-10 14:00 to 14:01 (361)']);
  });

  it.each([
    ['a meal', 'meal', []],
    ['a rest', 'rest', []],
    ['a paid wellbeing break does not', 'wellbeing', ['06-10 14:00 to 17:00 (540)']],
  ] as const)('begins anew after %s', (_, kind, expected) => {
    expect(broken(rule, shift('17:00', [[kind, '12:00', '12:20']]))).toEqual(expected);
  });

  it('counts wellbeing breaks where it is told to', () => {
    const story = shift('17:00', [['wellbeing', '12:00', '12:20']]);
    expect(broken(rule, story, { wellbeingCounts: 1 })).toEqual([]);
  });

  it('lasts until a break begins, and goes on after one that was too short', () => {
    expect(
      broken(
        rule,
        shift('17:00', [
          ['meal', '14:30', '14:49'],
          ['meal', '15:00', '15:20'],
        ]),
      ),
    ).toEqual(['06-10 14:00 to 14:30 (390)', '06-10 14:49 to 15:00 (420)']);
  });

  it('takes breaks that touch for one', () => {
    const story = shift('17:00', [
      ['rest', '12:00', '12:10'],
      ['meal', '12:10', '12:20'],
    ]);
    expect(broken(rule, story)).toEqual([]);
  });

  it('takes shifts that touch for one', () => {
    expect(broken(rule, timeline('08:00 [ 12:00 ] [ 15:00 ]'))).toEqual([
      '06-10 14:00 to 15:00 (420)',
    ]);
  });

  it('says nothing of a shift past what is known: a break may come yet', () => {
    const known = (clock: string) => broken(rule, shift('17:00', [], { knownUntil: at(clock) }));
    expect(known('13:00')).toEqual([]);
    expect(known('14:10')).toEqual(['06-10 14:00 to 14:10 (370)']);
  });

  it('is not broken in a break that goes on', () => {
    const open = { kind: 'meal' as const, start: at('13:50'), end: Number.POSITIVE_INFINITY };
    expect(broken(rule, timeline('08:00 [ 17:00 ]', { facts: { breaks: [open] } }))).toEqual([]);
  });

  it('follows its numbers', () => {
    const story = shift('17:00', [['meal', '12:00', '12:20']]);
    expect(broken(rule, story, { breakMinutes: 21 })).toEqual(['06-10 14:00 to 17:00 (540)']);
    expect(broken(rule, story, { limitMinutes: 240 })).toEqual(['06-10 16:20 to 17:00 (280)']);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 390, limit: 360 };
    expect(rule.explain(breach, { limitMinutes: 360, breakMinutes: 20, wellbeingCounts: 0 })).toBe(
      '390 minutes of a shift without a break of 20 minutes, where 360 are the most.',
    );
  });
});
