import { describe, expect, it } from 'vitest';
import type { BreakKind } from '../../src/domain/timeline.ts';
import {
  clockAt,
  hoursOfWork,
  stretches,
  UNPAID,
  workPieces,
  zoneAt,
} from '../../src/domain/working-time.ts';
import { at, exposure, span, timeline } from '../support/timeline.ts';

const taken = (kind: BreakKind, from: string, to: string) => ({ kind, ...span(from, to) });

describe('work', () => {
  it('is shifts and what is seen outside them, whatever runs over an edge', () => {
    const also = ['07:00', '07:55', '09:00', '11:55'].map((clock) => exposure(at(clock), 10, 1));
    const told = timeline('08:00 [ 12:00 ]', { also });
    expect(workPieces(told).map(({ start, end }) => ({ start, end }))).toEqual([
      span('07:00', '07:10'),
      span('07:55', '08:05'),
      span('08:00', '12:00'),
      span('11:55', '12:05'),
    ]);
  });

  it('is less unpaid breaks where hours are counted', () => {
    const breaks = [
      taken('rest', '09:00', '09:10'),
      taken('wellbeing', '10:00', '10:10'),
      taken('meal', '11:00', '11:30'),
    ];
    expect(hoursOfWork(timeline('08:00 [ 12:00 ]', { facts: { breaks } }))).toEqual([
      span('08:00', '09:00'),
      span('09:10', '11:00'),
      span('11:30', '12:00'),
    ]);
  });
});

describe('stretches of a shift', () => {
  it('say what breaks came before them, and end where no more is known', () => {
    const breaks = [
      taken('meal', '07:50', '08:20'),
      taken('rest', '09:00', '09:10'),
      taken('wellbeing', '10:00', '10:30'),
      taken('meal', '11:00', '11:30'),
    ];
    const told = timeline('08:00 [ 14:00 ]', { facts: { breaks }, knownUntil: at('13:00') });
    const counted = { kinds: UNPAID, wellbeingCounts: 0, breakMinutes: 20 };
    const shift = span('08:00', '14:00');
    expect(stretches(told, counted)).toEqual([
      { ...span('08:20', '09:00'), shift, count: 1, taken: 20, since: at('08:20') },
      { ...span('09:10', '11:00'), shift, count: 1, taken: 20, since: at('08:20') },
      { ...span('11:30', '13:00'), shift, count: 2, taken: 50, since: at('11:30') },
    ]);
  });
});

describe('the clock of a person', () => {
  it('follows the zone in force', () => {
    const zones = [
      { zone: 'Asia/Kolkata', from: at('06:00') },
      { zone: 'America/New_York', from: at('12:00') },
    ];
    expect(zoneAt(zones, at('05:00'))).toBe('Asia/Kolkata');
    expect(zoneAt(zones, at('12:00'))).toBe('America/New_York');
    expect(clockAt(at('12:00'), 'Asia/Kolkata')).toBe(17 * 60 + 30);
    expect(clockAt(at('02:00'), 'America/New_York')).toBe(22 * 60);
  });
});
