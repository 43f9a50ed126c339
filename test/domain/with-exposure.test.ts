import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segments } from '../../src/domain/segments.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { withExposure } from '../../src/domain/with-exposure.ts';
import { anyTimeline } from '../support/any-timeline.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

describe('withExposure', () => {
  it('adds in order and knows at least as much as before', () => {
    const told = timeline('09:00 10@4 50- 10@3');
    const more = withExposure(told, exposure(at('09:30'), 10, 2));
    expect(more.exposures.map(({ start }) => start)).toEqual([
      at('09:00'),
      at('09:30'),
      at('10:00'),
    ]);
    expect(more.knownUntil).toBe(told.knownUntil);
    expect(withExposure(told, exposure(at('10:10'), 10, 2)).knownUntil).toBe(at('10:20'));
    expect(told.exposures).toHaveLength(2);
  });

  it('carries on what is known of the segments where more comes after or at the end', () => {
    for (const start of ['09:10', '09:40']) {
      const told = timeline('08:00 10@4 50- 10@4');
      const [known] = segments(told);
      expect(segments(withExposure(told, exposure(at(start), 10, 2)))[0]).toBe(known);
    }
  });

  it('gives the segments that the whole list gives, whatever was known of the shorter one', () => {
    const where = fc.record({
      from: fc.integer({ min: -3 * 60, max: 30 }),
      minutes: fc.integer({ min: 0, max: 90 }),
    });
    fc.assert(
      fc.property(anyTimeline(), where, ({ exposures, ...rest }, { from, minutes }) => {
        const told = { ...rest, exposures: exposures.filter((e) => e.end - e.start < 2 * HOUR) };
        segments(told);
        const last = told.exposures.at(-1)?.end ?? told.knownUntil;
        const more = withExposure(told, exposure(last + from * MINUTE, minutes, 4));
        expect(segments(more)).toEqual(segments({ exposures: [...more.exposures] }));
      }),
      { numRuns: 200, seed: 20260329 },
    );
  });
});
