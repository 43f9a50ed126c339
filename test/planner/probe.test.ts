import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { automatonOf } from '../../src/planner/automaton.ts';
import { datesFrom, probe } from '../../src/planner/probe.ts';
import { checked, spanOn, withShifts } from '../../src/planner/proposed.ts';
import type { EnforcedRule } from '../../src/rules/enforced.ts';
import { KINDS, person } from '../support/plan-requests.ts';
import { enforced } from '../support/rules.ts';

/** Far from any change of the clock: what a table of kinds alone can say. */
const DATES = datesFrom('2026-06-01', 12);
const anyRow = fc.array(fc.integer({ min: -1, max: KINDS.length - 1 }), {
  minLength: 12,
  maxLength: 12,
});

function tableAllows(rules: readonly EnforcedRule[]): (row: readonly number[]) => boolean {
  const { pattern, impossible } = probe(person(1, rules), KINDS, DATES);
  const automaton = automatonOf(pattern);
  return (row) => {
    let state = automaton.start({ off: 14 });
    return row.every((value, day) => {
      if (impossible[value]?.[day]) return false;
      const at = state * (pattern.kinds + 1) + value + 1;
      state = automaton.next[at] ?? 0;
      return automaton.hard[at] === 0;
    });
  };
}

function ruleAllows(rules: readonly EnforcedRule[], row: readonly number[]): boolean {
  const shifts = row.flatMap((value, day) => {
    const kind = KINDS[value];
    return kind ? [{ ...spanOn(kind, DATES[day] ?? ''), kind }] : [];
  });
  const said = checked(
    rules,
    withShifts(person(1, rules).timeline, shifts),
    Number.NEGATIVE_INFINITY,
  );
  return said.breaches.length === 0;
}

/** How often a row that may be is found, so that agreeing means something. */
function compare(rules: readonly EnforcedRule[]) {
  const allows = tableAllows(rules);
  const seen = { both: 0, neither: 0, onlyTable: 0, onlyRule: 0 };
  fc.assert(
    fc.property(anyRow, (row) => {
      const [table, rule] = [allows(row), ruleAllows(rules, row)];
      seen[table ? (rule ? 'both' : 'onlyTable') : rule ? 'onlyRule' : 'neither']++;
    }),
    { numRuns: 1_500, seed: 5 },
  );
  return seen;
}

describe('the table that is made of rules', () => {
  it.each([
    ['daily-rest', {}],
    ['daily-rest', { restMinutes: 900 }],
    ['consecutive-working-days', { limitDays: 3 }],
    ['longest-shift', {}],
    ['longest-shift', { limitMinutes: 400 }],
  ] as const)('allows just what the rule allows: %s %j', (id, params) => {
    const { onlyTable, onlyRule, both, neither } = compare([enforced(id, params)]);
    expect({ onlyTable, onlyRule }).toEqual({ onlyTable: 0, onlyRule: 0 });
    expect(Math.min(both, neither) > 50 || id === 'longest-shift').toBe(true);
  });

  it('is seldom laxer than weekly rest, and refuses little that it allows', () => {
    const { onlyTable, onlyRule, both } = compare([enforced('weekly-rest')]);
    // A run that goes from early to night is longer than one of a kind: the check as a whole finds it.
    expect(onlyTable).toBeLessThan(both * 0.1);
    expect(onlyRule).toBeLessThan(both);
  });

  it('says on which dates a kind breaks a rule by itself', () => {
    const { impossible } = probe(
      person(1, [enforced('longest-shift', { limitMinutes: 500 })]),
      KINDS,
      datesFrom('2026-10-22', 5),
    );
    // The night of the 24th has nine hours, as the clock is put back.
    expect(impossible.map((days) => days.map(Number).join(''))).toEqual([
      '00000',
      '00000',
      '00100',
    ]);
  });
});
