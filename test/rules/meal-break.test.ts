import { describe, expect, it } from 'vitest';
import type { BreakKind } from '../../src/domain/timeline.ts';
import { rule } from '../../src/rules/meal-break.ts';
import { broken } from '../support/broken.ts';
import { at, span, timeline } from '../support/timeline.ts';

/** A shift from 08:00 with these breaks. */
function shift(to: string, breaks: readonly (readonly [BreakKind, string, string])[], more = {}) {
  const taken = breaks.map(([kind, from, until]) => ({ kind, ...span(from, until) }));
  return timeline(`08:00 [ ${to} ]`, { facts: { breaks: taken }, ...more });
}

describe('meals in time', () => {
  it.each([
    ['holds for 5 hours without any', '13:00', [], []],
    ['breaks past the 5th hour', '13:30', [], ['06-10 13:00 to 13:30 (330)']],
    ['holds for one that begins as the 5th hour ends', '17:00', [['meal', '13:00', '13:30']], []],
    [
      'breaks until one begins that is late',
      '17:00',
      [['meal', '13:10', '13:40']],
      ['06-10 13:00 to 13:10 (310)'],
    ],
    [
      'goes on after one that was too short',
      '14:00',
      [['meal', '12:40', '13:09']],
      ['06-10 13:09 to 14:00 (360)'],
    ],
    ['takes a rest of 30 minutes for one', '17:00', [['rest', '12:00', '12:30']], []],
    [
      'takes no wellbeing break for one',
      '14:00',
      [['wellbeing', '12:00', '12:30']],
      ['06-10 13:00 to 14:00 (360)'],
    ],
    [
      'asks for a second before the 10th hour ends',
      '19:00',
      [['meal', '12:00', '12:30']],
      ['06-10 18:00 to 19:00 (660)'],
    ],
    [
      'holds for two',
      '20:00',
      [
        ['meal', '12:00', '12:30'],
        ['meal', '18:00', '18:30'],
      ],
      [],
    ],
  ] as const)('%s', (_, to, breaks, expected) => {
    expect(broken(rule, shift(to, breaks))).toEqual(expected);
  });

  it('says nothing of a shift past what is known', () => {
    expect(broken(rule, shift('17:00', [], { knownUntil: at('13:00') }))).toEqual([]);
  });

  it('follows its numbers', () => {
    const meal = shift('17:00', [['meal', '12:30', '13:00']]);
    expect(broken(rule, meal, { everyMinutes: 240 })).toEqual([
      '06-10 12:00 to 12:30 (270)',
      '06-10 16:00 to 17:00 (540)',
    ]);
    expect(broken(rule, meal, { breakMinutes: 31 })).toEqual(['06-10 13:00 to 17:00 (540)']);
    const wellbeing = shift('14:00', [['wellbeing', '12:00', '12:30']]);
    expect(broken(rule, wellbeing, { wellbeingCounts: 1 })).toEqual([]);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 310, limit: 300 };
    expect(rule.explain(breach, { everyMinutes: 300, breakMinutes: 30, wellbeingCounts: 0 })).toBe(
      '310 minutes into a shift, where a meal of 30 minutes begins before 300.',
    );
  });
});
