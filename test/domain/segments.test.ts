import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Category } from '../../src/domain/category.ts';
import { endingAfter, segments, segmentsAfter } from '../../src/domain/segments.ts';
import { contains, MINUTE } from '../../src/domain/time.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

function told(exposures: Parameters<typeof segments>[0]['exposures']): readonly string[] {
  return segments({ exposures }).map((one) => {
    const [start, end] = [one.start, one.end].map((edge) => (edge - at('09:00')) / MINUTE);
    return `${start}-${end} S${one.severity} ${one.categories.join('+')}`;
  });
}

function seen(minute: number, minutes: number, severity: number, ...categories: Category[]) {
  return exposure(at('09:00') + minute * MINUTE, minutes, severity, { categories });
}

describe('segments', () => {
  it('are the exposures themselves when none overlap', () => {
    expect(told(timeline('09:00 10@3 5- 10@5 5@1').exposures)).toEqual([
      '0-10 S3 GRAPHIC_VIOLENCE',
      '15-25 S5 GRAPHIC_VIOLENCE',
      '25-30 S1 GRAPHIC_VIOLENCE',
    ]);
  });

  it('take the highest severity and all categories where exposures overlap', () => {
    expect(told([seen(0, 20, 2, 'ADULT_SEXUAL'), seen(10, 20, 5, 'CSAM')])).toEqual([
      '0-10 S2 ADULT_SEXUAL',
      '10-20 S5 ADULT_SEXUAL+CSAM',
      '20-30 S5 CSAM',
    ]);
  });

  it('cut a long exposure by a short one inside it', () => {
    expect(told([seen(0, 30, 4, 'CSAM'), seen(10, 5, 1, 'CSAM')])).toEqual([
      '0-10 S4 CSAM',
      '10-15 S4 CSAM',
      '15-30 S4 CSAM',
    ]);
  });

  it('leave out exposures that take no time', () => {
    expect(told([seen(0, 0, 5), seen(0, 10, 1), seen(5, 0, 5)])).toEqual(['0-5 S1 ', '5-10 S1 ']);
  });

  it('are computed once for a list of exposures', () => {
    const { exposures } = timeline('09:00 10@3');
    expect(segments({ exposures })).toBe(segments({ exposures }));
  });

  it('say of each minute the worst that was seen in it', () => {
    const some = fc
      .array(fc.tuple(fc.nat(40), fc.nat(15), fc.nat(5)), { maxLength: 8 })
      .map((all) => all.map(([start, length, s]) => seen(start, length, s)))
      .map((all) => all.toSorted((a, b) => a.start - b.start));
    fc.assert(
      fc.property(some, (exposures) => {
        const found = segments({ exposures });
        for (let minute = 0; minute < 60; minute++) {
          const now = at('09:00') + minute * MINUTE;
          const open = exposures.filter((one) => contains(one, now)).map((one) => one.severity);
          const said = found.filter((one) => contains(one, now)).map((one) => one.severity);
          expect(said).toEqual(open.length > 0 ? [Math.max(...open)] : []);
        }
      }),
    );
  });
});

describe('those that end after an instant', () => {
  const list = [seen(0, 60, 1), seen(10, 10, 2), seen(70, 10, 3)];
  const minute = (n: number) => at('09:00') + n * MINUTE;

  it.each([
    [0, 4],
    [9, 4],
    [10, 3],
    [20, 2],
    [59, 2],
    [60, 1],
    [80, 0],
  ])('are told of segments: after minute %d', (n, count) => {
    expect(segmentsAfter({ exposures: list }, minute(n))).toEqual(
      segments({ exposures: list }).slice(4 - count),
    );
  });

  it('are all of them where none ended before: the very list', () => {
    expect(segmentsAfter({ exposures: list }, minute(-1))).toBe(segments({ exposures: list }));
    expect(endingAfter(list, minute(0))).toBe(list);
  });

  it('are never left out of exposures, and what surely ended is', () => {
    for (let n = 0; n < 90; n++)
      for (const one of list.filter(({ end }) => end > minute(n)))
        expect(endingAfter(list, minute(n))).toContain(one);
    // An hour is the longest: what began an hour before is over.
    expect(endingAfter(list, minute(60))).toEqual(list.slice(1));
    expect(endingAfter(list, minute(130))).toEqual([]);
  });
});
