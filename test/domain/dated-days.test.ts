import { describe, expect, it } from 'vitest';
import { datedDays } from '../../src/domain/dated-days.ts';
import type { ZoneFrom } from '../../src/domain/timeline.ts';
import { at, span } from '../support/timeline.ts';

function told(zones: readonly ZoneFrom[], from: string, to: string): readonly string[] {
  const clock = (instant: number) => new Date(instant).toISOString().slice(5, 16);
  return datedDays(zones, span(from, to)).map(
    ({ date, spans }) =>
      `${date}: ${spans.map(({ start, end }) => `${clock(start)} to ${clock(end)}`).join(', ')}`,
  );
}

const berlin = [{ zone: 'Europe/Berlin', from: at('2026-01-01T00:00') }];
const toTokyo = [...berlin, { zone: 'Asia/Tokyo', from: at('12:00') }];

describe('the dated days of somebody', () => {
  it('are whole, and no more than overlap the span', () => {
    expect(told(berlin, '2026-06-10T12:00', '2026-06-11T22:00')).toEqual([
      '2026-06-10: 06-09T22:00 to 06-10T22:00',
      '2026-06-11: 06-10T22:00 to 06-11T22:00',
    ]);
  });

  it('follow the first zone before it starts', () => {
    expect(told(berlin, '2025-06-10T12:00', '2025-06-10T13:00')).toEqual([
      '2025-06-10: 06-09T22:00 to 06-10T22:00',
    ]);
  });

  it('begin and end where a zone does', () => {
    expect(told(toTokyo, '11:00', '16:00')).toEqual([
      '2026-06-10: 06-09T22:00 to 06-10T12:00, 06-10T12:00 to 06-10T15:00',
      '2026-06-11: 06-10T15:00 to 06-11T15:00',
    ]);
    expect(told(toTokyo, '13:00', '14:00')).toEqual(['2026-06-10: 06-10T12:00 to 06-10T15:00']);
  });

  it('are none of somebody who has no zone', () => {
    expect(told([], '11:00', '16:00')).toEqual([]);
  });
});
