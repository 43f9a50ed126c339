import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/domain/local-time.ts';
import { minutesOf } from '../../src/domain/time.ts';
import { PRODUCTIVE_SHARE } from '../../src/report/assumptions.ts';
import { floorOf } from '../../src/report/floor.ts';
import { type FloorShift, shiftsOf } from '../../src/report/shifts.ts';
import { bundledReport } from './bundled.ts';

const floor = floorOf(await bundledReport(), { reviewers: 200, seed: 1 });
const zones = new Map(floor.sites.map(({ name, zone }) => [name, zone]));
/** A fortnight with the clock change of the EU, 2026-03-29, in its middle. */
const DATES = Array.from({ length: 14 }, (_, i) =>
  i < 10 ? `2026-03-${22 + i}` : `2026-04-0${i - 9}`,
);
const fortnight = DATES.flatMap((date) => shiftsOf(floor, date, 1));

function byReviewer(): readonly (readonly FloorShift[])[] {
  const shifts = new Map<string, FloorShift[]>();
  for (const shift of fortnight)
    shifts.set(shift.reviewer, [...(shifts.get(shift.reviewer) ?? []), shift]);
  return [...shifts.values()];
}

describe('over a fortnight in which the clock changes', () => {
  it('everybody works 10 days of 14, and at least 11 hours lie between two shifts', () => {
    expect(byReviewer()).toHaveLength(200);
    for (const shifts of byReviewer()) {
      expect(shifts).toHaveLength(10);
      for (const [i, { span }] of shifts.slice(1).entries())
        expect(
          minutesOf({ start: shifts[i]?.span.end ?? 0, end: span.start }),
        ).toBeGreaterThanOrEqual(11 * 60);
    }
  });

  it('a shift starts on the date that it belongs to, in its site’s own calendar', () => {
    for (const date of DATES)
      for (const { site, span } of shiftsOf(floor, date, 1))
        expect(localDate(span.start, zones.get(site) ?? '')).toBe(date);
  });

  it('a night over the change has 7 hours in Europe and 8 elsewhere; no other shift does', () => {
    const lengths = (date: string) =>
      new Set(shiftsOf(floor, date, 1).map(({ span }) => minutesOf(span) / 60));
    expect(lengths('2026-03-28')).toEqual(new Set([7, 8]));
    expect(lengths('2026-03-29')).toEqual(new Set([8]));
    const night = shiftsOf(floor, '2026-03-28', 1).filter(({ span }) => minutesOf(span) < 480);
    for (const { site } of night) expect(zones.get(site)).toMatch(/^Europe\//);
  });

  it('and 9 hours in autumn', () => {
    const lengths = shiftsOf(floor, '2026-10-24', 1).map(({ span }) => minutesOf(span) / 60);
    expect(new Set(lengths)).toEqual(new Set([8, 9]));
  });
});

it('five in seven work on any date, and nobody twice', () => {
  for (const date of DATES) {
    const shifts = shiftsOf(floor, date, 1);
    expect(shifts.length).toBeGreaterThanOrEqual(142);
    expect(shifts.length).toBeLessThanOrEqual(144);
    expect(new Set(shifts.map(({ reviewer }) => reviewer)).size).toBe(shifts.length);
  }
});

it('the scaled demand is about 85 % of what the reviewers on shift can do', () => {
  const needed = floor.queues.reduce((sum, q) => sum + (q.itemsPerDay * q.expectedSeconds) / 60, 0);
  const onShift = shiftsOf(floor, '2026-03-29', 1).reduce((sum, s) => sum + minutesOf(s.span), 0);
  expect(needed / (onShift * PRODUCTIVE_SHARE)).toBeCloseTo(0.85, 1);
});

it('the same seed gives the same shifts, another seed others', () => {
  expect(shiftsOf(floor, '2026-03-29', 1)).toEqual(shiftsOf(floor, '2026-03-29', 1));
  expect(shiftsOf(floor, '2026-03-29', 2)).not.toEqual(shiftsOf(floor, '2026-03-29', 1));
});

it.each(['2026-02-30', 'today', ''])('there are no shifts on %j', (date) => {
  expect(() => shiftsOf(floor, date, 1)).toThrow(RangeError);
});
