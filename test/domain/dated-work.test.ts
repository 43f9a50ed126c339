import { describe, expect, it } from 'vitest';
import { dateAt, datedWork, weekdayOfDate } from '../../src/domain/dated-work.ts';
import { at, span, timeline } from '../support/timeline.ts';

describe('a weekday', () => {
  it.each([
    ['1970-01-01T12:00', 4],
    ['1969-12-28T12:00', 7],
    ['2026-06-08T00:00', 1],
    ['2026-06-14T23:59', 7],
  ])('of %s is %d', (wall, expected) => {
    expect(weekdayOfDate(dateAt(timeline(''), at(wall)))).toBe(expected);
  });
});

describe('the work of somebody', () => {
  it('is cut at their midnights', () => {
    const told = timeline('22:00 [ 2026-06-11T02:00 ]');
    expect(datedWork(told)).toEqual([
      { ...span('22:00', '2026-06-11T00:00'), date: 20_614 },
      { ...span('2026-06-11T00:00', '2026-06-11T02:00'), date: 20_615 },
    ]);
  });
});
