/** What wellbeing staff read of every rule. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulebook } from '../../src/rules/index.ts';
import { anyParams } from '../support/any-params.ts';
import { runs } from '../support/runs.ts';

const RUNS = { numRuns: runs(80), seed: 20260329 };

describe.each(rulebook.map((rule) => ({ id: rule.id, rule })))('$id', ({ rule }) => {
  it('describes itself in one sentence with each of its numbers', () => {
    fc.assert(
      fc.property(anyParams(rule), (p) => {
        const says = rule.describe(p);
        expect(says).toMatch(/^[A-Z][^.]*\.$/);
        for (const value of Object.values(p))
          expect(says).toMatch(new RegExp(`\\b${value}\\b|S${value}\\b`));
      }),
      RUNS,
    );
  });

  it('says what it rests on, and of each number what it is', () => {
    expect(rule.because).toMatch(/\d{4}|no published figure|HSE|INHOPE/);
    for (const one of Object.values(rule.parameters)) expect(one.says).toMatch(/^[A-Z].*\.$/);
  });
});
