import { describe, expect, it } from 'vitest';
import type { BreakKind } from '../../src/domain/timeline.ts';
import { rule } from '../../src/rules/breaks-in-total.ts';
import { broken } from '../support/broken.ts';
import { at, span, timeline } from '../support/timeline.ts';

/** A shift from 08:00 with these breaks. */
function shift(to: string, breaks: readonly (readonly [BreakKind, string, string])[], more = {}) {
  const taken = breaks.map(([kind, from, until]) => ({ kind, ...span(from, until) }));
  return timeline(`08:00 [ ${to} ]`, { facts: { breaks: taken }, ...more });
}

describe('breaks in total', () => {
  it.each([
    ['holds for 6 hours without any', '14:00', [], []],
    ['breaks past 6 hours of work', '14:30', [], ['06-10 14:00 to 14:30 (0)']],
    ['holds for 30 minutes before', '17:00', [['meal', '12:00', '12:30']], []],
    [
      'adds up pieces of 15 minutes',
      '17:00',
      [
        ['rest', '10:00', '10:15'],
        ['meal', '13:00', '13:15'],
      ],
      [],
    ],
    [
      'counts no shorter piece: it is work',
      '16:00',
      [
        ['rest', '10:00', '10:14'],
        ['meal', '13:00', '13:16'],
      ],
      ['06-10 14:16 to 16:00 (16)'],
    ],
    [
      'lasts until a break begins, and goes on until enough was taken',
      '17:00',
      [
        ['rest', '14:10', '14:25'],
        ['rest', '14:40', '14:55'],
      ],
      ['06-10 14:00 to 14:10 (0)', '06-10 14:25 to 14:40 (15)'],
    ],
    ['holds for 30 minutes and 9 hours of work', '17:30', [['meal', '12:00', '12:30']], []],
    [
      'breaks for 30 minutes past 9 hours of work',
      '18:00',
      [['meal', '12:00', '12:30']],
      ['06-10 17:30 to 18:00 (30)'],
    ],
    ['holds for 45 minutes and more', '19:00', [['meal', '12:00', '12:45']], []],
    [
      'counts no wellbeing break',
      '15:00',
      [['wellbeing', '12:00', '12:30']],
      ['06-10 14:00 to 15:00 (0)'],
    ],
  ] as const)('%s', (_, to, breaks, expected) => {
    expect(broken(rule, shift(to, breaks))).toEqual(expected);
  });

  it('says nothing of a shift past what is known', () => {
    expect(broken(rule, shift('17:00', [], { knownUntil: at('14:00') }))).toEqual([]);
  });

  it('follows its numbers', () => {
    const meal = shift('17:00', [['meal', '12:00', '12:30']]);
    expect(broken(rule, meal, { breakMinutes: 31 })).toEqual(['06-10 14:30 to 17:00 (30)']);
    expect(broken(rule, meal, { overMinutes: 240 })).toEqual([]);
    expect(broken(rule, meal, { overMinutes: 239 })).toEqual(['06-10 11:59 to 12:00 (0)']);
    expect(broken(rule, meal, { longerOverMinutes: 480 })).toEqual(['06-10 16:30 to 17:00 (30)']);
    expect(broken(rule, meal, { longerOverMinutes: 480, longerBreakMinutes: 30 })).toEqual([]);
    expect(broken(rule, meal, { pieceMinutes: 31 })).toEqual(['06-10 14:00 to 17:00 (0)']);
    const wellbeing = shift('17:00', [['wellbeing', '12:00', '12:30']]);
    expect(broken(rule, wellbeing, { wellbeingCounts: 1 })).toEqual([]);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 16, limit: 30 };
    expect(rule.explain(breach, {})).toBe(
      '16 minutes of breaks in a shift, where 30 are the least by then.',
    );
  });
});
