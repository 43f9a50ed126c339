import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cause, type Finding, findings } from '../../src/audit/findings.ts';
import { CAUSES } from '../../src/audit/inquiry.ts';
import { contains, HOUR, type Instant } from '../../src/domain/time.ts';
import { type EnforcedRule, withOverrides } from '../../src/rules/enforced.ts';
import { eventfulDays, quietDays, quietWeeks, whileWorking } from '../support/any-days.ts';
import { type Assigner, type Days, play, RIGHT } from '../support/played.ts';
import { enforced, everyRule, fiveRules } from '../support/rules.ts';

const RUNS = 12;
/** By the whole rulebook a run takes many times as long. */
const WHOLE = 8;

function audit(
  days: Days,
  assigner: Assigner,
  rulesAt: (at: Instant) => readonly EnforcedRule[],
): readonly Finding[] {
  const { facts, span } = play(days, rulesAt, assigner);
  const result = findings(facts, span, rulesAt);
  expect(result.unverified).toEqual([]);
  return result.findings;
}

function has(list: readonly Finding[], cause: Cause): boolean {
  return list.some((finding) => finding.cause === cause);
}

/** How many of the runs had it, so that no law holds only because nothing ever happened. */
function shareOf(arbitrary: fc.Arbitrary<Days>, holds: (days: Days) => boolean): number {
  const sample = fc.sample(arbitrary, { numRuns: RUNS, seed: 7 });
  return sample.filter(holds).length / RUNS;
}

const UNGATED: Assigner = { gate: () => [], lease: null };
const LONG_LEASES: Assigner = { gate: (rules) => rules, lease: 3 };

function skipping(id: string): Assigner {
  return { gate: (rules) => rules.filter(({ rule }) => rule.id !== id), lease: null };
}

/** With a limit, and a period where that is one, that bite within two or three days, where some defaults only would in weeks. */
function biting({ rule }: EnforcedRule): EnforcedRule {
  const isPeriod = (unit: string) => unit === 'days' || unit === 'weeks';
  const bites = Object.entries(rule.parameters)
    .filter(([, { unit, stricter }], i) => i === 0 || (isPeriod(unit) && stricter === 'lower'))
    .map(([name, { stricter, value }]) => [
      name,
      stricter === 'higher' ? value * 2 : Math.ceil(value / 6),
    ]);
  return enforced(rule.id, Object.fromEntries(bites));
}

const DAYS = [
  ...fc.sample(quietDays, { numRuns: 10, seed: 20260329 }),
  ...fc.sample(quietWeeks, { numRuns: 2, seed: 20260329 }),
];

describe('what the assigner allowed', () => {
  it('the audit finds clean, but for how shifts were planned', () => {
    const handedOut: number[] = [];
    fc.assert(
      fc.property(quietDays, (days) => {
        const { facts, span } = play(days, () => everyRule, RIGHT);
        const { findings: found, unverified } = findings(facts, span, () => everyRule);
        expect(unverified).toEqual([]);
        expect(found.filter(({ cause }) => cause !== 'schedule')).toEqual([]);
        handedOut.push(facts.handedOut.length);
      }),
      { numRuns: WHOLE, endOnFailure: true },
    );
    // By the whole rulebook too there is work on most of the days.
    expect(handedOut.filter((count) => count > 5).length).toBeGreaterThan(WHOLE / 4);
  });

  it('would have been in breach without its gate, in most of the queues', () => {
    const share = shareOf(quietDays, (days) =>
      has(
        audit(days, UNGATED, () => fiveRules),
        'handed-out',
      ),
    );
    expect(share).toBeGreaterThan(0.9);
  });

  // Each rule by itself: together, what one refuses the others never see.
  it.each(everyRule.map((one) => ({ id: one.rule.id, one })))(
    'is clean by $id, and not where it is forgotten',
    ({ id, one }) => {
      const rules = [biting(one)];
      // Only what is the same for all work, as it is about shifts and breaks, can a plan alone break.
      const byPlan = one.rule.sameForAll === true;
      for (const days of DAYS.slice(0, 4)) {
        const found = audit(days, RIGHT, () => rules);
        expect(found.filter(({ cause }) => cause !== 'schedule' || !byPlan)).toEqual([]);
      }
      const known: (readonly Finding[])[] = [];
      const found = (i: number, days: Days) => {
        const result = known[i] ?? audit(days, skipping(id), () => rules);
        known[i] = result;
        return result;
      };
      const noticed = (cause: Cause) => DAYS.some((days, i) => has(found(i, days), cause));
      // What the plan alone breaks was never the assigner's to keep.
      expect(noticed('handed-out') || (byPlan && noticed('schedule'))).toBe(true);
    },
  );

  it('is found to be handed out where leases ignore the limit', () => {
    const share = shareOf(quietDays, (days) =>
      has(
        audit(days, LONG_LEASES, () => fiveRules),
        'handed-out',
      ),
    );
    expect(share).toBeGreaterThan(0.6);
  });
});

