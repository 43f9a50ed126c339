import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/graphic-minutes-per-day.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

describe('graphic minutes a day', () => {
  it.each([
    ['holds for exactly four hours', '09:00 120@3 60- 60@4 60@5', []],
    ['breaks with the minute after four hours', '09:00 240@3 1@3', ['06-10 13:00 to 13:01 (241)']],
    [
      'breaks for each exposure after four hours',
      '08:00 230@3 20@4 10- 10@5',
      ['06-10 12:00 to 12:10 (250)', '06-10 12:20 to 12:30 (260)'],
    ],
    [
      'breaks for one second',
      '09:00 240@3 0.016666666666666666@3',
      ['06-10 13:00 to 13:00:01 (240.016667)'],
    ],
    ['does not count what is milder than S3', '08:00 300@2 240@3 60@2', []],
    ['counts each day by itself', '20:00 240@3 240@3', []],
    ['counts a shift over midnight as one', '20:00 [ 240@3 10@3 ]', ['06-11 00:00 to 00:10 (250)']],
    [
      'counts a day with two shifts as one',
      '00:00 [ 200@3 ] 16:00 [ 50@3 ]',
      ['06-10 16:40 to 16:50 (250)'],
    ],
    ['counts silence as nothing', '09:00 200@3 300? 40@3', []],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('counts what overlaps once', () => {
    const also = [exposure(at('09:00'), 200, 5), exposure(at('11:00'), 110, 4)];
    expect(broken(rule, timeline('09:00 240@3', { also }))).toEqual([]);
    expect(broken(rule, timeline('09:00 241@3', { also }))).toEqual(['06-10 13:00 to 13:01 (241)']);
  });

  it('counts the milder of two that overlap at the worse', () => {
    const also = [exposure(at('13:00'), 5, 4)];
    expect(broken(rule, timeline('09:00 240@3 30@1', { also }))).toEqual([
      '06-10 13:00 to 13:05 (245)',
    ]);
  });

  it('gives no more for a day of 25 hours', () => {
    const berlin = { zone: 'Europe/Berlin', date: '2026-10-25' };
    expect(broken(rule, timeline('00:00 239@3 23:50 1@3', berlin))).toEqual([]);
    expect(broken(rule, timeline('00:00 240@3 23:50 1@3', berlin))).toEqual([
      '10-25 22:50 to 22:51 (241)',
    ]);
  });

  it('ends a day of 23 hours at its midnight', () => {
    const berlin = { zone: 'Europe/Berlin', date: '2026-03-29' };
    expect(broken(rule, timeline('00:00 10@3 20:00 230@3 23:59 1@3 5@3', berlin))).toEqual([
      '03-29 21:59 to 22:00 (241)',
    ]);
  });

  it('counts a night over a clock change by elapsed minutes', () => {
    const berlin = { zone: 'Europe/Berlin', date: '2026-10-24' };
    expect(broken(rule, timeline('23:00 [ 241@3 ]', berlin))).toEqual([
      '10-25 01:00 to 01:01 (241)',
    ]);
  });

  it('counts the longer day when somebody moves zone', () => {
    const zones = [
      { zone: 'America/New_York', from: 0 },
      { zone: 'Europe/Berlin', from: at('21:00') },
    ];
    // In Berlin the 11th starts at 22:00Z, but the day of the move lasts until New York's ends.
    expect(broken(rule, timeline('05:00 200@3 23:00 50@3', { zones }))).toEqual([
      '06-10 23:40 to 23:50 (250)',
    ]);
  });

  it('follows its numbers', () => {
    const story = timeline('09:00 61@2');
    expect(broken(rule, story, { limitMinutes: 60, fromSeverity: 2 })).toEqual([
      '06-10 10:00 to 10:01 (61)',
    ]);
  });

  it('explains itself', () => {
    const [breach] = rule.check(timeline('09:00 250@3'), { limitMinutes: 240, fromSeverity: 3 });
    expect(breach && rule.explain(breach, { limitMinutes: 240, fromSeverity: 3 })).toBe(
      '250 minutes of content of S3 and above in one day or shift, where 240 are the most.',
    );
  });
});
