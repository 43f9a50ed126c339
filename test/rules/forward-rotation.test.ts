import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/forward-rotation.ts';
import { broken } from '../support/broken.ts';
import { timeline } from '../support/timeline.ts';

describe('forward rotation', () => {
  it.each([
    ['holds for the same start', '09:00 [ 17:00 ] 09:00 [ 17:00 ]', []],
    [
      'holds for morning, evening, night, morning',
      '06:00 [ 14:00 ] 14:00 [ 22:00 ] 22:00 [ 06:00 ] 2026-06-14T06:00 [ 14:00 ]',
      [],
    ],
    ['holds for an hour earlier', '09:00 [ 17:00 ] 08:00 [ 16:00 ]', []],
    [
      'breaks for a minute more, by that minute',
      '09:00 [ 17:00 ] 07:59 [ 16:00 ]',
      ['06-11 07:59 to 08:00 (61)'],
    ],
    [
      'breaks from evening to morning',
      '14:00 [ 22:00 ] 2026-06-12T06:00 [ 14:00 ]',
      ['06-12 06:00 to 13:00 (480)'],
    ],
    [
      'breaks from night to evening, no longer than the shift',
      '22:00 [ 06:00 ] 2026-06-12T14:00 [ 17:00 ]',
      ['06-12 14:00 to 17:00 (480)'],
    ],
    [
      'holds after exactly 48 hours of rest',
      '14:00 [ 22:00 ] 2026-06-12T22:00 [ 2026-06-13T02:00 ] 2026-06-15T02:00 [ 06:00 ]',
      [],
    ],
    ['takes half a day for forward', '14:00 [ 18:00 ] 2026-06-12T02:00 [ 06:00 ]', []],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('goes by the wall clock across a clock change', () => {
    const story = '07:00 [ 15:00 ] 06:00 [ 14:00 ]';
    expect(broken(rule, timeline(story, { zone: 'Europe/Berlin', date: '2026-03-28' }))).toEqual(
      [],
    );
    expect(broken(rule, timeline(story, { zone: 'Europe/Berlin', date: '2026-10-24' }))).toEqual(
      [],
    );
  });

  it('follows its numbers', () => {
    const story = timeline('14:00 [ 22:00 ] 2026-06-12T06:00 [ 14:00 ]');
    expect(broken(rule, story, { toleranceMinutes: 240 })).toEqual(['06-12 06:00 to 10:00 (480)']);
    expect(broken(rule, story, { restMinutes: 1920 })).toEqual([]);
    expect(broken(rule, story, { restMinutes: 1921 }).length).toBe(1);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 480, limit: 60 };
    expect(rule.explain(breach, { toleranceMinutes: 60, restMinutes: 2880 })).toBe(
      'A start 480 minutes earlier by the clock than the one before, where 60 are the most ' +
        'without 2880 minutes of rest.',
    );
  });
});
