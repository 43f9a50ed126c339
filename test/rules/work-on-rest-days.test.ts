import { describe, expect, it } from 'vitest';
import { localDay } from '../../src/domain/local-time.ts';
import { rule } from '../../src/rules/work-on-rest-days.ts';
import { broken } from '../support/broken.ts';
import { span, timeline } from '../support/timeline.ts';

/** 2026-06-14 is a Sunday; the eleventh, a Thursday, is a public holiday. */
const told = (story: string, zone = 'UTC') =>
  timeline(story, {
    date: '2026-06-10',
    zone,
    facts: { holidays: [localDay('2026-06-11', zone)] },
  });

describe('work on days of rest', () => {
  it.each([
    ['holds on working days', '09:00 [ 17:00 ] 2026-06-12T09:00 [ 2026-06-13T00:00 ]', []],
    [
      'breaks with all work on a Sunday',
      '2026-06-14T09:00 [ 17:00 ]',
      ['06-14 09:00 to 17:00 (480)'],
    ],
    ['breaks on a public holiday', '2026-06-11T09:00 [ 12:00 ]', ['06-11 09:00 to 12:00 (180)']],
    [
      'breaks with the part of a night that lies in one',
      '2026-06-13T22:00 [ 2026-06-14T06:00 ] 22:00 [ 2026-06-15T06:00 ]',
      ['06-14 00:00 to 06:00 (360)', '06-14 22:00 to 00:00 (480)'],
    ],
    [
      'breaks with what is seen outside shifts',
      '2026-06-14T12:00 10@1',
      ['06-14 12:00 to 12:10 (10)'],
    ],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, told(story))).toEqual(expected);
  });

  it('go by the calendar of where the person is', () => {
    const story = '2026-06-13T20:00 [ 23:00 ]';
    expect(broken(rule, told(story, 'America/New_York'))).toEqual([]);
    expect(broken(rule, told('2026-06-15T01:00 [ 03:00 ]', 'Asia/Tokyo'))).toEqual([]);
    expect(broken(rule, told('2026-06-14T23:00 [ 2026-06-15T02:00 ]', 'Asia/Tokyo'))).toEqual([
      '06-14 14:00 to 15:00 (60)',
    ]);
  });

  it('a moved person keeps the holiday of the site that they were at', () => {
    const { start } = localDay('2026-06-11', 'Europe/Berlin');
    const zones = [
      { zone: 'Europe/Berlin', from: 0 },
      { zone: 'Europe/London', from: start + 12 * 3_600_000 },
    ];
    const facts = { holidays: [{ start, end: start + 12 * 3_600_000 }] };
    const story = '2026-06-10T22:30 [ 2026-06-11T04:00 ] 2026-06-12T09:00 [ 10:00 ]';
    expect(broken(rule, timeline(story, { zones, facts }))).toEqual(['06-10 22:30 to 04:00 (330)']);
  });

  it('follows its numbers', () => {
    const both = told('2026-06-11T09:00 [ 12:00 ] 2026-06-14T09:00 [ 10:00 ]');
    expect(broken(rule, both, { holidays: 0 })).toEqual(['06-14 09:00 to 10:00 (60)']);
    expect(broken(rule, both, { sundays: 0 })).toEqual(['06-11 09:00 to 12:00 (180)']);
    expect(broken(rule, both, { limitMinutes: 120 })).toEqual(['06-11 11:00 to 12:00 (180)']);
  });

  it('explains itself', () => {
    const breach = { span: span('09:00', '10:00'), observed: 60, limit: 0 };
    expect(rule.explain(breach, {})).toBe(
      '60 minutes of work on a Sunday or a public holiday, where 0 are the most.',
    );
  });
});
