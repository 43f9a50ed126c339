import { describe, expect, it } from 'vitest';
import { ALLOWANCES } from '../../src/domain/dose.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { rule } from '../../src/rules/weekly-dose.ts';
import { broken } from '../support/broken.ts';
import { at, timeline } from '../support/timeline.ts';

/** So many days from 2026-06-10 on, from 09:00, with one of these each. */
function days(...each: readonly string[]): string {
  return each.map((words, i) => `2026-06-${10 + i}T09:00 ${words}`).join(' ');
}

describe('the dose of seven days', () => {
  const full = '120@5';

  it.each([
    ['holds for exactly four full days', days(full, full, full, full), []],
    [
      'breaks with the first minute of a fifth',
      days(full, full, full, full, '30@5'),
      ['06-14 09:00 to 09:30 (425)'],
    ],
    [
      'counts the seventh day',
      days(full, full, full, full, '', '', '12@5'),
      ['06-16 09:00 to 09:12 (410)'],
    ],
    [
      'lets the first day go at midnight after the seventh',
      days(full, full, full, full, '', '', '', full),
      [],
    ],
    [
      'lets go of whole days, not of the minute seven days before',
      `2026-06-10T23:30 24@5 ${'2026-06-12T09:00'} 480@5 2026-06-17T00:00 1@5`,
      ['06-12 16:36 to 17:00 (420)', '06-17 00:00 to 00:01 (400.833333)'],
    ],
    [
      'adds up over severities',
      days('240@4', '360@2', '300@3', '480@1', '60@0 6@5'),
      ['06-14 10:00 to 10:06 (405)'],
    ],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('counts local days, over a clock change too', () => {
    const berlin = { zone: 'Europe/Berlin', date: '2026-03-23' };
    const week = '00:00 120@5 2026-03-24T09:00 360@5';
    expect(broken(rule, timeline(`${week} 2026-03-29T23:50 10@5`, berlin))).toEqual([
      '03-29 21:50 to 22:00 (408.333333)',
    ]);
    expect(broken(rule, timeline(`${week} 2026-03-30T00:00 10@5`, berlin))).toEqual([]);
  });

  it('counts the longer days when somebody moves zone', () => {
    const zones = [
      { zone: 'Asia/Tokyo', from: 0 },
      { zone: 'America/Los_Angeles', from: at('2026-06-16T16:00') },
    ];
    // 16 June there lasts to 07:00Z on the 17th, and its week began at 07:00Z on the 10th.
    const story = '2026-06-10T07:00 120@5 2026-06-12T00:00 360@5 2026-06-17T06:50 10@5';
    expect(broken(rule, timeline(story, { zones }))).toEqual(['06-17 06:50 to 07:00 (408.333333)']);
  });

  it('takes the minutes of a day from where the dose of a day does', () => {
    expect(rule.parameters).toMatchObject(ALLOWANCES);
  });

  it('follows its numbers', () => {
    const numbers = { limitPercent: 50, days: 2, s4Minutes: 60 };
    expect(broken(rule, timeline(days('30@4', '6@4', '24@4')), numbers)).toEqual([
      '06-11 09:00 to 09:06 (60)',
    ]);
  });

  it('explains itself', () => {
    const [breach] = rule.check(timeline('09:00 486@5'), defaultsOf(rule));
    expect(breach && rule.explain(breach, defaultsOf(rule))).toBe(
      'A dose of 405 % in 7 days, where 400 % is the most.',
    );
  });
});
