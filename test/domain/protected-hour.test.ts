import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../src/domain/category.ts';
import {
  protectedHour,
  SEVERE_CATEGORIES,
  seesSevere,
  thisWeekAndNext,
} from '../../src/domain/protected-hour.ts';
import { HOUR, type Span } from '../../src/domain/time.ts';
import { at, span } from '../support/timeline.ts';

/** A Wednesday. */
const NOW = at('10:00');
const ZONE = 'UTC';
const hourAt = (wall: string): Span => ({ start: at(wall), end: at(wall) + HOUR });

describe('the weeks of an instant', () => {
  it.each([
    ['2026-06-10T10:00', 'UTC', ['2026-06-08', '2026-06-15']],
    ['2026-06-08T00:00', 'UTC', ['2026-06-08', '2026-06-15']],
    ['2026-06-14T23:59', 'UTC', ['2026-06-08', '2026-06-15']],
    ['2026-01-01T12:00', 'UTC', ['2025-12-29', '2026-01-05']],
    // Monday already, where they are.
    ['2026-06-14T15:30', 'Asia/Tokyo', ['2026-06-15', '2026-06-22']],
  ])('of %s UTC in %s begin on %j', (wall, zone, mondays) => {
    expect(thisWeekAndNext(at(wall), zone).map(({ monday }) => monday)).toEqual(mondays);
  });

  it('touch, and the one in which the clock goes forward has an hour less', () => {
    const [first, next] = thisWeekAndNext(at('2026-03-25T12:00'), 'Europe/Berlin');
    if (!first || !next) throw new Error('there are two');
    expect(first.end).toBe(next.start);
    expect((first.end - first.start) / HOUR).toBe(7 * 24 - 1);
    expect((next.end - next.start) / HOUR).toBe(7 * 24);
  });
});

describe('the protected hour of a week', () => {
  const [week] = thisWeekAndNext(NOW, ZONE);
  if (!week) throw new Error('there is one');
  const thursday = span('2026-06-11T08:00', '2026-06-11T16:00');
  const today = span('08:00', '16:00');
  const hour = (
    shifts: readonly Span[],
    wanted: { weekday: number; time: string } | null = null,
    blocks: readonly Span[] = [],
  ) => protectedHour(week, ZONE, { shifts, blocks }, wanted, NOW);

  it.each([
    ['in the middle of the first shift', [today, thursday], '11:30'],
    [
      'on the next shift, without an hour left before it',
      [span('06:00', '14:00'), thursday],
      '2026-06-11T11:30',
    ],
    ['on a quarter hour', [span('2026-06-11T08:10', '2026-06-11T16:10')], '2026-06-11T11:40'],
    ['at just an hour of notice', [span('11:00', '12:00')], '11:00'],
    [
      'in a shift of just an hour',
      [span('2026-06-11T08:00', '2026-06-11T09:00')],
      '2026-06-11T08:00',
    ],
  ])('lies %s', (_, shifts, expected) => {
    expect(hour(shifts)).toEqual(hourAt(expected));
  });

  it('lies when the person wants it, if a shift of theirs covers it', () => {
    const wanted = { weekday: 4, time: '15:00' };
    expect(hour([today, thursday], wanted)).toEqual(hourAt('2026-06-11T15:00'));
    expect(hour([today, thursday], { weekday: 4, time: '15:01' })).toEqual(hourAt('11:30'));
    expect(hour([today, thursday], { weekday: 1, time: '09:00' })).toEqual(hourAt('11:30'));
  });

  it.each([
    ['without shifts', [], []],
    ['in shifts that are too short', [span('2026-06-11T08:00', '2026-06-11T08:59')], []],
    ['in shifts of another week', [span('2026-06-15T08:00', '2026-06-15T16:00')], []],
    ['when there was one', [thursday], [span('2026-06-08T09:00', '2026-06-08T10:00')]],
    [
      'beside a block that reaches in',
      [span('2026-06-11T08:00', '2026-06-11T09:00')],
      [span('2026-06-07T23:00', '2026-06-11T08:01')],
    ],
  ])('is not there %s', (_, shifts, blocks) => {
    expect(hour(shifts, null, blocks)).toBeNull();
  });

  it('keeps to the wall clock of the place', () => {
    const [monday] = thisWeekAndNext(at('2026-03-23T00:00'), 'Europe/Berlin');
    if (!monday) throw new Error('there is one');
    const shifts = [span('2026-03-29T06:00', '2026-03-29T14:00', 'Europe/Berlin')];
    const wanted = { weekday: 7, time: '09:00' };
    const found = protectedHour(
      monday,
      'Europe/Berlin',
      { shifts, blocks: [] },
      wanted,
      NOW - 99 * 24 * HOUR,
    );
    expect(found?.start).toBe(at('2026-03-29T07:00'));
  });
});

describe('whoever sees severe content', () => {
  it('agreed to a category whose own severity is 4 or 5, by the last word', () => {
    for (const category of SEVERE_CATEGORIES)
      expect(CATEGORIES[category].severity).toBeGreaterThanOrEqual(4);
    const csam = { category: 'CSAM', granted: true, at: 1 } as const;
    expect(seesSevere([csam])).toBe(true);
    expect(seesSevere([csam, { ...csam, granted: false, at: 2 }])).toBe(false);
    expect(seesSevere([{ ...csam, category: 'ADULT_SEXUAL' }])).toBe(false);
    expect(seesSevere([])).toBe(false);
  });
});
