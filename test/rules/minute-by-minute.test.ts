/** Five rules against a slow second reading of their words: test/support/minutes.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Params } from '../../src/domain/policy.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { Timeline } from '../../src/domain/timeline.ts';
import { rulebook } from '../../src/rules/index.ts';
import { defaultsOf, type Rule } from '../../src/rules/rule.ts';
import { anyTimeline } from '../support/any-timeline.ts';
import { READINGS } from '../support/minutes.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const SEED = 20261101;
/** Days that are full of items, and some weeks, whose minutes are many. */
const ANY = fc.sample(anyTimeline(ZONES), { numRuns: 3600, seed: SEED });
const DAYS = ANY.filter(({ shifts }) => shifts.length <= 3);
const TOLD = [...DAYS, ...ANY.filter(({ shifts }) => shifts.length > 3).slice(0, 10)];
/** Beside the defaults: so many percent of what is counted in minutes or percent. */
const PERCENT = fc.sample(fc.integer({ min: 25, max: 150 }), { numRuns: 1000, seed: SEED });

function paramsOf(rule: Rule, i: number): Params {
  if (i % 2 === 0) return defaultsOf(rule);
  const entries = Object.entries(rule.parameters).map(([name, { unit, value }], j) => {
    const share = (PERCENT[(i + j) % PERCENT.length] ?? 100) / 100;
    if (unit === 'severity') return [name, (value + i) % 6] as const;
    return [name, Math.max(1, Math.round(value * share))] as const;
  });
  return Object.fromEntries(entries);
}

/** Every whole minute of which a rule finds any part broken. */
function minutesBroken(rule: Rule, timeline: Timeline, params: Params): readonly number[] {
  const minutes = new Set<number>();
  for (const { span } of rule.check(timeline, params))
    for (let at = Math.floor(span.start / MINUTE) * MINUTE; at < span.end; at += MINUTE)
      minutes.add(at);
  return [...minutes].toSorted((a, b) => a - b);
}

const rules = Object.entries(READINGS).map(([id, reading]) => ({
  id,
  reading,
  rule: rulebook.find((one) => one.id === id) as Rule,
}));

it('reads some thousands of timelines, told in whole minutes', () => {
  const facts = TOLD.flatMap((one) => [one.exposures, one.shifts, one.silences]).flat();
  expect(facts.every(({ start, end }) => start % MINUTE === 0 && end % MINUTE === 0)).toBe(true);
  expect(TOLD.length).toBeGreaterThan(2000);
});

/** All rules of one timeline at once: its minutes are laid out only once. */
const read = TOLD.map((timeline, i) =>
  rules.map(({ reading, rule }) => {
    const params = paramsOf(rule, i);
    const ours = minutesBroken(rule, timeline, params);
    return { params, ours, theirs: reading(timeline, params) };
  }),
);

describe.each(rules)('$id, read minute by minute', ({ id }) => {
  const own = read.flatMap((all) => all[rules.findIndex((one) => one.id === id)] ?? []);

  it('is broken in the same minutes', () => {
    const different = own.flatMap(({ params, ours, theirs }, i) => {
      const isSame = ours.length === theirs.length && ours.every((at, j) => at === theirs[j]);
      return isSame ? [] : [{ timeline: i, params, ours, theirs }];
    });
    expect({ count: different.length, first: different[0] }).toEqual({ count: 0 });
  });

  it('is broken on a good share of them', () => {
    expect(own.filter(({ ours }) => ours.length > 0).length).toBeGreaterThan(TOLD.length / 5);
  });
});
