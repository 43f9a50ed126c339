import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../src/rules/rule.ts';
import { rule } from '../../src/rules/severe-category-run.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

describe('minutes in one severe category', () => {
  it.each([
    ['are 120 at most', '09:00 60@4 60@5', []],
    ['are too many with the next', '09:00 121@4', ['06-10 11:00 to 11:01 (121)']],
    ['are counted through short breaks', '09:00 60@4 29- 61@4', ['06-10 11:29 to 11:30 (121)']],
    ['start anew after half an hour away', '09:00 120@4 30- 120@4', []],
    ['start anew after half an hour of S2', '09:00 120@4 30@2 120@4', []],
    ['go on through S3', '09:00 100@4 30@3 21@4', ['06-10 11:30 to 11:31 (121)']],
    ['go on in silence', '09:00 120@4 40? 1@4', ['06-10 11:40 to 11:41 (121)']],
    [
      'go on after half an hour of several mild and severe things',
      '09:00 120@4 20@2 1@3 20@2 1@4',
      ['06-10 11:20 to 11:21 (121)', '06-10 11:41 to 11:42 (122)'],
    ],
    ['leave S2 alone when they are used up', '09:00 120@4 10@2', []],
    [
      'leave no other category when they are used up',
      '09:00 120@4 10@4:CSAM 5@3:HATE_INCITEMENT',
      ['06-10 11:00 to 11:10 (130)', '06-10 11:10 to 11:15 (135)'],
    ],
    ['are those of one category', '09:00 100@4:CSAM 100@4:GRAPHIC_VIOLENCE', []],
    [
      'count for each of several categories',
      '09:00 60@4:CSAM 60@4:CSAM+GRAPHIC_VIOLENCE 1@4',
      ['06-10 11:00 to 11:01 (121)'],
    ],
    ['start anew with a day', '22:00 120@4 120@4', []],
    [
      'do not start anew with a day within a shift',
      '23:00 [ 60@4 61@4 ]',
      ['06-11 01:00 to 01:01 (121)'],
    ],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('count once where they overlap', () => {
    const also = [exposure(at('09:10'), 60, 5)];
    expect(broken(rule, timeline('09:00 120@4', { also }))).toEqual([]);
  });

  it('are counted in each shift', () => {
    expect(broken(rule, timeline('09:00 [ 121@4 40- ] 13:00 [ 121@4 ]'))).toEqual([
      '06-10 11:00 to 11:01 (121)',
      '06-10 15:00 to 15:01 (121)',
    ]);
  });

  it('are counted in the longer day when somebody moves zone', () => {
    const zones = [
      { zone: 'Asia/Tokyo', from: 0 },
      { zone: 'Europe/Berlin', from: at('14:50') },
    ];
    expect(broken(rule, timeline('14:00 121@4', { zones }))).toEqual([
      '06-10 16:00 to 16:01 (121)',
    ]);
  });

  it('follow their numbers and explain themselves', () => {
    const numbers = { limitMinutes: 10, fromSeverity: 3, milderSeverity: 1, milderMinutes: 5 };
    const told = timeline('09:00 10@3 4- 1@2 5@1 10@3');
    expect(broken(rule, told, numbers)).toEqual(['06-10 09:14 to 09:15 (11)']);
    const [breach] = rule.check(told, { ...defaultsOf(rule), ...numbers });
    expect(breach && rule.explain(breach, numbers)).toBe(
      '11 minutes of one category of S3 and above, and of what came after it, without something milder, where 10 are the most.',
    );
  });
});
