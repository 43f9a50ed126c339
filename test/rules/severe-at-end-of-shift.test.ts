import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../src/rules/rule.ts';
import { rule } from '../../src/rules/severe-at-end-of-shift.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

describe('severe work at the end of a shift', () => {
  it.each([
    ['is over an hour before', '09:00 [ 15:00 60@5 17:00 ]', []],
    ['is not over an hour before', '09:00 [ 15:55 10@4 17:00 ]', ['06-10 16:00 to 16:05 (55)']],
    ['may be milder', '09:00 [ 16:00 60@3 ]', []],
    [
      'is not what comes after the shift',
      '09:00 [ 16:50 20@5 2026-06-10T17:00 ]',
      ['06-10 16:50 to 17:00 (0)'],
    ],
    [
      'is said of each exposure',
      '09:00 [ 16:00 5@4 10- 5@5 17:00 ]',
      ['06-10 16:00 to 16:05 (55)', '06-10 16:15 to 16:20 (40)'],
    ],
    ['is all of a shorter shift', '08:55 5@4 [ 30@4 ]', ['06-10 09:00 to 09:30 (0)']],
    [
      'is looked for in each shift',
      '09:00 [ 10:30 5@4 11:00 ] 12:00 [ 5@4 12:50 5@4 13:30 ]',
      ['06-10 10:30 to 10:35 (25)', '06-10 12:50 to 12:55 (35)'],
    ],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('is told by elapsed minutes when the clock changes', () => {
    const berlin = { zone: 'Europe/Berlin', date: '2026-03-29' };
    expect(broken(rule, timeline('00:00 [ 01:20 5@4 01:40 5@4 03:30 ]', berlin))).toEqual([
      '03-29 00:40 to 00:45 (45)',
    ]);
  });

  it('is the worst of what overlaps', () => {
    const also = [exposure(at('16:10'), 5, 5)];
    expect(broken(rule, timeline('09:00 [ 16:00 60@1 ]', { also }))).toEqual([
      '06-10 16:10 to 16:15 (45)',
    ]);
  });

  it('follows its numbers and explains itself', () => {
    const numbers = { lastMinutes: 30, fromSeverity: 3 };
    const told = timeline('09:00 [ 16:25 10@3 17:00 ]');
    expect(broken(rule, told, numbers)).toEqual(['06-10 16:30 to 16:35 (25)']);
    const [breach] = rule.check(told, { ...defaultsOf(rule), ...numbers });
    expect(breach && rule.explain(breach, numbers)).toBe(
      'Content of S3 and above until 25 minutes before the end of a shift, where 30 are the least.',
    );
  });
});
