import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/hours-a-day.ts';
import { broken } from '../support/broken.ts';
import { span, timeline } from '../support/timeline.ts';

describe('hours of work a day', () => {
  it.each([
    ['holds for exactly 10 hours', '09:00 [ 19:00 ]', []],
    ['breaks for the minute after', '09:00 [ 19:01 ]', ['06-10 19:00 to 19:01 (601)']],
    [
      'adds up the shifts of a local day',
      '06:00 [ 12:00 ] 16:00 [ 22:00 ]',
      ['06-10 20:00 to 22:00 (720)'],
    ],
    [
      'does not give a shift past midnight two days',
      '18:00 [ 05:00 ]',
      ['06-11 04:00 to 05:00 (660)'],
    ],
    ['counts work outside shifts', '09:00 [ 19:00 ] 21:00 30@1', ['06-10 21:00 to 21:30 (630)']],
    ['counts what is seen in a shift once', '09:00 [ 60@3 19:00 ]', []],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('does not count unpaid breaks, and counts wellbeing breaks', () => {
    const day = (kind: 'meal' | 'wellbeing') =>
      broken(
        rule,
        timeline('09:00 [ 20:00 ]', { facts: { breaks: [{ kind, ...span('12:00', '13:00') }] } }),
      );
    expect(day('meal')).toEqual([]);
    expect(day('wellbeing')).toEqual(['06-10 19:00 to 20:00 (660)']);
  });

  it('follows its number', () => {
    expect(broken(rule, timeline('09:00 [ 18:00 ]'), { limitMinutes: 480 })).toEqual([
      '06-10 17:00 to 18:00 (540)',
    ]);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 660, limit: 600 };
    expect(rule.explain(breach, { limitMinutes: 600 })).toBe(
      '660 minutes of work in a day or a shift, where 600 are the most.',
    );
  });
});
