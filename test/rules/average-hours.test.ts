import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/domain/time.ts';
import { rule } from '../../src/rules/average-hours.ts';
import { broken } from '../support/broken.ts';
import { at, timeline } from '../support/timeline.ts';

const DAY = 24 * HOUR;
const FIRST = at('2026-01-05T08:00');

/** One shift a day, Monday to Friday from 5 January 2026 on: for each week how long each is. */
function weeks(hours: readonly number[]) {
  const shifts = hours.flatMap((each, week) =>
    [0, 1, 2, 3, 4].map((day) => {
      const start = FIRST + (7 * week + day) * DAY;
      return { id: 5 * week + day + 1, start, end: start + each * HOUR };
    }),
  );
  return timeline('', { date: '2026-01-05', facts: { shifts } });
}

const of = (length: number, hours: number) => Array.from({ length }, () => hours);

describe('average hours of work a week', () => {
  it('holds for 48 hours a week, however long', () => {
    expect(broken(rule, weeks(of(30, 9.6)))).toEqual([]);
  });

  it('holds for long weeks that short ones make up for', () => {
    expect(broken(rule, weeks([...of(8, 8), ...of(9, 11)]))).toEqual([]);
  });

  it('breaks for what is more than 17 weeks of 48 hours', () => {
    expect(broken(rule, weeks([...of(16, 10), 3.2]))).toEqual([]);
    expect(broken(rule, weeks([...of(16, 10), 3.4]))).toEqual([
      '05-01 10:24 to 11:24 (2883.529412)',
    ]);
  });

  it('looks at half a year where that is asked for', () => {
    expect(broken(rule, weeks(of(26, 10)), { weeks: 26 })).not.toEqual([]);
  });

  it('looks at longer periods too, up to half a year', () => {
    const story = weeks([...of(2, 12), ...of(2, 10), ...of(2, 9)]);
    const found = (weeks: number) => broken(rule, story, { limitMinutes: 3000, weeks }).length > 0;
    expect(found(6)).toBe(true);
    expect(found(2)).toBe(true);
    expect(found(7)).toBe(false);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 2883.529412, limit: 2880 };
    expect(rule.explain(breach, { limitMinutes: 2880, weeks: 17 })).toBe(
      '2883.6 minutes of work a week on average over 17 weeks or longer, where 2880 are the most.',
    );
  });
});
