import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../src/domain/rest-days.ts';
import { span, timeline } from '../support/timeline.ts';

describe('the calendar of somebody', () => {
  const holidays = ['2026-06-11', '2026-06-14'].map((date) =>
    span(`${date}T00:00`, `${date}T23:59`),
  );
  const told = timeline('2026-06-14T08:00 [ 09:00 ] 2026-06-15T08:00 [ 09:00 ] 12:00 [ 13:00 ]', {
    date: '2026-06-10',
    facts: { holidays },
  });
  const night = { id: 9, ...span('22:00', '2026-06-11T02:00') };
  const calendar = calendarOf({ ...told, shifts: [night, ...told.shifts] });

  it('has the dates with work, in order, and of what kind they are', () => {
    expect(calendar.worked.map(({ date, kind, work }) => [date, kind, work.length])).toEqual([
      [20_614, 'working-day', 1],
      [20_615, 'holiday', 1],
      [20_618, 'sunday', 1],
      [20_619, 'working-day', 2],
    ]);
  });

  it('says of any date what it is, a Sunday before a holiday', () => {
    expect([20_613, 20_615, 20_618, 20_625].map(calendar.kindOf)).toEqual([
      'working-day',
      'holiday',
      'sunday',
      'sunday',
    ]);
  });

  it('is made once of a timeline', () => {
    expect(calendarOf(told)).toBe(calendarOf(told));
  });
});
