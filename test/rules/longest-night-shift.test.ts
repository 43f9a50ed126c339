import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/longest-night-shift.ts';
import { broken } from '../support/broken.ts';
import { span, timeline } from '../support/timeline.ts';

describe('longest night shift', () => {
  it.each([
    ['holds for 8 hours', '22:00 [ 06:00 ]', []],
    ['breaks for the minute after', '22:00 [ 06:01 ]', ['06-11 06:00 to 06:01 (481)']],
    ['holds for a long day', '09:00 [ 19:00 ]', []],
    ['holds for an evening with less than 3 hours of the night', '16:00 [ 01:59 ]', []],
    ['breaks for one with 3 hours', '16:00 [ 02:00 ]', ['06-11 00:00 to 02:00 (600)']],
    [
      'counts work after the shift, in the 24 hours from its start',
      '22:00 [ 06:00 ] 20:00 30@1 22:00 30@1',
      ['06-11 20:00 to 20:30 (510)'],
    ],
    [
      'counts a shift on the day after it',
      '22:00 [ 04:00 ] 18:00 [ 21:00 ]',
      ['06-11 20:00 to 21:00 (540)'],
    ],
    ['holds for one night after another', '22:00 [ 06:00 ] 22:00 [ 06:00 ]', []],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('counts elapsed hours: 7 and 9 where the clock changes', () => {
    const night = (date: string) =>
      broken(rule, timeline('22:00 [ 06:00 ]', { zone: 'Europe/Berlin', date }));
    expect(night('2027-03-27')).toEqual([]);
    expect(night('2027-10-30')).toEqual(['10-31 04:00 to 05:00 (540)']);
  });

  it('does not count unpaid breaks, and counts wellbeing breaks', () => {
    const night = (kind: 'meal' | 'rest' | 'wellbeing') =>
      broken(
        rule,
        timeline('22:00 [ 06:30 ]', {
          facts: { breaks: [{ kind, ...span('2026-06-11T02:00', '2026-06-11T02:30') }] },
        }),
      );
    expect(night('meal')).toEqual([]);
    expect(night('rest')).toEqual([]);
    expect(night('wellbeing')).toEqual(['06-11 06:00 to 06:30 (510)']);
  });

  it('follows its numbers', () => {
    const story = timeline('16:00 [ 01:00 ]');
    expect(broken(rule, story, { nightMinutes: 120 })).toEqual(['06-11 00:00 to 01:00 (540)']);
    expect(broken(rule, story, { nightFrom: 22 * 60 })).toEqual(['06-11 00:00 to 01:00 (540)']);
    expect(broken(rule, timeline('22:00 [ 06:00 ]'), { limitMinutes: 420 })).toEqual([
      '06-11 05:00 to 06:00 (480)',
    ]);
    expect(broken(rule, timeline('03:30 [ 12:00 ]'), { nightUntil: 390 })).toEqual([
      '06-10 11:30 to 12:00 (510)',
    ]);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 540, limit: 480 };
    expect(rule.explain(breach, {})).toBe(
      '540 minutes of work in the 24 hours from the start of a night shift, where 480 are the most.',
    );
  });
});
