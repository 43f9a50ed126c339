import { describe, expect, it } from 'vitest';
import type { BreakKind } from '../../src/domain/timeline.ts';
import { rule } from '../../src/rules/meals-by-clock.ts';
import { broken } from '../support/broken.ts';
import { at, span, timeline } from '../support/timeline.ts';

/** A shift with these breaks. */
function shift(
  from: string,
  to: string,
  breaks: readonly (readonly [BreakKind, string, string])[] = [],
  more = {},
) {
  const taken = breaks.map(([kind, start, end]) => ({ kind, ...span(start, end) }));
  return timeline(`${from} [ ${to} ]`, { facts: { breaks: taken }, ...more });
}

describe('meals by the clock', () => {
  it.each([
    [
      'breaks at 14:00 where a shift spans noon',
      '09:00',
      '17:00',
      [],
      ['06-10 14:00 to 17:00 (0)'],
    ],
    ['holds for 30 minutes of meal within it', '09:00', '17:00', [['meal', '13:00', '13:30']], []],
    [
      'counts no meal before 11:00',
      '09:00',
      '16:00',
      [['meal', '10:20', '10:50']],
      ['06-10 14:00 to 16:00 (0)'],
    ],
    [
      'counts of a meal what lies within noon',
      '08:00',
      '15:00',
      [['meal', '10:31', '11:29']],
      ['06-10 14:00 to 15:00 (29)'],
    ],
    [
      'lasts until a meal begins that is late',
      '09:00',
      '17:00',
      [['meal', '14:30', '15:00']],
      ['06-10 14:00 to 14:30 (0)'],
    ],
    ['holds for 6 hours', '09:00', '15:00', [], []],
    ['holds for a shift that begins after 11:00', '11:01', '18:00', [], []],
    ['holds for one that ends at 14:00', '07:00', '14:00', [], []],
    [
      'asks for 20 minutes more in the evening',
      '10:00',
      '20:00',
      [['meal', '12:00', '12:30']],
      ['06-10 19:00 to 20:00 (0)'],
    ],
    [
      'holds for both',
      '10:00',
      '20:00',
      [
        ['meal', '12:00', '12:30'],
        ['rest', '17:30', '17:50'],
      ],
      [],
    ],
    [
      'asks for 45 minutes by the middle of a late shift',
      '14:00',
      '22:00',
      [['meal', '17:00', '17:44']],
      ['06-10 18:00 to 22:00 (44)'],
    ],
    ['holds for them', '14:00', '22:00', [['meal', '18:00', '18:45']], []],
    [
      'counts no wellbeing break',
      '09:00',
      '16:00',
      [['wellbeing', '12:00', '12:30']],
      ['06-10 14:00 to 16:00 (0)'],
    ],
  ] as const)('%s', (_, from, to, breaks, expected) => {
    expect(broken(rule, shift(from, to, breaks))).toEqual(expected);
  });

  it('goes by the local clock, at noon of the next date too', () => {
    const zone = 'America/New_York';
    expect(broken(rule, shift('09:00', '17:00', [], { zone }))).toEqual([
      '06-10 18:00 to 21:00 (0)',
    ]);
    const night = shift('23:00', '2026-06-11T15:00', [
      ['meal', '2026-06-11T02:00', '2026-06-11T03:00'],
    ]);
    expect(broken(rule, night)).toEqual(['06-11 14:00 to 15:00 (0)']);
  });

  it('says nothing of a shift past what is known', () => {
    expect(broken(rule, shift('09:00', '17:00', [], { knownUntil: at('14:00') }))).toEqual([]);
  });

  it('follows its numbers', () => {
    const day = shift('09:00', '17:00', [['meal', '12:00', '12:30']]);
    expect(broken(rule, day, { noonMinutes: 31 })).toEqual(['06-10 14:00 to 17:00 (30)']);
    expect(broken(rule, day, { noonFrom: 725 })).toEqual(['06-10 14:00 to 17:00 (25)']);
    expect(broken(rule, day, { noonTo: 715 })).toEqual(['06-10 11:55 to 12:00 (0)']);
    expect(broken(rule, day, { eveningTo: 960 })).toEqual(['06-10 16:00 to 17:00 (0)']);
    expect(broken(rule, day, { lateFrom: 540 })).toEqual(['06-10 13:00 to 17:00 (30)']);
    expect(broken(rule, day, { lateTo: 541 })).toEqual(['06-10 13:00 to 17:00 (30)']);
    expect(broken(rule, shift('09:00', '15:00'), { overMinutes: 359 })).toEqual([
      '06-10 14:00 to 15:00 (0)',
    ]);
    const wellbeing = shift('09:00', '17:00', [['wellbeing', '12:00', '12:30']]);
    expect(broken(rule, wellbeing, { wellbeingCounts: 1 })).toEqual([]);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 29, limit: 30 };
    expect(rule.explain(breach, {})).toBe(
      '29 minutes of a meal in one piece, where 30 are the least by then.',
    );
  });
});
