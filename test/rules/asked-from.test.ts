/** That a rule may be asked about the time from an instant on alone: what a claim rests on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figure } from '../../src/domain/figure.ts';
import { union } from '../../src/domain/spans.ts';
import { rulebook } from '../../src/rules/index.ts';
import type { Breach } from '../../src/rules/rule.ts';
import { anyParams, instantIn, somewhere } from '../support/any-params.ts';
import { anyTimeline } from '../support/any-timeline.ts';
import { runs } from '../support/runs.ts';

/** Told once for all rules: telling them takes longer than judging them. */
const TOLD = fc.sample(anyTimeline(), { numRuns: runs(100), seed: 20260329 });

describe.each(rulebook.map((rule) => ({ id: rule.id, rule })))('$id', ({ rule }) => {
  const some = fc.tuple(fc.constantFrom(...TOLD), anyParams(rule));

  it('says the same of the time from an instant on, whether or not it is asked about it alone', () => {
    fc.assert(
      fc.property(some, somewhere, ([told, p], where) => {
        const from = instantIn(told, union(rule.check(told, p).map(({ span }) => span)), where);
        const later = (breaches: readonly Breach[]) =>
          breaches
            .filter(({ span }) => span.end > from)
            .map((one) => ({
              ...one,
              span: { ...one.span, start: Math.max(from, one.span.start) },
            }))
            .map((one) => ({ ...one, observed: figure(one.observed, one.limit) }));
        expect(later(rule.check(told, p, from))).toEqual(later(rule.check(told, p)));
      }),
      { numRuns: runs(80), seed: 20260329 },
    );
  });
});
