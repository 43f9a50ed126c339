import { describe, expect, it } from 'vitest';
import {
  clockTime,
  dateBefore,
  dayNumber,
  formatOffset,
  instantOf,
  localDate,
  localDay,
  localDayAt,
  nextDate,
  offsetMinutes,
  resolveWall,
  wallOf,
} from '../../src/domain/local-time.ts';
import { minutesOf } from '../../src/domain/time.ts';
import { canonicalZone, isZone } from '../../src/domain/zone.ts';
import { differences, transitionsOf } from '../support/temporal.ts';

/** Instants read better in ISO 8601 than in milliseconds. */
function iso(at: number): string {
  return new Date(at).toISOString().replace(':00.000Z', 'Z');
}

function meaning(wall: string, zone: string): string {
  const resolved = resolveWall(wall, zone);
  switch (resolved.kind) {
    case 'unique':
      return iso(resolved.at);
    case 'gap':
      return `gap ${iso(resolved.before)} ${iso(resolved.after)}`;
    case 'overlap':
      return `overlap ${iso(resolved.earlier)} ${iso(resolved.later)}`;
  }
}

describe('a wall time', () => {
  it.each([
    [
      'New York jumps from 02:00 to 03:00',
      'America/New_York',
      '2026-03-08T02:30',
      'gap 2026-03-08T06:30Z 2026-03-08T07:30Z',
    ],
    [
      'New York goes back from 02:00 to 01:00',
      'America/New_York',
      '2026-11-01T01:30',
      'overlap 2026-11-01T05:30Z 2026-11-01T06:30Z',
    ],
    [
      'London jumps from 01:00 to 02:00',
      'Europe/London',
      '2026-03-29T01:30',
      'gap 2026-03-29T00:30Z 2026-03-29T01:30Z',
    ],
    [
      'London goes back from 02:00 to 01:00',
      'Europe/London',
      '2026-10-25T01:30',
      'overlap 2026-10-25T00:30Z 2026-10-25T01:30Z',
    ],
    [
      'Berlin jumps from 02:00 to 03:00',
      'Europe/Berlin',
      '2026-03-29T02:30',
      'gap 2026-03-29T00:30Z 2026-03-29T01:30Z',
    ],
    [
      'Berlin goes back from 03:00 to 02:00',
      'Europe/Berlin',
      '2026-10-25T02:30',
      'overlap 2026-10-25T00:30Z 2026-10-25T01:30Z',
    ],
    [
      'Dublin, whose winter is its daylight saving, jumps like London',
      'Europe/Dublin',
      '2026-03-29T01:30',
      'gap 2026-03-29T00:30Z 2026-03-29T01:30Z',
    ],
    [
      'Dublin goes back like London',
      'Europe/Dublin',
      '2026-10-25T01:30',
      'overlap 2026-10-25T00:30Z 2026-10-25T01:30Z',
    ],
    [
      'Lord Howe jumps by 30 minutes',
      'Australia/Lord_Howe',
      '2026-10-04T02:15',
      'gap 2026-10-03T15:15Z 2026-10-03T15:45Z',
    ],
    [
      'Lord Howe goes back by 30 minutes',
      'Australia/Lord_Howe',
      '2026-04-05T01:45',
      'overlap 2026-04-04T14:45Z 2026-04-04T15:15Z',
    ],
    [
      'Lord Howe has 02:30 after the jump',
      'Australia/Lord_Howe',
      '2026-10-04T02:30',
      '2026-10-03T15:30Z',
    ],
    [
      'Cairo goes back from midnight to 23:00',
      'Africa/Cairo',
      '2026-10-29T23:30',
      'overlap 2026-10-29T20:30Z 2026-10-29T21:30Z',
    ],
    [
      'Sao Paulo went back from midnight to 23:00',
      'America/Sao_Paulo',
      '2018-02-17T23:30',
      'overlap 2018-02-18T01:30Z 2018-02-18T02:30Z',
    ],
    [
      'Casablanca goes back when Ramadan starts',
      'Africa/Casablanca',
      '2025-02-23T02:30',
      'overlap 2025-02-23T01:30Z 2025-02-23T02:30Z',
    ],
    [
      'Casablanca jumps when Ramadan ends',
      'Africa/Casablanca',
      '2025-04-06T02:30',
      'gap 2025-04-06T01:30Z 2025-04-06T02:30Z',
    ],
    [
      'Troll jumps by two hours',
      'Antarctica/Troll',
      '2026-03-29T02:30',
      'gap 2026-03-29T00:30Z 2026-03-29T02:30Z',
    ],
    [
      'Troll goes back by two hours',
      'Antarctica/Troll',
      '2026-10-25T01:30',
      'overlap 2026-10-24T23:30Z 2026-10-25T01:30Z',
    ],
    [
      'Chatham is 12:45 ahead and jumps at 02:45',
      'Pacific/Chatham',
      '2026-09-27T03:00',
      'gap 2026-09-26T13:15Z 2026-09-26T14:15Z',
    ],
    ['Kathmandu is 5:45 ahead', 'Asia/Kathmandu', '2026-06-10T09:00', '2026-06-10T03:15Z'],
    ['Kolkata is 5:30 ahead', 'Asia/Kolkata', '2026-06-10T09:00', '2026-06-10T03:30Z'],
    [
      'Apia left out a whole day',
      'Pacific/Apia',
      '2011-12-30T12:00',
      'gap 2011-12-29T22:00Z 2011-12-30T22:00Z',
    ],
    [
      'Almaty changed its zone and had 23:30 twice',
      'Asia/Almaty',
      '2024-02-29T23:30',
      'overlap 2024-02-29T17:30Z 2024-02-29T18:30Z',
    ],
  ])('%s', (_, zone, wall, expected) => {
    expect(meaning(wall, zone)).toBe(expected);
  });

  it('that is no wall time is refused', () => {
    for (const wall of [
      '2026-02-30T00:00',
      '2026-06-10',
      '2026-06-10T09:00Z',
      '2026-06-10T24:00',
      '',
    ])
      expect(() => resolveWall(wall, 'Europe/Berlin'), wall).toThrow(RangeError);
  });

  it('needs a zone that exists', () => {
    expect(() => resolveWall('2026-06-10T09:00', 'Nowhere/City')).toThrow(RangeError);
  });
});

