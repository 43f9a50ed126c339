/** What is remembered of a limit is what whoever asks anew would be told. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitAt } from '../../src/assignment/headroom.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import type { Timeline } from '../../src/domain/timeline.ts';
import { withExposure } from '../../src/domain/with-exposure.ts';
import { until } from '../support/altered.ts';
import { anyTimeline } from '../support/any-timeline.ts';
import { everyRule } from '../support/rules.ts';
import { runs } from '../support/runs.ts';
import { exposure } from '../support/timeline.ts';

const happening = fc.record({
  what: fc.constantFrom('work', 'work', 'work', 'break', 'silence', 'outside', 'block', 'move'),
  minutes: fc.integer({ min: 1, max: 50 }),
  severity: fc.integer({ min: 0, max: 5 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** What was learnt by an instant; lists to which nothing is added stay the same ones. */
function grown(told: Timeline, { what, minutes, severity }: Happening): Timeline {
  const [start, end] = [told.knownUntil, told.knownUntil + minutes * MINUTE];
  const then = { ...told, knownUntil: end };
  switch (what) {
    case 'work':
      return withExposure(then, exposure(start, minutes, severity));
    case 'outside':
      return withExposure(then, exposure(start - (severity + 1) * 3 * HOUR, minutes, severity));
    case 'break':
      return { ...then, breaks: [...told.breaks, { kind: 'meal', start, end }] };
    case 'silence':
      return { ...then, silences: [...told.silences, { start, end }] };
    case 'block':
      return { ...then, blocks: [...told.blocks, { kind: 'protected', start, end }] };
    case 'move':
      return { ...then, zones: [...told.zones, { zone: 'Asia/Tokyo', from: end }] };
  }
}

describe('whoever asks again and again', () => {
  const common = everyRule.filter(({ rule }) => rule.sameForAll);
  /** Each by itself too: together, one mostly refuses at once. */
  const some = fc.constantFrom(common, ...common.map((rule) => [rule]));
  const asked = { severity: 3, categories: ['GRAPHIC_VIOLENCE'] } as const;

  it('is told what whoever asks for the first time is told', () => {
    let limited = 0;
    fc.assert(
      fc.property(
        anyTimeline(),
        fc.array(happening, { minLength: 3, maxLength: 12 }),
        some,
        fc.nat(),
        (any, happenings, by, which) => {
          const shift = any.shifts[which % any.shifts.length];
          if (!shift) return;
          const start = shift.start + HOUR;
          let told: Timeline = { ...until(any, start), shifts: any.shifts, knownUntil: start };
          for (const one of happenings) {
            const now = told.knownUntil;
            const work = { start: now, end: now < shift.end ? shift.end : now + HOUR, ...asked };
            const again = limitAt(told, work, by);
            expect(again).toBe(limitAt(structuredClone(told), work, by));
            if (work.start < again && again < work.end) limited++;
            told = grown(told, one);
          }
        },
      ),
      { numRuns: runs(100), seed: 20260329 },
    );
    expect(limited).toBeGreaterThan(runs(10) - 1);
  });
});
