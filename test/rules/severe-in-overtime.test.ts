import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../src/rules/rule.ts';
import { rule } from '../../src/rules/severe-in-overtime.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

describe('severe work in overtime', () => {
  it.each([
    ['is none within a shift', '09:00 [ 480@5 ]', []],
    ['begins where the shift ends', '09:00 [ 16:50 10@3 ] 5@3', ['06-10 17:00 to 17:05 (3)']],
    ['may be milder', '09:00 [ 17:00 ] 60@2', []],
    ['is what comes before a shift too', '08:50 10@4 [ 5@4 17:00 ]', ['06-10 08:50 to 09:00 (4)']],
    ['is what comes on a day without a shift', '09:00 5@5', ['06-10 09:00 to 09:05 (5)']],
    ['is none where one shift follows another', '09:00 [ 30@4 ] [ 30@4 ]', []],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('is what runs on past the end, up to the next shift', () => {
    const also = [exposure(at('16:50'), 90, 4)];
    expect(broken(rule, timeline('09:00 [ 17:00 ] 18:00 [ 19:00 ]', { also }))).toEqual([
      '06-10 17:00 to 18:00 (4)',
    ]);
  });

  it('follows its numbers and explains itself', () => {
    const told = timeline('09:00 5@3');
    expect(broken(rule, told, { fromSeverity: 4 })).toEqual([]);
    const [breach] = rule.check(told, defaultsOf(rule));
    expect(breach && rule.explain(breach, defaultsOf(rule))).toBe(
      'Content of S3 in overtime, where S2 is the most.',
    );
  });
});
