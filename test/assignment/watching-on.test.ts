/** What the renewal of a lease rests on: a limit stays where it is while somebody only watches on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitAt } from '../../src/assignment/headroom.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { withExposure } from '../../src/domain/with-exposure.ts';
import { until } from '../support/altered.ts';
import { anyTimeline } from '../support/any-timeline.ts';
import { enforced, everyRule } from '../support/rules.ts';
import { runs } from '../support/runs.ts';

const moment = fc.record({
  after: fc.integer({ min: 1, max: 30 * 60 }),
  watched: fc.integer({ min: 1, max: 60 * MINUTE }),
  severity: fc.constantFrom(0 as const, 2 as const, 3 as const, 4 as const, 5 as const),
});

describe('the limit of what somebody watches', () => {
  it.each([
    ...everyRule.map(({ rule }): [string, readonly string[]] => [rule.id, [rule.id]]),
    ['the whole rulebook', everyRule.map(({ rule }) => rule.id)] as const,
  ])('does not move while they watch on: %s', (_, ids) => {
    const rules = ids.map((id) => enforced(id));
    fc.assert(
      fc.property(anyTimeline(), moment, (told, { after, watched, severity }) => {
        const start = (told.shifts[0]?.start ?? 0) + after * MINUTE;
        const before = { ...until(told, start), shifts: told.shifts, blocks: told.blocks };
        const end = start + 4 * HOUR;
        const work = { severity, categories: ['GRAPHIC_VIOLENCE'] as const };
        const limit = limitAt(before, { start, end, ...work }, rules);
        const now = start + watched;
        fc.pre(now < limit);
        const origin = { origin: 'assignment', assignment: 99n, recordedAt: now } as const;
        const watching = withExposure(
          { ...before, knownUntil: now },
          { start, end: now, ...work, ...origin },
        );
        const on = { start: now, end, ...work, assignment: 99n };
        // A copy: of the same shifts the limit is remembered, not found.
        expect(limitAt(structuredClone(watching), on, rules)).toBe(limit);
      }),
      { numRuns: runs(30), seed: 20260329 },
    );
  });
});
