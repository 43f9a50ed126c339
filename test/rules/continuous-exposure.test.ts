import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/continuous-exposure.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

describe('continuous exposure', () => {
  it.each([
    ['holds for exactly 50 minutes', '09:00 50@5', []],
    ['breaks with the minute after 50', '09:00 51@0', ['06-10 09:50 to 09:51 (51)']],
    ['holds when 10 minutes away come in time', '09:00 50@2 10- 50@2 10- 50@2', []],
    ['goes on through 9 minutes away', '09:00 40@2 9- 10@2', ['06-10 09:50 to 09:59 (59)']],
    [
      'counts elapsed minutes, those away included',
      '09:00 5@1 9- 5@1 9- 5@1 9- 5@1 9- 5@1',
      ['06-10 09:56 to 10:01 (61)'],
    ],
    [
      'does not add short times away up',
      '09:00 20@1 5- 20@1 5- 10@1',
      ['06-10 09:50 to 10:00 (60)'],
    ],
    [
      'breaks for each exposure after 50 minutes',
      '09:00 55@1 5- 10@1',
      ['06-10 09:50 to 09:55 (55)', '06-10 10:00 to 10:10 (70)'],
    ],
    ['starts anew after a late pause', '09:00 60@1 10- 50@1', ['06-10 09:50 to 10:00 (60)']],
    ['does not rest in silence', '09:00 30@1 30? 10@1', ['06-10 10:00 to 10:10 (70)']],
    [
      'does not rest in a few minutes beside silence',
      '09:00 30@1 9- 60? 9- 5@1',
      ['06-10 10:48 to 10:53 (113)'],
    ],
    ['rests in ten minutes after silence', '09:00 30@1 60? 10- 50@1', []],
    [
      'rests in ten minutes before silence, but a run starts with it',
      '09:00 30@1 10- 45? 10@1',
      ['06-10 10:30 to 10:35 (55)'],
    ],
    [
      'goes on over midnight and between shifts',
      '23:30 [ 30@1 ] [ 30@1 ]',
      ['06-11 00:20 to 00:30 (60)'],
    ],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('does not take the time before anything is known for rest', () => {
    expect(broken(rule, timeline('09:00 55@1', { knownFrom: at('08:51') }))).toEqual([
      '06-10 09:41 to 09:55 (64)',
    ]);
    expect(broken(rule, timeline('09:00 50@1', { knownFrom: at('08:50') }))).toEqual([]);
  });

  it('counts from the start of an exposure that began before anything is known', () => {
    expect(broken(rule, timeline('09:00 55@1', { knownFrom: at('09:30') }))).toEqual([
      '06-10 09:50 to 09:55 (55)',
    ]);
  });

  it('counts what overlaps once, and a short one inside a long one hides no work', () => {
    const also = [exposure(at('09:05'), 5, 5)];
    expect(broken(rule, timeline('09:00 50@1', { also }))).toEqual([]);
    expect(broken(rule, timeline('09:00 40@1 10@1 5@1', { also }))).toEqual([
      '06-10 09:50 to 09:55 (55)',
    ]);
  });

  it('counts elapsed minutes over a clock change', () => {
    const berlin = { zone: 'Europe/Berlin', date: '2026-03-29' };
    // From 01:55 to 03:05 by the wall are ten minutes.
    expect(broken(rule, timeline('01:15 40@1 03:05 10@1', berlin))).toEqual([]);
    expect(broken(rule, timeline('01:15 41@1 03:05 10@1', berlin))).toEqual([
      '03-29 01:05 to 01:15 (60)',
    ]);
  });

  it('follows its numbers', () => {
    const numbers = { limitMinutes: 30, awayMinutes: 15, fromSeverity: 3 };
    expect(broken(rule, timeline('09:00 20@3 10- 5@3'), numbers)).toEqual([
      '06-10 09:30 to 09:35 (35)',
    ]);
    expect(broken(rule, timeline('09:00 20@3 15@2 30@3'), numbers)).toEqual([]);
  });

  it('explains itself', () => {
    const numbers = { limitMinutes: 50, awayMinutes: 10, fromSeverity: 0 };
    const [breach] = rule.check(timeline('09:00 62@1'), numbers);
    expect(breach && rule.explain(breach, numbers)).toBe(
      '62 minutes without 10 minutes away, where 50 are the most.',
    );
  });
});
