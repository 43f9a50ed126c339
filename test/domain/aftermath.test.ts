import { describe, expect, it } from 'vitest';
import { type AftermathLimits, aftermaths, aftermathWords } from '../../src/domain/aftermath.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { Exposure } from '../../src/domain/timeline.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

const LIMITS: AftermathLimits = { afterSeverity: 5, levelsWorse: 2 };

/** Minutes after 9 at which something is over that has an aftermath. */
function over(exposures: readonly Exposure[], limits = LIMITS, flags: readonly string[] = []) {
  const facts = { exposures, flags: flags.map((clock) => ({ at: at(clock) })) };
  return aftermaths(timeline('', { facts }), limits).map((end) => (end - at('09:00')) / MINUTE);
}

function seen(minute: number, minutes: number, severity: number, more: Partial<Exposure> = {}) {
  return exposure(at('09:00') + minute * MINUTE, minutes, severity, more);
}

describe('an aftermath', () => {
  it.each([
    ['follows the worst', [seen(0, 10, 5)], [10]],
    ['follows nothing milder', [seen(0, 10, 4)], []],
    ['follows what was two levels worse than announced', [seen(0, 10, 3, { announced: 1 })], [10]],
    ['does not follow one level', [seen(0, 10, 3, { announced: 2 })], []],
    ['does not follow what was milder than announced', [seen(0, 10, 1, { announced: 4 })], []],
    ['does not follow what took no time', [seen(0, 0, 5)], []],
    ['comes once for what is watched on', [seen(0, 10, 5), seen(10, 5, 5)], [15]],
    ['comes at the end of what is watched on over itself', [seen(0, 20, 5), seen(5, 5, 5)], [20]],
    ['comes each time when it is watched again', [seen(0, 10, 5), seen(11, 5, 5)], [10, 16]],
    [
      'comes for each item, though they touch',
      [seen(0, 10, 5), seen(10, 5, 5, { assignment: 2n })],
      [10, 15],
    ],
    [
      'comes each time outside assignments, though they touch',
      [seen(0, 10, 5, { assignment: null }), seen(10, 5, 5, { assignment: null })],
      [10, 15],
    ],
    ['looks at an item at its worst, be that first', [seen(0, 10, 5), seen(10, 5, 1)], [15]],
    ['looks at an item at its worst, be that last', [seen(0, 10, 1), seen(10, 5, 5)], [15]],
    [
      'looks at how much worse it was at its worst',
      [seen(0, 10, 3, { announced: 1 }), seen(10, 5, 1, { announced: 1 })],
      [15],
    ],
  ])('%s', (_, exposures, expected) => {
    expect(over(exposures)).toEqual(expected);
  });

  it('follows a flag, in the order of time', () => {
    expect(over([seen(0, 10, 5), seen(30, 10, 5)], LIMITS, ['09:20', '09:50'])).toEqual([
      10, 20, 40, 50,
    ]);
  });

  it('is told from an instant on, of an item that began long before it too', () => {
    const long = [0, 60, 120].map((minute) => seen(minute, 60, minute === 0 ? 5 : 1));
    const facts = {
      exposures: [...long, seen(300, 10, 5)],
      flags: ['08:00', '12:30'].map((clock) => ({ at: at(clock) })),
    };
    const from = (clock: string) =>
      aftermaths(timeline('', { facts }), LIMITS, at(clock)).map(
        (one) => (one - at('09:00')) / MINUTE,
      );
    expect(from('07:00')).toEqual([-60, 180, 210, 310]);
    expect(from('08:00')).toEqual([-60, 180, 210, 310]);
    expect(from('12:00')).toEqual([180, 210, 310]);
    expect(from('12:01')).toEqual([210, 310]);
    expect(from('12:31')).toEqual([310]);
    expect(from('15:00')).toEqual([]);
  });

  it('never follows what was just as announced, however strict the numbers', () => {
    const strict = { afterSeverity: 5, levelsWorse: 0 };
    expect(over([seen(0, 10, 3, { announced: 3 })], strict)).toEqual([]);
    expect(over([seen(0, 10, 3, { announced: 2 })], strict)).toEqual([10]);
  });

  it('says after what it comes, with the numbers', () => {
    expect(aftermathWords({ afterSeverity: 4, levelsWorse: 3 })).toBe(
      'an item of S4 or above, one that was 3 levels worse than announced, and a flag',
    );
  });
});
