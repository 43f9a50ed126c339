/**
 * What every rule of the rulebook keeps to, so that a new rule gets these tests for nothing. (That
 * the audit finds clean what the assigner allowed is test/audit/law.test.ts.)
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figure } from '../../src/domain/figure.ts';
import type { Params } from '../../src/domain/policy.ts';
import { intersect, subtract, union } from '../../src/domain/spans.ts';
import { contains, HOUR, type Instant, MINUTE, type Span } from '../../src/domain/time.ts';
import type { Timeline } from '../../src/domain/timeline.ts';
import { rulebook } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { frozen, later, since, until } from '../support/altered.ts';
import { anyParams, instantIn, somewhere } from '../support/any-params.ts';
import { anyTimeline, STEADY } from '../support/any-timeline.ts';
import { timeline } from '../support/timeline.ts';

const RUNS = { numRuns: 80, seed: 20260329 };
/** The timelines of all laws, told once for all rules: telling them takes longer than judging them. */
const TOLD = fc.sample(anyTimeline(), { numRuns: 250, seed: 20260329 });
const STEADILY = fc.sample(anyTimeline(STEADY), { numRuns: 100, seed: 20261025 });
const WEEK = 7 * 24 * HOUR;

/** Of two sets of numbers the one that protects more in each. */
function stricterOf(rule: Rule, a: Params, b: Params): Params {
  return Object.fromEntries(
    Object.entries(rule.parameters).map(([name, { stricter }]) => {
      const [x, y] = [a[name] ?? Number.NaN, b[name] ?? Number.NaN];
      return [name, stricter === 'lower' ? Math.min(x, y) : Math.max(x, y)];
    }),
  );
}

function brokenTime(rule: Rule, told: Timeline, params: Params): readonly Span[] {
  return union(rule.check(told, params).map((breach) => breach.span));
}

function isBroken(rule: Rule, told: Timeline, params: Params, at: Instant): boolean {
  return rule.check(told, params).some((breach) => contains(breach.span, at));
}

describe.each(rulebook.map((rule) => ({ id: rule.id, rule })))('$id', ({ rule }) => {
  const some = fc.tuple(fc.constantFrom(...TOLD), anyParams(rule));

  it('finds nothing where nothing happened', () => {
    const nothing = timeline('');
    fc.assert(
      fc.property(anyParams(rule), (p) => {
        expect(rule.check(nothing, p)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('breaches on a good share of the timelines that these laws run over', () => {
    const tried = fc.sample(anyParams(rule), { numRuns: TOLD.length, seed: 20260329 });
    const isBreached = (one: Timeline, i: number) => rule.check(one, tried[i] ?? {}).length > 0;
    expect(TOLD.filter(isBreached).length / TOLD.length).toBeGreaterThan(0.2);
  });

  it('is causal: what comes after an instant changes no breach before it', () => {
    fc.assert(
      fc.property(some, somewhere, ([told, p], where) => {
        const broken = brokenTime(rule, told, p);
        const at = instantIn(told, broken, where);
        const past = [{ start: Number.NEGATIVE_INFINITY, end: at }];
        const then = brokenTime(rule, until(told, at), p);
        expect(intersect(then, past)).toEqual(intersect(broken, past));
      }),
      RUNS,
    );
  });

  it('says whether it is broken at an instant from its lookback alone', () => {
    fc.assert(
      fc.property(some, somewhere, ([told, p], where) => {
        const at = instantIn(told, brokenTime(rule, told, p), where);
        const from = at - rule.lookback(p) * MINUTE;
        fc.pre(from >= told.knownFrom);
        expect(isBroken(rule, since(told, from), p, at)).toBe(isBroken(rule, told, p, at));
      }),
      RUNS,
    );
  });

  it('takes a silence and a break that go on for ones that last until now', () => {
    fc.assert(
      fc.property(some, somewhere, fc.boolean(), ([told, p], where, isLast) => {
        const inside = instantIn(told, brokenTime(rule, told, p), where);
        const start = isLast ? (told.exposures.at(-1)?.end ?? inside) : inside;
        const goingOn = (end: Instant): Timeline => ({
          ...told,
          silences: [...told.silences.filter((one) => one.start < start), { start, end }],
          breaks: [...told.breaks.filter((b) => b.end <= start), { start, end, kind: 'wellbeing' }],
        });
        const past = [{ start: Number.NEGATIVE_INFINITY, end: told.knownUntil }];
        const then = brokenTime(rule, goingOn(told.knownUntil), p);
        const still = brokenTime(rule, goingOn(Number.POSITIVE_INFINITY), p);
        expect(intersect(still, past)).toEqual(intersect(then, past));
      }),
      RUNS,
    );
  });

  it('says the same each time and leaves alone what it reads', () => {
    fc.assert(
      fc.property(some, ([told, p]) => {
        const first = rule.check(frozen(told), frozen(p));
        expect(rule.check(told, p)).toEqual(first);
        expect(rule.check(structuredClone(told), p)).toEqual(first);
      }),
      RUNS,
    );
  });

  it('breaches over some time, past the limit, and explains it with the numbers', () => {
    // The limit comes first: where it protects more when it is higher, it is a least, not a most.
    const least = Object.values(rule.parameters)[0]?.stricter === 'higher';
    const isPast = (observed: number, limit: number) =>
      least ? observed < limit : observed > limit;
    fc.assert(
      fc.property(some, ([told, p]) => {
        const wrong = rule.check(told, p).filter((breach) => {
          const { span, observed, limit } = breach;
          const says = rule.explain(breach, p);
          return !(
            span.start < span.end &&
            Number.isInteger(span.start) &&
            isPast(observed, limit) &&
            /^[A-Z0-9].*\.$/.test(says) &&
            says.includes(figure(observed, limit)) &&
            says.includes(String(limit))
          );
        });
        expect(wrong.map((breach) => [breach, rule.explain(breach, p)])).toEqual([]);
      }),
      RUNS,
    );
  });

  it('does not know which week it is, where the clock never changes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STEADILY),
        anyParams(rule),
        fc.integer({ min: -60, max: 60 }),
        (told, p, weeks) => {
          const by = weeks * WEEK;
          const moved = rule.check(told, p).map((breach) => ({
            ...breach,
            span: { start: breach.span.start + by, end: breach.span.end + by },
          }));
          expect(rule.check(later(told, by), p)).toEqual(moved);
        },
      ),
      RUNS,
    );
  });

  it('finds no less when a number is stricter', () => {
    fc.assert(
      fc.property(some, anyParams(rule), ([told, p], other) => {
        const strict = brokenTime(rule, told, stricterOf(rule, p, other));
        expect(subtract(brokenTime(rule, told, p), strict)).toEqual([]);
      }),
      RUNS,
    );
  });
});
