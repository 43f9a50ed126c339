import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/consecutive-worst-days.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { broken } from '../support/broken.ts';
import { timeline } from '../support/timeline.ts';

/** From 09:00 on these days of June 2026, ten minutes of each severity. */
function on(...days: readonly (readonly [day: number, severity: number])[]): string {
  return days.map(([day, severity]) => `2026-06-${day}T09:00 10@${severity}`).join(' ');
}

const three = on([10, 5], [11, 5], [12, 5]);

describe('days in a row with the worst content', () => {
  it.each([
    ['are three at most', three, []],
    ['are too many with the fourth', `${three} ${on([13, 5])}`, ['06-13 09:00 to 09:10 (4)']],
    ['leave milder severe work alone', `${three} ${on([13, 4], [14, 4])}`, []],
    [
      'go on through days of severe work',
      `${three} ${on([13, 4], [14, 4], [15, 5])}`,
      ['06-15 09:00 to 09:10 (4)'],
    ],
    ['end with 48 hours free of severe work', `${three} ${on([13, 3], [14, 3])} 12:00 10@5`, []],
    ['are not counted on days of S4', on([10, 4], [11, 4], [12, 5], [13, 5], [14, 5]), []],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('explain themselves', () => {
    const [breach] = rule.check(timeline(`${three} ${on([13, 5])}`), defaultsOf(rule));
    expect(breach && rule.explain(breach, defaultsOf(rule))).toBe(
      '4 days with content of S5 and above without 2880 minutes free of severe content, where 3 are the most.',
    );
  });
});
