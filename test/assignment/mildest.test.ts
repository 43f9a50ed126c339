/** Why nobody is looked after any deeper, or asked for a break, who may not do even the mildest work. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitAt } from '../../src/assignment/headroom.ts';
import { MILDEST, mayGoOn } from '../../src/assignment/mildest.ts';
import type { Category, Severity } from '../../src/domain/category.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { until } from '../support/altered.ts';
import { anyTimeline } from '../support/any-timeline.ts';
import { enforced, everyRule } from '../support/rules.ts';
import { runs } from '../support/runs.ts';
import { at, timeline } from '../support/timeline.ts';

const moment = fc.record({
  after: fc.integer({ min: 1, max: 30 * 60 }),
  severity: fc.constantFrom<Severity>(0, 1, 2, 3, 4, 5),
  categories: fc.constantFrom<readonly Category[]>(['LOW_HARM'], ['GRAPHIC_VIOLENCE'], ['CSAM']),
});

describe('what bars the mildest work', () => {
  it.each(everyRule.map((rule) => ({ id: rule.rule.id, rule })))(
    'bars all other work as soon: $id',
    ({ rule }) => {
      fc.assert(
        fc.property(anyTimeline(), moment, (told, { after, severity, categories }) => {
          const start = (told.shifts[0]?.start ?? 0) + after * MINUTE;
          const now = { ...until(told, start), shifts: told.shifts, blocks: told.blocks };
          const span = { start, end: start + 2 * HOUR };
          const mildest = limitAt(now, { ...span, severity: 0, categories: [] }, [rule]);
          expect(limitAt(now, { ...span, severity, categories }, [rule])).toBeLessThanOrEqual(
            mildest,
          );
        }),
        { numRuns: runs(40), seed: 20260329 },
      );
    },
  );
});

describe('somebody may go on', () => {
  const rules = [enforced('daily-dose'), enforced('hours-a-day', { limitMinutes: 60 })];

  it.each([
    ['as long as any work is left to them', '09:00 30@5', true],
    ['to the last minute', '09:00 59@0', true],
    ['and not when nothing is', '09:00 60@0', false],
  ])('%s', (_, story, expected) => {
    const told = timeline(story);
    expect(mayGoOn(told, told.knownUntil, rules)).toBe(expected);
  });

  it('with a minute of what shows nothing', () => {
    expect(MILDEST).toEqual({ severity: 0, categories: [], minutes: 1 });
    const last = timeline('09:00 59@0 0.5-');
    expect(limitAt(last, { start: at('09:59:30'), end: at('10:01'), ...MILDEST }, rules)).toBe(
      at('10:00:30'),
    );
  });
});
