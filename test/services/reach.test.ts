import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Level, PolicyEntry } from '../../src/domain/policy.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { notePolicy, noteRules, reachOf } from '../../src/services/reach.ts';
import { type TestDb, testDb } from '../support/database.ts';
import { enforced } from '../support/rules.ts';

const WEEK = 7 * 24 * HOUR;
const YEARS = 2 * 52 * 7 * 24 * 60;
let test: TestDb;
beforeAll(async () => {
  test = await testDb();
});
afterAll(() => test.done());

let version = 0;
function policy(level: Level, awayMinutes: unknown) {
  version += 1;
  const params = JSON.parse(JSON.stringify({ awayMinutes }));
  const scope = { kind: 'organisation' } as const;
  const entry: PolicyEntry = {
    version,
    rule: 'continuous-exposure',
    level,
    scope,
    params,
    from: 0,
  };
  return { version, entries: [entry] };
}

describe('what is loaded', () => {
  it('is for the audit half a year, over which the law averages, and for a decision much less', () => {
    expect(reachOf(test.db, 'audit').back).toBeGreaterThan(26 * WEEK);
    expect(reachOf(test.db).back).toBeGreaterThan(4 * WEEK);
    expect(reachOf(test.db).back).toBeLessThan(8 * WEEK);
  });

  it('grows for decisions with what hard rules ask for only', () => {
    const before = reachOf(test.db).back;
    notePolicy(test.db, policy('soft', YEARS));
    expect(reachOf(test.db).back).toBe(before);
    expect(reachOf(test.db, 'audit').back).toBeGreaterThan(YEARS * MINUTE);
    notePolicy(test.db, policy('hard', YEARS));
    expect(reachOf(test.db).back).toBeGreaterThan(YEARS * MINUTE);
  });

  it('grows with rules as they were resolved', () => {
    noteRules(test.db, [enforced('continuous-exposure', { awayMinutes: 2 * YEARS })]);
    expect(reachOf(test.db).back).toBeGreaterThan(2 * YEARS * MINUTE);
  });

  it('does not change with what cannot be compared', () => {
    const before = reachOf(test.db).back;
    notePolicy(test.db, policy('hard', 'many'));
    notePolicy(test.db, { version: 99, entries: [withdrawn] });
    expect(reachOf(test.db).back).toBe(before);
  });
});

const withdrawn: PolicyEntry = {
  version: 99,
  rule: 'continuous-exposure',
  level: 'hard',
  scope: { kind: 'person', id: 1 },
  params: null,
  from: 0,
};
