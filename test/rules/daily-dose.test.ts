import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/daily-dose.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

describe('the dose of a day', () => {
  it.each([
    ['holds for exactly the allowance of S1', '08:00 480@1', []],
    ['holds for exactly the allowance of S2', '08:00 360@2', []],
    ['holds for exactly the allowance of S3', '08:00 300@3', []],
    ['holds for exactly the allowance of S4', '08:00 240@4', []],
    ['holds for exactly the allowance of S5', '08:00 120@5', []],
    [
      'breaks a minute after the allowance of S5',
      '08:00 121@5',
      ['06-10 10:00 to 10:01 (100.833333)'],
    ],
    [
      'breaks a minute after the allowance of S1',
      '08:00 481@1',
      ['06-10 16:00 to 16:01 (100.208333)'],
    ],
    ['adds up over severities and holds at 100 %', '08:00 96@1 72@2 60@3 48@4 24@5', []],
    [
      'adds up over severities and breaks past 100 %',
      '08:00 96@1 72@2 60@3 48@4 30@5',
      ['06-10 13:00 to 13:06 (105)'],
    ],
    ['is nothing for S0', '00:00 1000@0', []],
    ['breaks only for what adds to it', '08:00 120@5 60@0 24@1', ['06-10 11:00 to 11:24 (105)']],
    ['counts a night shift as one', '22:30 [ 90@5 36@5 ]', ['06-11 00:30 to 00:36 (105)']],
    ['starts anew each day', '22:00 120@5 120@5', []],
    ['is nothing for silence', '08:00 60@5 300? 60@5', []],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('takes the worst of what overlaps, once', () => {
    const also = [exposure(at('08:00'), 60, 5)];
    expect(broken(rule, timeline('08:00 180@4', { also }))).toEqual([]);
    expect(broken(rule, timeline('08:00 180@4 12@4', { also }))).toEqual([
      '06-10 11:00 to 11:12 (105)',
    ]);
  });

  it('gives no more for a day of 25 hours and no less for one of 23', () => {
    for (const date of ['2026-10-25', '2026-03-29']) {
      const berlin = { zone: 'Europe/Berlin', date };
      expect(broken(rule, timeline('00:00 60@5 23:00 60@5', berlin))).toEqual([]);
      expect(broken(rule, timeline('00:00 66@5 23:00 60@5', berlin))).toHaveLength(1);
    }
  });

  it('counts the longer day when somebody moves zone', () => {
    const zones = [
      { zone: 'Asia/Tokyo', from: 0 },
      { zone: 'Europe/Berlin', from: at('14:00') },
    ];
    expect(broken(rule, timeline('10:00 100@5 15:30 26@5', { zones }))).toEqual([
      '06-10 15:50 to 15:56 (105)',
    ]);
  });

  it('follows its numbers', () => {
    expect(broken(rule, timeline('08:00 31@4'), { limitPercent: 50, s4Minutes: 60 })).toEqual([
      '06-10 08:30 to 08:31 (51.666667)',
    ]);
  });

  it('explains itself', () => {
    const [breach] = rule.check(timeline('08:00 126@5'), defaultsOf(rule));
    expect(breach && rule.explain(breach, defaultsOf(rule))).toBe(
      'A dose of 105 % in one day or shift, where 100 % is the most.',
    );
  });
});
