import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/consecutive-working-days.ts';
import { broken } from '../support/broken.ts';
import { at, timeline } from '../support/timeline.ts';

/** A shift on each date of June 2026. */
function shifts(dates: readonly number[], from = '09:00', to = '17:00'): string {
  return dates
    .map((date) => `2026-06-${String(date).padStart(2, '0')}T${from} [ ${to} ]`)
    .join(' ');
}

const days = (story: string, more = {}) => timeline(story, { date: '2026-06-01', ...more });

describe('working days in a row', () => {
  it.each([
    ['holds for five', shifts([1, 2, 3, 4, 5, 7, 8]), []],
    [
      'breaks for all of the sixth and the seventh',
      shifts([1, 2, 3, 4, 5, 6, 7, 9]),
      ['06-06 09:00 to 17:00 (6)', '06-07 09:00 to 17:00 (7)'],
    ],
    [
      'counts a date once, however many shifts',
      `${shifts([1], '06:00', '09:00')} ${shifts([1, 2, 3, 4, 5], '10:00', '14:00')}`,
      [],
    ],
    ['counts a night shift on the date it starts', shifts([1, 2, 3, 4, 5], '22:00', '06:00'), []],
    [
      'counts work outside shifts',
      `${shifts([1, 2, 3, 4, 5])} 2026-06-06T12:00 10@1`,
      ['06-06 12:00 to 12:10 (6)'],
    ],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, days(story))).toEqual(expected);
  });

  it('counts local dates', () => {
    const zone = 'Asia/Tokyo';
    expect(broken(rule, days(shifts([1, 2, 3, 4, 5], '00:30', '08:00'), { zone }))).toEqual([]);
    const late = `2026-06-01T23:30 [ 2026-06-02T01:00 ] ${shifts([2, 3, 4, 5, 6])}`;
    expect(broken(rule, days(late, { zone }))).toEqual(['06-06 00:00 to 08:00 (6)']);
  });

  it('counts a date that a move brings back once', () => {
    const zones = [
      { zone: 'Asia/Tokyo', from: 0 },
      { zone: 'America/New_York', from: at('2026-06-05T12:00') },
    ];
    // By Tokyo's dates 1 to 5 June, then 5 June again in New York.
    const story = `${shifts([1, 2, 3, 4, 5], '01:00', '09:00')} 2026-06-05T20:00 [ 23:00 ]`;
    expect(broken(rule, days(story, { zones }))).toEqual([]);
    const on = `${story} 2026-06-06T14:00 [ 22:00 ]`;
    expect(broken(rule, days(on, { zones }))).toEqual(['06-06 14:00 to 22:00 (6)']);
  });

  it('follows its number', () => {
    expect(broken(rule, days(shifts([1, 2, 3])), { limitDays: 2 })).toEqual([
      '06-03 09:00 to 17:00 (3)',
    ]);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 6, limit: 5 };
    expect(rule.explain(breach, { limitDays: 5 })).toBe(
      'Working day 6 in a row, where 5 are the most.',
    );
  });
});