describe('the instant of a wall time', () => {
  const gap = '2026-03-29T02:30';
  const overlap = '2026-10-25T02:30';

  it.each([
    ['a gap shifts forward unless told otherwise', gap, undefined, '2026-03-29T01:30Z'],
    ['a gap can be taken before it', gap, 'earlier', '2026-03-29T00:30Z'],
    ['a gap can be taken after it', gap, 'later', '2026-03-29T01:30Z'],
    [
      'of an overlap the first counts unless told otherwise',
      overlap,
      undefined,
      '2026-10-25T00:30Z',
    ],
    ['of an overlap the earlier can be asked for', overlap, 'earlier', '2026-10-25T00:30Z'],
    ['of an overlap the later can be asked for', overlap, 'later', '2026-10-25T01:30Z'],
  ] as const)('%s', (_, wall, disambiguation, expected) => {
    expect(iso(instantOf(wall, 'Europe/Berlin', disambiguation))).toBe(expected);
  });

  it('is refused on request when it is in a gap or an overlap, and only then', () => {
    expect(() => instantOf(gap, 'Europe/Berlin', 'reject')).toThrow(/never happens/);
    expect(() => instantOf(overlap, 'Europe/Berlin', 'reject')).toThrow(/happens twice/);
    expect(iso(instantOf('2026-06-10T09:00', 'Europe/Berlin', 'reject'))).toBe('2026-06-10T07:00Z');
  });
});

