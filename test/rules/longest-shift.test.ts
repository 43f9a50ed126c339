import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/longest-shift.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

describe('longest shift', () => {
  it.each([
    ['holds for exactly 10 hours', '09:00 [ 19:00 ]', []],
    ['breaks for the minute after', '09:00 [ 19:01 ]', ['06-10 19:00 to 19:01 (601)']],
    ['holds for each of two shifts', '06:00 [ 14:00 ] 20:00 [ 2026-06-11T05:00 ]', []],
    [
      'takes a second shift less than an hour later for the same',
      '06:00 [ 14:00 ] 14:59 [ 18:00 ]',
      ['06-10 16:00 to 18:00 (720)'],
    ],
    ['takes one an hour later for another', '06:00 [ 14:00 ] 15:00 [ 19:00 ]', []],
    ['lengthens by work after it', '09:00 [ 18:00 ] 18:30 60@1', ['06-10 19:00 to 19:30 (630)']],
    ['leaves alone work long after it', '09:00 [ 18:00 ] 19:30 60@1', []],
    ['lengthens by work before it', '08:00 20@1 09:00 [ 19:00 ]', ['06-10 18:00 to 19:00 (660)']],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('counts elapsed hours across a clock change', () => {
    const night = (date: string) =>
      broken(rule, timeline('20:00 [ 06:00 ]', { zone: 'Europe/Berlin', date }));
    expect(night('2026-03-28')).toEqual([]);
    expect(night('2026-10-24')).toEqual(['10-25 04:00 to 05:00 (660)']);
  });

  it('counts work that runs past the end of the shift once', () => {
    const also = [exposure(at('18:50'), 20, 2), exposure(at('18:55'), 5, 3)];
    expect(broken(rule, timeline('09:00 [ 19:00 ]', { also }))).toEqual([
      '06-10 19:00 to 19:10 (610)',
    ]);
  });

  it('follows its numbers', () => {
    const story = timeline('09:00 [ 19:00 ] 20:00 [ 21:00 ]');
    expect(broken(rule, story, { limitMinutes: 540 })).toEqual(['06-10 18:00 to 19:00 (600)']);
    expect(broken(rule, story, { pauseMinutes: 61 })).toEqual(['06-10 20:00 to 21:00 (720)']);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 600.5, limit: 600 };
    expect(rule.explain(breach, { limitMinutes: 600, pauseMinutes: 60 })).toBe(
      '600.5 minutes from the start of a shift, where 600 are the most.',
    );
  });
});
