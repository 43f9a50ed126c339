import { describe, expect, it } from 'vitest';
import { localDays } from '../../src/domain/local-days.ts';
import type { ZoneFrom } from '../../src/domain/timeline.ts';
import { at } from '../support/timeline.ts';

function told(zones: readonly ZoneFrom[], from: string, to: string, days = 1): readonly string[] {
  return localDays(zones, { start: at(from), end: at(to) }, days).map((day) => {
    const [start, end, judged] = [day.start, day.end, day.judgedFrom].map((instant) =>
      new Date(instant).toISOString().slice(5, 16),
    );
    return `${start} to ${end}${judged === start ? '' : ` from ${judged}`}`;
  });
}

const berlin = [{ zone: 'Europe/Berlin', from: at('2026-01-01T00:00') }];

describe('the local days of somebody', () => {
  it('are those that overlap the span, whole', () => {
    expect(told(berlin, '2026-06-10T12:00', '2026-06-11T22:00')).toEqual([
      '06-09T22:00 to 06-10T22:00',
      '06-10T22:00 to 06-11T22:00',
    ]);
  });

  it('have 23 hours when the clock jumps and 25 when it goes back', () => {
    expect(told(berlin, '2026-03-29T12:00', '2026-03-29T13:00')).toEqual([
      '03-28T23:00 to 03-29T22:00',
    ]);
    expect(told(berlin, '2026-10-25T12:00', '2026-10-25T13:00')).toEqual([
      '10-24T22:00 to 10-25T23:00',
    ]);
  });

  it('follow the first zone before it starts', () => {
    expect(told(berlin, '2020-06-10T12:00', '2020-06-10T13:00')).toEqual([
      '06-09T22:00 to 06-10T22:00',
    ]);
  });

  it('do not stop at a site that lies in the same zone', () => {
    const moved = [...berlin, { zone: 'Europe/Berlin', from: at('2026-06-10T12:00') }];
    expect(told(moved, '2026-06-10T10:00', '2026-06-10T14:00')).toEqual([
      '06-09T22:00 to 06-10T22:00',
    ]);
  });

  it('move once where two sites lie in the zone that they move to', () => {
    const moved = [
      ...berlin,
      { zone: 'Asia/Tokyo', from: at('2026-06-10T12:00') },
      { zone: 'Asia/Tokyo', from: at('2026-06-10T14:00') },
    ];
    expect(told(moved, '2026-06-10T13:00', '2026-06-10T13:30')).toEqual([
      '06-09T15:00 to 06-10T22:00 from 06-10T12:00',
    ]);
  });

  it('do not tell of a move that comes later', () => {
    const moved = [...berlin, { zone: 'Asia/Tokyo', from: at('2026-06-12T12:00') }];
    expect(told(moved, '2026-06-10T10:00', '2026-06-10T14:00')).toEqual([
      '06-09T22:00 to 06-10T22:00',
    ]);
  });

  it('skip a date that the zone left out', () => {
    const apia = [{ zone: 'Pacific/Apia', from: 0 }];
    expect(told(apia, '2011-12-30T00:00', '2011-12-30T20:00')).toEqual([
      '12-29T10:00 to 12-30T10:00',
      '12-30T10:00 to 12-31T10:00',
    ]);
  });

  it('count the longer day across a move to the east', () => {
    const moved = [
      { zone: 'America/New_York', from: 0 },
      { zone: 'Europe/Berlin', from: at('2026-06-10T20:00') },
    ];
    expect(told(moved, '2026-06-10T12:00', '2026-06-12T12:00')).toEqual([
      '06-10T04:00 to 06-10T20:00',
      '06-09T22:00 to 06-11T04:00 from 06-10T20:00',
      '06-10T22:00 to 06-11T22:00',
      '06-11T22:00 to 06-12T22:00',
    ]);
  });

  it('count the longer day across a move to the west', () => {
    const moved = [
      { zone: 'Asia/Tokyo', from: 0 },
      { zone: 'America/Los_Angeles', from: at('2026-06-10T12:00') },
    ];
    expect(told(moved, '2026-06-10T11:00', '2026-06-11T08:00')).toEqual([
      '06-09T15:00 to 06-10T12:00',
      '06-09T15:00 to 06-11T07:00 from 06-10T12:00',
      '06-11T07:00 to 06-12T07:00',
    ]);
  });

  it('count together with the dates before them, and are judged from their own start on', () => {
    expect(told(berlin, '2026-03-30T12:00', '2026-03-30T13:00', 3)).toEqual([
      '03-27T23:00 to 03-30T22:00 from 03-29T22:00',
    ]);
    const moved = [
      { zone: 'Asia/Tokyo', from: 0 },
      { zone: 'America/Los_Angeles', from: at('2026-06-10T12:00') },
    ];
    expect(told(moved, '2026-06-10T13:00', '2026-06-11T08:00', 2)).toEqual([
      '06-08T15:00 to 06-11T07:00 from 06-10T12:00',
      '06-10T07:00 to 06-12T07:00 from 06-11T07:00',
    ]);
  });

  it('cannot be told of a span without end or without start', () => {
    const ever = Number.POSITIVE_INFINITY;
    const asked = (start: number, end: number) => () => localDays(berlin, { start, end });
    expect(asked(0, ever)).toThrow(RangeError);
    expect(asked(-ever, 0)).toThrow(RangeError);
  });
});
