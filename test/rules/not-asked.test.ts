/** What lets a rule be left alone: each says it of itself, and is held to it here. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/domain/category.ts';
import { subtract, union } from '../../src/domain/spans.ts';
import { MINUTE, type Span } from '../../src/domain/time.ts';
import type { Timeline } from '../../src/domain/timeline.ts';
import { withExposure } from '../../src/domain/with-exposure.ts';
import { rulebook } from '../../src/rules/index.ts';
import { defaultsOf, type Rule } from '../../src/rules/rule.ts';
import { anyTimeline } from '../support/any-timeline.ts';
import { exposure, NOTHING_SAID } from '../support/timeline.ts';

const RUNS = { numRuns: 30, seed: 20260329 };

function brokenTime(rule: Rule, told: Timeline): readonly Span[] {
  return union(rule.check(told, defaultsOf(rule)).map((breach) => breach.span));
}

const counting = rulebook.filter((rule) => rule.countsFrom);
const blind = rulebook.filter((rule) => rule.sameForAll);

describe.each(counting.map((rule) => ({ id: rule.id, rule })))('$id', ({ rule }) => {
  const from = rule.countsFrom?.(defaultsOf(rule)) ?? 0;

  it('is broken only in exposure of the severities that it counts', () => {
    fc.assert(
      fc.property(anyTimeline(), (told) => {
        const counted = told.exposures.filter(({ severity }) => severity >= from);
        expect(subtract(brokenTime(rule, told), counted)).toEqual([]);
      }),
      RUNS,
    );
  });

  it.runIf(from > 0)('is not broken more by anything milder', () => {
    const milder = fc.record({
      after: fc.integer({ min: 0, max: 3 * 24 * 60 }),
      minutes: fc.integer({ min: 1, max: 60 }),
      severity: fc.integer({ min: 0, max: Math.max(0, from - 1) }),
    });
    fc.assert(
      fc.property(anyTimeline(), milder, (told, { after, minutes, severity }) => {
        const start = (told.shifts[0]?.start ?? told.knownFrom) + after * MINUTE;
        const more = withExposure(told, exposure(start, minutes, severity));
        expect(subtract(brokenTime(rule, more), brokenTime(rule, told))).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe.each(blind.map((rule) => ({ id: rule.id, rule })))('$id', ({ rule }) => {
  it('does not look at what was seen within shifts', () => {
    fc.assert(
      fc.property(anyTimeline(), (told) => {
        const isInside = (one: Span) =>
          told.shifts.some((shift) => shift.start <= one.start && one.end <= shift.end);
        const exposures = told.exposures.filter((one) => !isInside(one));
        const defaults = defaultsOf(rule);
        expect(rule.check({ ...told, exposures }, defaults)).toEqual(rule.check(told, defaults));
      }),
      RUNS,
    );
  });

  it('says the same whatever the work shows', () => {
    const severity = fc.constantFrom<Severity>(0, 5);
    fc.assert(
      fc.property(anyTimeline(), severity, (told, other) => {
        const exposures = told.exposures.map((one) => ({
          ...one,
          severity: other,
          categories: ['CSAM'] as const,
          announced: other,
        }));
        const defaults = defaultsOf(rule);
        expect(rule.check({ ...told, exposures }, defaults)).toEqual(rule.check(told, defaults));
      }),
      RUNS,
    );
  });

  it('says the same whatever was said of the person and by them', () => {
    const { statements, clearances, agreements, flags } = NOTHING_SAID;
    const nothing = { consents: [], statements, clearances, agreements, flags };
    fc.assert(
      fc.property(anyTimeline(), (told) => {
        const defaults = defaultsOf(rule);
        expect(rule.check({ ...told, ...nothing }, defaults)).toEqual(rule.check(told, defaults));
      }),
      RUNS,
    );
  });
});
