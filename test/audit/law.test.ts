import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cause, type Finding, findings } from '../../src/audit/findings.ts';
import { CAUSES } from '../../src/audit/inquiry.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { EnforcedRule } from '../../src/rules/enforced.ts';
import { eventfulDays, quietDays, whileWorking } from '../support/any-days.ts';
import { type Assigner, type Days, play, RIGHT } from '../support/played.ts';
import { enforced, everyRule } from '../support/rules.ts';

const RUNS = 30;
const always = () => everyRule;

function audit(
  days: Days,
  assigner: Assigner,
  rulesAt: (at: Instant) => readonly EnforcedRule[] = always,
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

/** By the defaults the dose is full long before 240 graphic minutes: for that rule, let it bite. */
const BITING = new Map([
  [
    'graphic-minutes-per-day',
    [
      ...everyRule.filter(({ rule }) => rule.id !== 'graphic-minutes-per-day'),
      enforced('graphic-minutes-per-day', { limitMinutes: 90 }),
    ],
  ],
]);

describe('what the assigner allowed', () => {
  it('the audit finds clean, but for shifts that were planned too close', () => {
    fc.assert(
      fc.property(quietDays, (days) => {
        const found = audit(days, RIGHT);
        expect(found.filter(({ rule }) => rule !== 'daily-rest')).toEqual([]);
        expect(found.filter(({ cause }) => cause !== 'schedule')).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  it('would have been in breach without its gate, in most of the queues', () => {
    expect(shareOf(quietDays, (days) => has(audit(days, UNGATED), 'handed-out'))).toBeGreaterThan(
      0.9,
    );
  });

  it.each(everyRule.map(({ rule }) => rule.id))(
    'is found to be handed out where the assigner forgets %s',
    (id) => {
      const share = shareOf(quietDays, (days) => {
        const found = audit(days, skipping(id), () => BITING.get(id) ?? everyRule).filter(
          ({ cause }) => cause === 'handed-out',
        );
        expect(found.every(({ rule }) => rule === id)).toBe(true);
        return found.length > 0;
      });
      expect(share).toBeGreaterThan(id === 'continuous-exposure' ? 0.9 : 0.1);
    },
  );

  it('is found to be handed out where leases ignore the limit', () => {
    const share = shareOf(quietDays, (days) => has(audit(days, LONG_LEASES), 'handed-out'));
    expect(share).toBeGreaterThan(0.6);
  });
});

describe('whatever is learnt later', () => {
  const tightened = everyRule.map(({ rule: { id } }) =>
    id === 'daily-dose' ? enforced(id, { limitPercent: 40 }) : enforced(id),
  );
  const shorter = tightened.map((one) =>
    one.rule.id === 'continuous-exposure'
      ? enforced('continuous-exposure', { limitMinutes: 20 })
      : one,
  );

  const policies = [everyRule, tightened, shorter];

  /** Tightens and loosens again and again. */
  function changing(
    days: Days,
    after: readonly number[],
  ): (at: Instant) => readonly EnforcedRule[] {
    const start = days.shifts[0]?.start ?? 0;
    return (at) =>
      policies[after.filter((elapsed) => start + elapsed <= at).length % 3] ?? everyRule;
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

  it('is the cause of findings, each kind in some of the days', () => {
    const runs = fc
      .sample(changed, { numRuns: RUNS, seed: 11 })
      .map(([days, after]) => audit(days, RIGHT, changing(days, after)));
    for (const cause of CAUSES.filter((one) => one !== 'handed-out'))
      expect([cause, runs.filter((found) => has(found, cause)).length / RUNS > 0.1]).toEqual([
        cause,
        true,
      ]);
  });

  it.each([
    ['forgets a rule', skipping('continuous-exposure')],
    ['leases past the limit', LONG_LEASES],
  ])('does not hide an assigner that %s', (_, assigner) => {
    const share = shareOf(eventfulDays, (days) => has(audit(days, assigner), 'handed-out'));
    expect(share).toBeGreaterThan(0.6);
  });
});
