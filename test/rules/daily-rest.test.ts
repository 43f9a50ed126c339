import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/daily-rest.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

describe('daily rest', () => {
  it.each([
    ['holds for the first shift there is', '09:00 [ 17:00 ]', []],
    ['holds for exactly 11 hours', '09:00 [ 21:00 ] 08:00 [ 16:00 ]', []],
    [
      'breaks for a minute less, until the 11 hours are over',
      '09:00 [ 21:01 ] 08:00 [ 16:00 ]',
      ['06-11 08:00 to 08:01 (659)'],
    ],
    [
      'breaks no longer than the shift lasts',
      '09:00 [ 22:00 ] 00:00 [ 06:00 ]',
      ['06-11 00:00 to 06:00 (120)'],
    ],
    [
      'breaks between two shifts of a day',
      '06:00 [ 10:00 ] 18:00 [ 22:00 ]',
      ['06-10 18:00 to 21:00 (480)'],
    ],
    [
      'breaks when work went on after a shift',
      '09:00 [ 21:00 ] 90@1 08:00 [ 16:00 ]',
      ['06-11 08:00 to 09:30 (570)'],
    ],
    [
      'breaks when work in the night cuts the rest',
      '09:00 [ 20:00 ] 03:00 30@1 09:00 [ 17:00 ]',
      ['06-11 09:00 to 14:30 (420)'],
    ],
    [
      'holds when work comes after the rest, as an early start',
      '09:00 [ 20:00 ] 07:30 15@1 08:00 [ 16:00 ]',
      [],
    ],
    [
      'holds when an early item runs into the shift',
      '09:00 [ 20:00 ] 07:50 20@1 2026-06-11T08:00 [ 16:00 ]',
      [],
    ],
    [
      'holds when an early start comes after exactly 11 hours',
      '09:00 [ 20:00 ] 07:00 15@1 08:00 [ 16:00 ]',
      [],
    ],
    [
      'does not take the first quiet minutes of a shift for rest',
      '09:00 [ 21:10 ] 08:00 [ 30- 10@1 16:00 ]',
      ['06-11 08:00 to 08:10 (650)'],
    ],
    [
      'breaks when an early start comes before the rest is over',
      '09:00 [ 21:00 ] 07:30 15@1 08:00 [ 16:00 ]',
      ['06-11 08:00 to 16:00 (630)'],
    ],
    [
      'does not count a rest before the shift before',
      '17:00 [ 20:00 ] 22:00 [ 23:00 ]',
      ['06-10 22:00 to 23:00 (120)'],
    ],
    [
      'finds the rest within 24 hours before the shift',
      '2026-06-10T20:00 30@1 2026-06-11T06:00 30@1 2026-06-11T16:00 [ 20:00 ]',
      ['06-11 16:00 to 17:30 (570)'],
    ],
    [
      'does not look at what was more than 24 hours before',
      '2026-06-10T10:00 30@1 2026-06-11T16:00 [ 20:00 ]',
      [],
    ],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('counts elapsed hours over a clock change', () => {
    // 21:00 to 08:00 by the wall: 10 hours in the night the clock jumps, 12 when it goes back.
    const jump = { zone: 'Europe/Berlin', date: '2026-03-28' };
    expect(broken(rule, timeline('13:00 [ 21:00 ] 08:00 [ 16:00 ]', jump))).toEqual([
      '03-29 06:00 to 07:00 (600)',
    ]);
    const back = { zone: 'Europe/Berlin', date: '2026-10-24' };
    expect(broken(rule, timeline('13:00 [ 22:00 ] 08:00 [ 16:00 ]', back))).toEqual([]);
  });

  it('counts elapsed hours across a move of zone', () => {
    const zones = [
      { zone: 'Europe/Berlin', from: 0 },
      { zone: 'America/New_York', from: at('23:00') },
    ];
    const moved = timeline('08:00 [ 20:00 ] 2026-06-11T06:00 [ 14:00 ]', { zones });
    expect(broken(rule, moved)).toEqual(['06-11 06:00 to 07:00 (600)']);
  });

  it('takes silence after a shift for time off: it is no work', () => {
    expect(broken(rule, timeline('09:00 [ 20:00 ] 660? [ 15:00 ]'))).toEqual([]);
  });

  it('counts overlapping work outside a shift until the last of it ends', () => {
    const also = [exposure(at('20:10'), 110, 2), exposure(at('20:20'), 5, 2)];
    expect(broken(rule, timeline('09:00 [ 20:00 ] 08:00 [ 16:00 ]', { also }))).toEqual([
      '06-11 08:00 to 09:00 (600)',
    ]);
  });

  it('follows its number', () => {
    const story = timeline('09:00 [ 21:00 ] 08:00 [ 16:00 ]');
    expect(broken(rule, story, { restMinutes: 720 })).toEqual(['06-11 08:00 to 09:00 (660)']);
    expect(broken(rule, story, { restMinutes: 600 })).toEqual([]);
  });

  it('explains itself', () => {
    const [breach] = rule.check(timeline('09:00 [ 22:00 ] 08:00 [ 16:00 ]'), { restMinutes: 660 });
    expect(breach && rule.explain(breach, { restMinutes: 660 })).toBe(
      '600 minutes of rest in one piece before a shift, where 660 are the least.',
    );
  });
});
