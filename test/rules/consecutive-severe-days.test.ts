import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/consecutive-severe-days.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { broken } from '../support/broken.ts';
import { at, timeline } from '../support/timeline.ts';

/** From 09:00 on these days of June 2026, ten minutes of S4. */
function on(...days: readonly number[]): string {
  return days.map((day) => `2026-06-${day}T09:00 10@4`).join(' ');
}

const five = on(10, 11, 12, 13, 14);

describe('days in a row with severe content', () => {
  it.each([
    ['are five at most', five, []],
    ['are too many with the sixth', on(10, 11, 12, 13, 14, 15), ['06-15 09:00 to 09:10 (6)']],
    [
      'stay too many',
      on(10, 11, 12, 13, 14, 15, 16),
      ['06-15 09:00 to 09:10 (6)', '06-16 09:00 to 09:10 (7)'],
    ],
    ['do not end with a day off', `${five} ${on(16)}`, ['06-16 09:00 to 09:10 (6)']],
    [
      'do not end with a minute less than 48 hours',
      `${five} 2026-06-16T09:09 5@4`,
      ['06-16 09:09 to 09:14 (6)'],
    ],
    ['end with 48 hours in one piece', `${five} 2026-06-16T09:10 5@4`, []],
    ['end with milder work too', `${five} 60@3 2026-06-15T09:00 400@3 2026-06-16T09:10 5@4`, []],
    [
      'do not end in silence',
      `${five} 2026-06-15T09:00 600? 2026-06-16T09:10 5@4`,
      ['06-16 09:10 to 09:15 (6)'],
    ],
    ['are no days of milder content', `${on(10, 11, 12, 13)} 2026-06-14T09:00 60@3 ${on(15)}`, []],
    [
      'begin at midnight',
      `${on(10, 11, 12, 13)} 2026-06-14T23:50 20@5`,
      ['06-15 00:00 to 00:10 (6)'],
    ],
    ['count a day once', `${five} 60@4 30- 60@4`, []],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('are local days', () => {
    const kolkata = { zone: 'Asia/Kolkata' };
    expect(broken(rule, timeline(`${on(10, 11, 12, 13)} 2026-06-14T23:50 20@5`, kolkata))).toEqual([
      '06-14 18:30 to 18:40 (6)',
    ]);
  });

  it('are one where a move of zone makes two of it', () => {
    const zones = [
      { zone: 'Asia/Tokyo', from: 0 },
      { zone: 'Europe/Berlin', from: at('2026-06-14T12:00') },
    ];
    const story = `${on(10, 11, 12, 13, 14)} 2026-06-14T12:00 60@4 2026-06-14T21:00 120@4`;
    expect(broken(rule, timeline(story, { zones }))).toEqual(['06-14 22:00 to 23:00 (6)']);
  });

  it('are counted over no more days than the numbers say', () => {
    const numbers = { limitDays: 2, freeMinutes: 6 * 24 * 60, withinDays: 5 };
    expect(broken(rule, timeline(on(10, 12, 14)), numbers)).toEqual(['06-14 09:00 to 09:10 (3)']);
    expect(broken(rule, timeline(on(10, 12, 15)), numbers)).toEqual([]);
  });

  it('follow their numbers', () => {
    const numbers = { limitDays: 1, fromSeverity: 3, freeMinutes: 60, freeFromSeverity: 5 };
    const story = '22:00 10@3 2026-06-11T09:00 10@5 60- 10@3 30- 10@4';
    expect(broken(rule, timeline(story), numbers)).toEqual([]);
    const strict = { ...numbers, freeMinutes: 24 * 60 };
    expect(broken(rule, timeline('2026-06-10T22:00 10@5 2026-06-11T09:00 10@3'), strict)).toEqual([
      '06-11 09:00 to 09:10 (2)',
    ]);
  });

  it('explain themselves', () => {
    const [breach] = rule.check(timeline(on(10, 11, 12, 13, 14, 15)), defaultsOf(rule));
    expect(breach && rule.explain(breach, defaultsOf(rule))).toBe(
      '6 days with content of S4 and above without 2880 minutes free of severe content, where 5 are the most.',
    );
  });
});
