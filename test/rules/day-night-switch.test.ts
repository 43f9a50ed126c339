import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/day-night-switch.ts';
import { broken } from '../support/broken.ts';
import { at, timeline } from '../support/timeline.ts';

describe('sleep between day and night work', () => {
  it.each([
    ['holds from day to day', '09:00 [ 17:00 ] 09:00 [ 17:00 ]', []],
    ['holds from night to night', '22:00 [ 06:00 ] 22:00 [ 06:00 ]', []],
    [
      'breaks from day to night after one night, to the end of the second',
      '09:00 [ 17:00 ] 2026-06-11T22:00 [ 2026-06-12T06:00 ]',
      ['06-11 22:00 to 06:00 (1)'],
    ],
    ['holds after two', '09:00 [ 17:00 ] 2026-06-12T22:00 [ 2026-06-13T06:00 ]', []],
    [
      'breaks from night to day on the next day but one',
      '22:00 [ 06:00 ] 2026-06-12T05:00 [ 13:00 ]',
      ['06-12 05:00 to 13:00 (0)'],
    ],
    [
      'breaks after one night and a part',
      '22:00 [ 06:00 ] 2026-06-13T05:00 [ 13:00 ]',
      ['06-13 05:00 to 06:00 (1)'],
    ],
    ['holds when the second night is over', '22:00 [ 06:00 ] 2026-06-13T06:00 [ 14:00 ]', []],
    ['takes less than 3 hours of the night for day work', '09:00 [ 17:00 ] 18:00 [ 01:59 ]', []],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('knows a local night', () => {
    const circumstances = { zone: 'America/New_York' };
    const story = '09:00 [ 17:00 ] 22:00 [ 06:00 ]';
    expect(broken(rule, timeline(story, circumstances))).toEqual(['06-11 02:00 to 10:00 (0)']);
  });

  it('takes a shift for what it was where it began, whatever zone the person moves to in it', () => {
    // 14:00 to 22:00 in New York, in which it becomes 20:00 to 04:00 in Berlin.
    const story = '2026-06-10T13:00 [ 21:00 ] 2026-06-11T18:00 [ 2026-06-12T02:00 ]';
    const zones = [
      { zone: 'America/New_York', from: 0 },
      { zone: 'Europe/Berlin', from: at('2026-06-11T19:00') },
    ];
    expect(broken(rule, timeline(story, { zones }))).toEqual([]);
  });

  it('follows its number', () => {
    const story = timeline('22:00 [ 06:00 ] 2026-06-13T05:00 [ 13:00 ]');
    expect(broken(rule, story, { nights: 1 })).toEqual([]);
    expect(broken(rule, story, { nights: 3 })).toEqual(['06-13 05:00 to 13:00 (1)']);
    expect(broken(rule, story, { nights: 0 })).toEqual([]);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 1, limit: 2 };
    expect(rule.explain(breach, { nights: 2 })).toBe(
      '1 whole nights off between day work and night work, where 2 are the least.',
    );
  });
});