describe('a local day', () => {
  it.each([
    ['has 23 hours when the clock jumps', 'Europe/Berlin', '2026-03-29', 23],
    ['has 25 hours when it goes back', 'Europe/Berlin', '2026-10-25', 25],
    ['has 24 hours otherwise', 'Europe/Berlin', '2026-06-10', 24],
    ['has 23.5 hours on Lord Howe', 'Australia/Lord_Howe', '2026-10-04', 23.5],
    ['has 25 hours in Cairo, the last of them twice', 'Africa/Cairo', '2026-10-29', 25],
    ['has 22 hours at Troll', 'Antarctica/Troll', '2026-03-29', 22],
    ['is empty when it does not exist', 'Pacific/Apia', '2011-12-30', 0],
    ['has 24 hours before the one that does not exist', 'Pacific/Apia', '2011-12-29', 24],
    ['has 25 hours when the zone itself moves', 'Asia/Almaty', '2024-02-29', 25],
  ])('%s', (_, zone, date, hours) => {
    expect(minutesOf(localDay(date, zone)) / 60).toBe(hours);
  });

  it.each([
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00Z'],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00Z'],
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00Z'],
    ['America/Havana', '2026-03-08', '2026-03-08T05:00Z'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00Z'],
    ['America/Asuncion', '2024-10-06', '2024-10-06T04:00Z'],
    ['Asia/Tehran', '2022-03-22', '2022-03-21T20:30Z'],
  ])('starts when the gap at its midnight ends: %s on %s', (zone, date, expected) => {
    const { start } = localDay(date, zone);
    expect(iso(start)).toBe(expected);
    expect(wallOf(start, zone)).toBe(`${date}T01:00:00`);
    expect(localDate(start - 1, zone)).not.toBe(date);
  });

  it('starts when the gap ends, though it began before midnight', () => {
    expect(iso(localDay('1919-03-31', 'America/Toronto').start)).toBe('1919-03-31T04:30Z');
  });

  it('starts where the one before it ends', () => {
    for (const date of ['2026-03-28', '2026-03-29', '2026-10-25', '2026-12-31'])
      expect(localDay(date, 'Europe/Berlin').end).toBe(
        localDay(nextDate(date), 'Europe/Berlin').start,
      );
  });
});

describe('a night shift from 22:00 to 06:00 in Berlin', () => {
  it.each([
    ['lasts 7 hours when the clock jumps', '2026-03-28', 7],
    ['lasts 9 hours when it goes back', '2026-10-24', 9],
    ['lasts 8 hours otherwise', '2026-06-10', 8],
  ])('%s', (_, date, hours) => {
    const start = instantOf(`${date}T22:00`, 'Europe/Berlin');
    const end = instantOf(`${nextDate(date)}T06:00`, 'Europe/Berlin');
    expect(minutesOf({ start, end }) / 60).toBe(hours);
  });
});

describe('a date by its number', () => {
  it.each([
    ['1970-01-01T00:00', 'UTC', 0],
    ['1969-12-31T23:59', 'UTC', -1],
    ['2026-06-10T23:59', 'UTC', 20_614],
    ['2026-06-10T22:00', 'Europe/Berlin', 20_615],
    ['2026-06-10T03:59', 'America/New_York', 20_613],
  ])('of %s UTC in %s is %d', (wall, zone, expected) => {
    expect(dayNumber(instantOf(wall, 'UTC'), zone)).toBe(expected);
  });

  it.each([
    ['an hour of it', 20_614, 90, '2026-06-09T23:30'],
    ['its midnight', 20_614, 0, '2026-06-09T22:00'],
    ['an hour of the next', 20_614, 25 * 60, '2026-06-10T23:00'],
    ['whole minutes', 20_614, 90.7, '2026-06-09T23:30'],
  ])('has clock times: %s', (_, day, minutes, wall) => {
    const expected = instantOf(wall, 'UTC');
    expect(clockTime(day, minutes, 'Europe/Berlin')).toBe(expected);
    expect(clockTime(day, minutes, 'Europe/Berlin')).toBe(expected);
    expect(clockTime(day, minutes, 'UTC')).toBe(expected + 120 * 60_000);
  });

  it('takes the side of a gap that is asked for, each time', () => {
    const day = dayNumber(instantOf('2026-03-29T12:00', 'UTC'), 'Europe/Berlin');
    const [early, late] = ['2026-03-29T00:30', '2026-03-29T01:30'].map((w) => instantOf(w, 'UTC'));
    expect(clockTime(day, 150, 'Europe/Berlin', 'earlier')).toBe(early);
    expect(clockTime(day, 150, 'Europe/Berlin', 'later')).toBe(late);
    expect(clockTime(day, 150, 'Europe/Berlin')).toBe(late);
  });
});

