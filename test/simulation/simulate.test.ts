import { afterEach, describe, expect, it } from 'vitest';
import { acknowledged } from '../../src/simulation/acknowledged.ts';
import { OtherDay, simulate } from '../../src/simulation/simulate.ts';
import type { Figures } from '../../src/simulation/summary.ts';
import { type TestDb, testDb } from '../support/database.ts';

const DAY = { day: '2026-03-29', reviewers: 7, seed: 1 };

const open: TestDb[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.done();
});

async function played(said: string[] = []): Promise<Figures> {
  const test = await testDb();
  open.push(test);
  return simulate(test.db, DAY, acknowledged(null), {
    say: (line) => said.push(line),
    progress: () => ({ at: () => {}, stop: () => {} }),
  });
}

describe('a simulated day', () => {
  it('hands out nothing past a limit, loses nothing, has every other cause, and comes again', async () => {
    const said: string[] = [];
    const figures = await played(said);
    expect(figures).toMatchObject({ handedOut: 0, itemsLost: 0, secondsMissing: 0, unverified: 0 });
    const { 'handed-out': _, ...causes } = figures.byCause;
    for (const [cause, findings] of Object.entries(causes))
      expect(findings, cause).toBeGreaterThan(0);
    expect(figures.secondsInLedger).toBe(figures.secondsAcknowledged);
    expect(figures.reviewed).toBeGreaterThan(300);
    expect(figures.arrived).toBe(figures.reviewed + figures.waiting);
    expect(figures.breaksTaken).toBeGreaterThan(figures.worked);
    expect(figures.leasesLapsed).toBeGreaterThan(0);
    expect(said.filter((line) => line.startsWith('! staged:'))).toHaveLength(7);

    const { elapsedSeconds: _first, ...again } = await played();
    expect({ ...again, elapsedSeconds: figures.elapsedSeconds }).toEqual(figures);
  }, 120_000);

  it('is not continued in a database in which another day was begun', async () => {
    const test = await testDb();
    open.push(test);
    const { noteDay } = await import('../../src/store/simulated-day.ts');
    await noteDay(test.db.pool, { ...DAY, seed: 2 }, 0);
    const again = simulate(test.db, DAY, acknowledged(null), {
      say: () => {},
      progress: () => ({ at: () => {}, stop: () => {} }),
    });
    await expect(again).rejects.toThrow(OtherDay);
  });
});
