import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../src/rules/rule.ts';
import { rule } from '../../src/rules/severe-minutes-a-night.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

describe('the severe minutes of a night', () => {
  it.each([
    ['are 120 at most', '23:00 120@4', []],
    ['are too many with the next', '23:00 60@4 61@5', ['06-11 01:00 to 01:01 (121)']],
    ['are counted over midnight', '23:30 90@5 04:00 40@4', ['06-11 04:30 to 04:40 (130)']],
    ['do not include those of the day', '19:00 240@4 60@4 06:00 100@4', []],
    ['do not include what is milder', '23:00 100@4 200@3 20@4', []],
    ['start anew with the next night', '23:00 120@4 23:00 120@4', []],
    ['end with the night', '03:59 121@4 30@4', ['06-10 05:59 to 06:00 (121)']],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('count once where they overlap', () => {
    const also = [exposure(at('23:00'), 60, 5)];
    expect(broken(rule, timeline('23:00 120@4', { also }))).toEqual([]);
  });

  it('follow the wall clock when it changes', () => {
    const berlin = { zone: 'Europe/Berlin', date: '2026-10-24' };
    // That night has eight hours; the last of them is from 05:00 to 06:00 by the wall.
    expect(broken(rule, timeline('23:00 120@4 05:50 20@4', berlin))).toEqual([
      '10-25 04:50 to 05:00 (130)',
    ]);
  });

  it('start anew with a move of zone', () => {
    const zones = [
      { zone: 'Europe/Berlin', from: 0 },
      { zone: 'Europe/London', from: at('2026-06-11T00:00') },
    ];
    expect(broken(rule, timeline('21:00 120@4 2026-06-11T00:00 121@4', { zones }))).toEqual([
      '06-11 02:00 to 02:01 (121)',
    ]);
  });

  it('follow their numbers', () => {
    const numbers = { limitMinutes: 10, fromSeverity: 3, nightFrom: 22 * 60 + 30, nightUntil: 60 };
    expect(broken(rule, timeline('22:00 30@5 11@3 00:50 20@3'), numbers)).toEqual([
      '06-10 22:40 to 22:41 (11)',
      '06-11 00:50 to 01:00 (21)',
    ]);
  });

  it('explain themselves', () => {
    const [breach] = rule.check(timeline('23:00 130@4'), defaultsOf(rule));
    expect(breach && rule.explain(breach, defaultsOf(rule))).toBe(
      '130 minutes of content of S4 and above in one night, where 120 are the most.',
    );
    expect(rule.describe(defaultsOf(rule))).toContain('from 23:00 (1380) to 06:00 (360)');
  });
});