describe('dates by the calendar alone', () => {
  it('follow one another over months, leap days and years', () => {
    expect(['2026-02-28', '2028-02-28', '2026-12-31'].map(nextDate)).toEqual([
      '2026-03-01',
      '2028-02-29',
      '2027-01-01',
    ]);
    expect(dateBefore('2026-03-01', 2)).toBe('2026-02-27');
  });

  it('have their days, so many before that of an instant', () => {
    const at = instantOf('2026-03-29T20:00', 'UTC');
    for (const [before, date] of [
      [0, '2026-03-29'],
      [1, '2026-03-28'],
      [30, '2026-02-27'],
    ] as const)
      expect(localDayAt(at, 'Europe/Berlin', before)).toEqual(localDay(date, 'Europe/Berlin'));
  });
});

describe('an instant', () => {
  it.each([
    ['2026-03-29T01:00Z', 'Europe/Berlin', '2026-03-29T03:00:00+02:00'],
    ['2026-10-25T00:30Z', 'Europe/Berlin', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T01:30Z', 'Europe/Berlin', '2026-10-25T02:30:00+01:00'],
    ['2026-06-10T12:00Z', 'America/St_Johns', '2026-06-10T09:30:00-02:30'],
    ['2026-06-10T00:00Z', 'Asia/Kathmandu', '2026-06-10T05:45:00+05:45'],
    ['1969-12-31T23:59Z', 'Asia/Tokyo', '1970-01-01T08:59:00+09:00'],
  ])('%s is written in %s as %s', (at, zone, expected) => {
    expect(formatOffset(Date.parse(at), zone)).toBe(expected);
  });

  it('takes the new offset at the transition and the old one a millisecond before', () => {
    const jump = Date.parse('2026-03-29T01:00Z');
    expect(offsetMinutes('Europe/Berlin', jump - 1)).toBe(60);
    expect(offsetMinutes('Europe/Berlin', jump)).toBe(120);
  });
});

describe('the name of a zone', () => {
  it.each([
    ['Europe/Kyiv', 'Europe/Kiev'],
    ['Asia/Kolkata', 'Asia/Calcutta'],
    ['US/Eastern', 'America/New_York'],
  ])('%s is the same as %s', (link, other) => {
    expect(canonicalZone(link)).not.toBeNull();
    expect(canonicalZone(link)).toBe(canonicalZone(other));
  });

  it.each([
    'EST',
    'PST8PDT',
    'EST5EDT',
    '+05:00',
    'Etc/GMT+5',
    'Etc/UTC',
    'UTC',
    'GMT',
    'Nowhere/City',
    '',
  ])('%s is none that a person lives in', (name) => {
    expect(isZone(name)).toBe(false);
  });

  it('is accepted for every office', () => {
    for (const place of [
      'America/Los_Angeles',
      'Asia/Singapore',
      'Europe/Dublin',
      'Asia/Dubai',
      'Asia/Jakarta',
      'Asia/Seoul',
    ])
      expect(isZone(place), place).toBe(true);
  });
});

// A bounded sample of test/exhaustive/local-time.ts, which goes over every zone there is.
describe('the Temporal polyfill says the same around every clock change of 2024 to 2026', () => {
  it.each([
    'America/New_York',
    'Europe/London',
    'Europe/Dublin',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'Africa/Casablanca',
    'America/Santiago',
    'Antarctica/Troll',
    'Pacific/Chatham',
    'Asia/Almaty',
  ])('%s', (zone) => {
    const transitions = transitionsOf(zone, '2024-01-01T00:00Z', '2027-01-01T00:00Z');
    const { compared, different } = differences(zone, transitions);
    expect(compared).toBeGreaterThan(0);
    expect(different).toEqual([]);
  });
});
