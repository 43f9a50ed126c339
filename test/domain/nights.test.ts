import { describe, expect, it } from 'vitest';
import { type NightHours, nights, nightWords } from '../../src/domain/nights.ts';
import type { ZoneFrom } from '../../src/domain/timeline.ts';
import { at, span } from '../support/timeline.ts';

const HOURS = { nightFrom: 23 * 60, nightUntil: 6 * 60 };

function told(zones: readonly ZoneFrom[], from: string, to: string, hours: NightHours = HOURS) {
  const clock = (instant: number) => new Date(instant).toISOString().slice(5, 16);
  return nights(zones, span(from, to), hours).map(
    ({ start, end, judgedFrom }) =>
      `${clock(start)} to ${clock(end)}${judgedFrom === start ? '' : ' late'}`,
  );
}

const berlin = [{ zone: 'Europe/Berlin', from: at('2026-01-01T00:00') }];
const toTokyo = [...berlin, { zone: 'Asia/Tokyo', from: at('2026-06-10T22:00') }];

describe('the nights of somebody', () => {
  it('begin in the evening and end in the morning, by the wall clock', () => {
    expect(told(berlin, '2026-06-10T02:00', '2026-06-10T22:00')).toEqual([
      '06-09T21:00 to 06-10T04:00',
      '06-10T21:00 to 06-11T04:00',
    ]);
  });

  it('follow the first zone before it starts', () => {
    expect(told(berlin, '2025-12-10T12:00', '2025-12-10T13:00')).toEqual([
      '12-09T22:00 to 12-10T05:00',
      '12-10T22:00 to 12-11T05:00',
    ]);
  });

  it('do not end at a site that lies in the same zone', () => {
    const moved = [...berlin, { zone: 'Europe/Berlin', from: at('2026-06-10T22:00') }];
    const tonight = ['06-09T21:00 to 06-10T04:00', '06-10T21:00 to 06-11T04:00'];
    expect(told(moved, '2026-06-10T12:00', '2026-06-10T21:30')).toEqual(tonight);
    const again = [
      ...berlin,
      { zone: 'Asia/Tokyo', from: at('2026-06-10T12:00') },
      { zone: 'Asia/Tokyo', from: at('2026-06-10T16:00') },
    ];
    expect(told(again, '2026-06-10T12:30', '2026-06-10T14:00')).toEqual([
      '06-10T14:00 to 06-10T21:00',
    ]);
  });

  it('end at a move of zone, and are not asked for past it', () => {
    expect(told(toTokyo, '2026-06-10T20:00', '2026-06-10T21:30')).toEqual([
      '06-09T21:00 to 06-10T04:00',
      '06-10T21:00 to 06-10T22:00',
    ]);
  });

  it('are longer where the clock jumps over their edge, or goes back over it', () => {
    const early = { nightFrom: 150, nightUntil: 6 * 60 };
    expect(told(berlin, '2026-03-29T12:00', '2026-03-29T13:00', early)[1]).toBe(
      '03-29T00:30 to 03-30T04:00',
    );
    const late = { nightFrom: 23 * 60, nightUntil: 150 };
    expect(told(berlin, '2026-10-25T10:00', '2026-10-25T11:00', late)[0]).toBe(
      '10-24T21:00 to 10-25T01:30',
    );
  });

  it('may begin with the next date', () => {
    const midnight = { nightFrom: 24 * 60, nightUntil: 6 * 60 };
    expect(told(berlin, '2026-06-10T12:00', '2026-06-10T13:00', midnight)).toEqual([
      '06-09T22:00 to 06-10T04:00',
      '06-10T22:00 to 06-11T04:00',
    ]);
  });

  it('are told by the clock and by their numbers', () => {
    expect(nightWords(HOURS)).toBe('from 23:00 (1380) to 06:00 (360)');
  });
});
