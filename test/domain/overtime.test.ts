import { describe, expect, it } from 'vitest';
import { type Ordinary, overtimePast } from '../../src/domain/overtime.ts';
import { type Circumstances, timeline } from '../support/timeline.ts';

const LONG = 10_000;
const DAY: Ordinary = { day: 60, week: LONG };

/** 'from to to (observed)' in UTC, of work that the story tells as exposure outside shifts. */
function past(story: string, limit: number, ordinary: Ordinary, told: Circumstances = {}) {
  const clock = (instant: number) => new Date(instant).toISOString().slice(8, 16);
  return overtimePast(timeline(story, told), limit, 28, ordinary).map(
    ({ span, observed }) => `${clock(span.start)} to ${clock(span.end)} (${observed})`,
  );
}

describe('overtime', () => {
  it.each([
    ['is what comes past the hours of a day', '09:00 100@1', 0, DAY, ['10T10:00 to 10T10:40 (40)']],
    ['adds up over a day', '09:00 40@1 30- 40@1', 0, DAY, ['10T10:30 to 10T10:50 (20)']],
    ['is past its limit only then', '09:00 100@1', 30, DAY, ['10T10:30 to 10T10:40 (40)']],
    [
      'adds up over the days',
      '09:00 80@1 2026-06-11T09:00 80@1',
      30,
      DAY,
      ['11T10:10 to 11T10:20 (40)'],
    ],
    [
      'is what comes past the hours of a week',
      '2026-06-13T09:00 50@1 2026-06-14T09:00 50@1',
      0,
      { day: LONG, week: 60 },
      ['14T09:10 to 14T09:50 (40)'],
    ],
    [
      'begins anew on Monday',
      '2026-06-14T09:00 50@1 2026-06-15T09:00 50@1',
      0,
      { day: LONG, week: 60 },
      [],
    ],
    [
      'is by the day or by the week, whichever is more',
      '09:00 60@1 2026-06-11T09:00 100@1',
      0,
      { day: 60, week: 70 },
      ['11T09:10 to 11T10:00 (50)', '11T10:00 to 11T10:40 (90)'],
    ],
    [
      'past its limit makes all that follows too much, ordinary or not',
      '09:00 100@1 2026-06-11T09:00 30@1',
      30,
      { day: 60, week: 90 },
      ['10T10:30 to 10T10:40 (40)', '11T09:00 to 11T09:30 (40)'],
    ],
  ])('%s', (_, story, limit, ordinary, expected) => {
    expect(past(story, limit, ordinary)).toEqual(expected);
  });

  it('goes by local dates', () => {
    const tokyo = { zone: 'Asia/Tokyo' };
    expect(past('08:00 40@1 30- 40@1', 0, DAY, tokyo)).toEqual(['10T00:30 to 10T00:50 (20)']);
    expect(past('23:20 40@1 10- 40@1', 0, DAY, tokyo)).toEqual([]);
  });

  it('goes by the dates of the zone that the person is in', () => {
    const zones = [
      { zone: 'Europe/Berlin', from: 0 },
      { zone: 'Asia/Tokyo', from: Date.parse('2026-06-10T14:30Z') },
    ];
    // Half past eleven at night, when they come there.
    expect(past('14:00 120@1', 0, DAY, { zones })).toEqual([]);
    expect(past('14:00 125@1', 0, DAY, { zones })).toEqual(['10T16:00 to 10T16:05 (5)']);
  });

  it('is not cut where the first zone starts', () => {
    const zones = [{ zone: 'Asia/Tokyo', from: Date.parse('2026-06-10T10:20Z') }];
    expect(past('09:00 100@1', 0, DAY, { zones })).toEqual(['10T10:00 to 10T10:40 (40)']);
  });
});
