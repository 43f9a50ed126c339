import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/domain/time.ts';
import { rule } from '../../src/rules/overtime-a-month.ts';
import { broken } from '../support/broken.ts';
import { at, span, timeline } from '../support/timeline.ts';

/** Shifts from 08:00 on dates of June 2026, each so many hours; the 1st is a Monday. */
function worked(hours: Readonly<Record<number, number>>, more = {}) {
  const shifts = Object.entries(hours).map(([date, long]) => {
    const start = at(`2026-06-${date.padStart(2, '0')}T08:00`);
    return { id: Number(date), start, end: start + long * HOUR };
  });
  return timeline('', { date: '2026-06-01', facts: { shifts, ...more } });
}

const WEEK = { 1: 8, 2: 8, 3: 8, 4: 8, 5: 8 };
const hours = (most: number) => ({ limitMinutes: most * 60 });

describe('overtime a month', () => {
  it('is none in ordinary days and weeks', () => {
    expect(broken(rule, worked(WEEK), hours(0))).toEqual([]);
  });

  it('is what is past a day, and by then what is past the week', () => {
    expect(broken(rule, worked({ ...WEEK, 2: 9 }), hours(0))).toEqual([
      '06-02 16:00 to 17:00 (60)',
      '06-05 15:00 to 16:00 (60)',
    ]);
    expect(broken(rule, worked({ ...WEEK, 2: 9, 5: 7 }), hours(0))).toEqual([
      '06-02 16:00 to 17:00 (60)',
    ]);
  });

  it('is what is past a week, on a sixth day', () => {
    expect(broken(rule, worked({ ...WEEK, 6: 4 }), hours(3))).toEqual([
      '06-06 11:00 to 12:00 (240)',
    ]);
  });

  it('counts what is past a day and past the week once', () => {
    const long = worked({ 1: 9, 2: 9, 3: 9, 4: 9, 5: 9 });
    expect(broken(rule, long, hours(5))).toEqual([]);
    expect(broken(rule, long, hours(4))).toEqual(['06-05 16:00 to 17:00 (300)']);
  });

  it('adds up the weeks, and forgets days that are long past', () => {
    const long = worked({ 1: 10, 8: 10, 15: 10, 22: 10 });
    expect(broken(rule, long, hours(7))).toEqual(['06-22 17:00 to 18:00 (480)']);
    expect(broken(rule, long, { ...hours(7), days: 21 })).toEqual([]);
    expect(broken(rule, long, { ...hours(7), days: 22 }).length).toBe(1);
  });

  it('does not count unpaid breaks', () => {
    const breaks = [{ kind: 'meal' as const, ...span('2026-06-01T12:00', '2026-06-01T13:00') }];
    expect(broken(rule, worked({ 1: 9 }, { breaks }), hours(0))).toEqual([]);
  });

  it('follows its numbers', () => {
    expect(broken(rule, worked({ 1: 8 }), { ...hours(0), ordinaryDayMinutes: 420 })).toEqual([
      '06-01 15:00 to 16:00 (60)',
    ]);
    expect(broken(rule, worked({ 1: 8 }), { ...hours(0), ordinaryWeekMinutes: 450 })).toEqual([
      '06-01 15:30 to 16:00 (30)',
    ]);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 2760, limit: 2700 };
    expect(rule.explain(breach, { days: 31 })).toBe(
      '2760 minutes of overtime in 31 days, where 2700 are the most.',
    );
  });
});
