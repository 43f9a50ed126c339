import { describe, expect, it } from 'vitest';
import { MISSED_BREAK, missedBreakFindings } from '../../src/audit/missed-breaks.ts';
import type { MissedBy } from '../../src/domain/missed-break.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { rulebook } from '../../src/rules/index.ts';

const given = (id: bigint, minute: number) => ({
  id,
  severity: 1 as const,
  categories: [],
  decidedAt: minute * MINUTE,
  leaseDecidedAt: minute * MINUTE,
  leaseUntil: (minute + 5) * MINUTE,
});
const missed = (missedBy: MissedBy | null, end = 60) =>
  missedBreakFindings(
    [{ start: 20 * MINUTE, end: end * MINUTE, kind: 'wellbeing', missedBy }],
    [given(1n, 20), given(2n, 25), given(3n, 59), given(4n, 60)],
  );

describe('a break that was missed', () => {
  it.each([
    ['plan', null, 'The shift left no room for it.'],
    ['operations', 3n, 'Work was handed out although it was due.'],
    [null, null, 'Nobody looked into why.'],
  ] as const)('by %s is a finding about the schedule that says so', (by, assignment, why) => {
    expect(missed(by)).toEqual([
      {
        rule: MISSED_BREAK,
        level: 'hard',
        cause: 'schedule',
        span: { start: 20 * MINUTE, end: 60 * MINUTE },
        observed: 40,
        limit: 0,
        assignment,
        explanation: `A wellbeing break fell due 40 minutes before the shift ended, and was not taken. ${why}`,
        missedBy: by,
      },
    ]);
  });

  it('names nothing that was handed out before it fell due, or just then', () => {
    for (const handedOut of [[], [given(1n, 10)], [given(1n, 20)]]) {
      const one = { start: 20 * MINUTE, end: 60 * MINUTE, kind: 'meal' } as const;
      const [found] = missedBreakFindings([{ ...one, missedBy: 'operations' }], handedOut);
      expect(found?.assignment).toBeNull();
    }
  });

  it('because its person put it off is none', () => {
    expect(missed('reviewer')).toEqual([]);
  });

  it('the moment that its shift ended is none', () => {
    expect(missed('plan', 20)).toEqual([]);
  });
});

it('no rule is called as a missed break is', () => {
  expect(rulebook.map(({ id }) => id)).not.toContain(MISSED_BREAK);
});
