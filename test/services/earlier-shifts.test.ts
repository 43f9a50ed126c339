import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { auditClosedDays } from '../../src/services/audit-days.ts';
import { reachOf } from '../../src/services/reach.ts';
import { loadFacts } from '../../src/store/facts.ts';
import { wantedAt } from '../../src/store/known-ledgers.ts';
import { transaction } from '../../src/store/rows.ts';
import { addShifts } from '../../src/store/shifts.ts';
import { closeDesk, desk } from '../support/desk.ts';

afterAll(closeDesk);

const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** A Sunday. */
const SUNDAY = Date.UTC(2026, 5, 14);

/** Somebody at a site under German law who worked on so many Sundays in a row up to one. */
async function floor(count: number) {
  const at = await desk({
    reviewers: { ada: { site: 'Atlantic/Reykjavik', shift: null } },
    laws: { 'Atlantic/Reykjavik': 'germany' },
  });
  const shifts = Array.from({ length: count }, (_, ago) => {
    const start = SUNDAY - ago * WEEK + 9 * HOUR;
    const site = at.site('Atlantic/Reykjavik');
    return { reviewer: at.reviewer('ada'), site, start, end: start + 4 * HOUR };
  });
  await transaction(at.db, (tx) => addShifts(tx, shifts, at.now));
  await at.ask(`insert into audited_days select id, '2026-06-13'::date, now(), 0, 0, 0 from sites`);
  await at.ask('update memberships set starts_at = $1', [new Date(SUNDAY - 60 * WEEK)]);
  await at.ask('update site_zones set starts_at = $1', [new Date(SUNDAY - 60 * WEEK)]);
  at.now = SUNDAY + DAY;
  return at;
}

describe('a year of shifts', () => {
  it.each([
    [37, []],
    [38, [{ level: 'soft', cause: 'schedule', observed: 14, limit: 15 }]],
  ])('with %i worked Sundays is looked back on by the audit', async (count, expected) => {
    const at = await floor(count);
    expect((await auditClosedDays(at.db, at.now)).days).toBe(1);
    const found = await at.ask(
      `select level, cause, observed, "limit" from findings where rule = 'free-sundays'`,
    );
    expect(found).toEqual(expected);
    const unverified = await at.ask(`select unverified from audited_people`);
    expect(unverified).toEqual([{ unverified: [] }]);
  });

  it('is loaded as shifts and unpaid breaks alone, each once', async () => {
    const at = await floor(50);
    const reach = reachOf(at.db, 'audit');
    expect(reach.shiftsBack).toBeGreaterThan(52 * WEEK);
    expect(reach.back).toBeLessThan(30 * WEEK);
    const [ada] = [at.reviewer('ada')];
    for (const [weeks, kind] of [
      [40, 'meal'],
      [40.01, 'wellbeing'],
      [2, 'rest'],
    ] as const)
      await at.ask(
        `insert into breaks (reviewer_id, kind, started_at, ended_at) values ($1, $2, $3, $4)`,
        [ada, kind, new Date(SUNDAY - weeks * WEEK), new Date(SUNDAY - weeks * WEEK + MINUTE)],
      );
    const [facts] = await loadFacts(at.db.pool, [ada], wantedAt(SUNDAY + DAY, reach));
    const all = [...(facts?.earlier?.shifts ?? []), ...(facts?.shifts ?? [])];
    expect(new Set(all.map(({ id }) => id)).size).toBe(50);
    expect(all).toHaveLength(50);
    expect(facts?.earlier?.breaks.map(({ kind }) => kind)).toEqual(['meal']);
    expect(facts?.breaks.map(({ kind }) => kind)).toEqual(['rest']);
  });

  it('is not loaded for a decision, which asks hard rules alone', async () => {
    const at = await floor(3);
    const { back, shiftsBack } = reachOf(at.db);
    expect(shiftsBack).toBe(back);
    const [facts] = await loadFacts(
      at.db.pool,
      [at.reviewer('ada')],
      wantedAt(at.now, reachOf(at.db)),
    );
    expect(facts?.earlier).toBeUndefined();
  });
});
