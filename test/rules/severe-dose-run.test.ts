import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../src/rules/rule.ts';
import { rule } from '../../src/rules/severe-dose-run.ts';
import { broken } from '../support/broken.ts';
import { timeline } from '../support/timeline.ts';

describe('the dose before something milder', () => {
  it.each([
    ['is half of a day at most', '09:00 60@5', []],
    ['is too much with the next minute', '09:00 30@5 60@4 6@5', ['06-10 10:30 to 10:36 (55)']],
    ['does not count what is milder', '09:00 100@2 20@2 60@5', []],
    ['is counted through short breaks', '09:00 60@5 29- 6@4', ['06-10 10:29 to 10:35 (52.5)']],
    ['leaves milder work alone', '09:00 60@5 20@2', []],
    ['starts anew after half an hour of milder work', '09:00 60@5 30@2 60@5', []],
    ['starts anew after half an hour away', '09:00 60@5 30- 60@5', []],
    ['does not start anew in silence', '09:00 60@5 60? 12@5', ['06-10 11:00 to 11:12 (60)']],
    ['starts anew with a day', '23:00 60@5 60@5', []],
    [
      'does not start anew with a day within a shift',
      '23:00 [ 60@5 12@5 ]',
      ['06-11 00:00 to 00:12 (60)'],
    ],
    ['is too much for all that is graphic', '09:00 60@5 30@3', ['06-10 10:00 to 10:30 (60)']],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('follows its numbers and explains itself', () => {
    const numbers = { limitPercent: 25, milderSeverity: 3, milderMinutes: 10, s4Minutes: 100 };
    const told = timeline('09:00 25@4 9@3 5@4 10@3 20@4');
    expect(broken(rule, told, numbers)).toEqual(['06-10 09:34 to 09:39 (30)']);
    const params = { ...defaultsOf(rule), ...numbers };
    const [breach] = rule.check(told, params);
    expect(breach && rule.explain(breach, params)).toBe(
      'A dose of 30 % of content above S3 without something milder, where 25 % is the most.',
    );
  });
});