describe('whatever is learnt later', () => {
  const tightened = fiveRules.map(({ rule: { id } }) =>
    id === 'daily-dose' ? enforced(id, { limitPercent: 40 }) : enforced(id),
  );
  const shorter = tightened.map((one) =>
    one.rule.id === 'continuous-exposure'
      ? enforced('continuous-exposure', { limitMinutes: 20 })
      : one,
  );

  const policies = [fiveRules, tightened, shorter];

  /** Tightens and loosens again and again. */
  function changing(
    days: Days,
    after: readonly number[],
  ): (at: Instant) => readonly EnforcedRule[] {
    const start = days.shifts[0]?.start ?? 0;
    return (at) =>
      policies[after.filter((elapsed) => start + elapsed <= at).length % 3] ?? fiveRules;
  }

  const changes = fc.array(whileWorking, { minLength: 9, maxLength: 15 });
  const changed = fc.tuple(eventfulDays, changes);

  it('never makes it handed out', () => {
    fc.assert(
      fc.property(changed, ([days, after]) => {
        const found = audit(days, RIGHT, changing(days, after));
        expect(found.filter(({ cause }) => cause === 'handed-out')).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  it('never makes it handed out by any rule', () => {
    fc.assert(
      fc.property(eventfulDays, (days) => {
        const found = audit(days, RIGHT, () => everyRule);
        expect(found.filter(({ cause }) => cause === 'handed-out')).toEqual([]);
      }),
      { numRuns: WHOLE, endOnFailure: true },
    );
  });

  /** Somebody was let off a rule for a while, now and then. */
  const letOff = fc.array(
    fc.record({
      rule: fc.constantFrom(...fiveRules.map(({ rule }) => rule.id)),
      after: whileWorking,
      hours: fc.integer({ min: 1, max: 8 }),
    }),
    { minLength: 4, maxLength: 12 },
  );

  function withLeave(days: Days, told: typeof letOff extends fc.Arbitrary<infer T> ? T : never) {
    const first = days.shifts[0]?.start ?? 0;
    const leave = told.map(({ rule, after, hours }) => {
      return { rule, start: first + after, end: first + after + hours * HOUR };
    });
    const changes = leave.flatMap(({ start, end }) => [start, end]);
    const known = new Map<string, readonly EnforcedRule[]>();
    return Object.assign(
      (at: Instant) => {
        const now = leave.filter((one) => contains(one, at));
        const key = now.map((one) => leave.indexOf(one)).join();
        const rules = known.get(key) ?? withOverrides(fiveRules, [], now);
        known.set(key, rules);
        return rules;
      },
      { changes },
    );
  }

  it('is not handed out, whatever rule somebody was let off meanwhile', () => {
    let overridden = 0;
    fc.assert(
      fc.property(eventfulDays, letOff, (days, told) => {
        const rulesAt = withLeave(days, told);
        const { facts, span } = play(days, rulesAt, RIGHT);
        const result = findings(facts, span, rulesAt);
        expect(result.findings.filter(({ cause }) => cause === 'handed-out')).toEqual([]);
        overridden += result.overridden.length;
      }),
      { numRuns: RUNS, seed: 20260329, endOnFailure: true },
    );
    expect(overridden).toBeGreaterThan(RUNS);
  });

  it('is handed out where somebody was let off nothing that the assigner skipped', () => {
    const runs = fc.sample(fc.tuple(eventfulDays, letOff), { numRuns: RUNS, seed: 7 });
    const noticed = runs.filter(([days, told]) =>
      has(audit(days, skipping('continuous-exposure'), withLeave(days, told)), 'handed-out'),
    );
    expect(noticed.length / RUNS).toBeGreaterThan(0.5);
  });

  it('is the cause of findings, each kind in some of the days', () => {
    const runs = fc
      .sample(changed, { numRuns: 30, seed: 11 })
      .map(([days, after]) => audit(days, RIGHT, changing(days, after)));
    for (const cause of CAUSES.filter((one) => one !== 'handed-out'))
      expect([cause, runs.filter((found) => has(found, cause)).length / runs.length > 0.1]).toEqual(
        [cause, true],
      );
  });

  it.each([
    ['forgets a rule', skipping('continuous-exposure')],
    ['leases past the limit', LONG_LEASES],
  ])('does not hide an assigner that %s', (_, assigner) => {
    const share = shareOf(eventfulDays, (days) =>
      has(
        audit(days, assigner, () => fiveRules),
        'handed-out',
      ),
    );
    expect(share).toBeGreaterThan(0.6);
  });
});
