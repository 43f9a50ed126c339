import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/hours-a-week.ts';
import { broken } from '../support/broken.ts';
import { timeline } from '../support/timeline.ts';

/** A shift from 09:00 on each date of June 2026, to a clock time. */
function shifts(dates: readonly number[], to: string): string {
  return dates.map((date) => `2026-06-${String(date).padStart(2, '0')}T09:00 [ ${to} ]`).join(' ');
}

const week = (story: string, params = {}) =>
  broken(rule, timeline(story, { date: '2026-06-01' }), params);

describe('hours of work a week', () => {
  it.each([
    ['holds for exactly 48 hours', shifts([1, 2, 3, 4, 5, 6], '17:00'), []],
    ['breaks for what is more', shifts([1, 2, 3, 4, 5], '19:00'), ['06-05 17:00 to 19:00 (3000)']],
    [
      'counts any seven local days, whatever day they begin on',
      shifts([4, 5, 6, 7, 8, 9, 10], '17:00'),
      ['06-10 09:00 to 17:00 (3360)'],
    ],
    ['gives back a day after seven', shifts([1, 2, 3, 4, 5, 6, 8, 9], '17:00'), []],
    [
      'counts work outside shifts',
      `${shifts([1, 2, 3, 4, 5, 6], '17:00')} 20:00 15@1`,
      ['06-06 20:00 to 20:15 (2895)'],
    ],
  ])('%s', (_, story, expected) => {
    expect(week(story)).toEqual(expected);
  });

  it('follows its number', () => {
    expect(week(shifts([1, 2, 3, 4, 5], '17:00'), { limitMinutes: 2100 })).toEqual([
      '06-05 12:00 to 17:00 (2400)',
    ]);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 3000, limit: 2880 };
    expect(rule.explain(breach, { limitMinutes: 2880 })).toBe(
      '3000 minutes of work in seven days, where 2880 are the most.',
    );
  });
});
