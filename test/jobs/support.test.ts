import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule } from '../../jobs/schedule.ts';
import { HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';
import { claimTick } from '../../src/store/job-runs.ts';
import { type JobsDb, jobsDb, quiet, runQueued } from '../support/jobs.ts';

const at = (time: string): Instant => Date.parse(`${time}Z`);
const jobs = schedule.filter(({ name }) =>
  ['support-offers', 'open-protected-hours'].includes(name),
);

/** Somebody in Berlin who sees severe content and works on two Wednesdays, and saw the worst. */
const FLOOR = `
  insert into sites (id, name) values (1, 'Berlin');
  insert into site_zones values (1, '2025-01-01Z', 'Europe/Berlin');
  insert into teams (id, name) values (1, 'Team');
  insert into reviewers (id, external_id, name, languages, created_at)
    values (1, 'r1', 'R1', '{de}', '2025-03-01Z');
  insert into memberships values (1, '2025-03-01Z', 1, 1);
  insert into ledgers values (1, 0, '2025-03-01Z');
  insert into hazard_statements values (1, 'This may hurt.', '2025-03-01Z');
  insert into consents (reviewer_id, category, granted, statement_version, recorded_at)
    values (1, 'CSAM', true, 1, '2025-03-01Z');
  insert into protected_hours (reviewer_id, weekday, local_time, recorded_at)
    values (1, 3, '15:00', '2025-03-01Z');
  insert into shifts (reviewer_id, site_id, starts_at, ends_at) values
    (1, 1, '2025-03-26T08:00Z', '2025-03-26T16:00Z'),
    (1, 1, '2025-04-02T07:00Z', '2025-04-02T15:00Z');
  select ensure_exposure_partition('2025-03-24Z');
  insert into exposures (reviewer_id, started_at, ended_at, severity, categories, origin, recorded_at)
    values (1, '2025-03-24T11:00Z', '2025-03-24T11:05Z', 5, '{CSAM}', 'project', '2025-03-24T11:05Z')`;

let test: JobsDb;
beforeAll(async () => {
  test = await jobsDb();
  await test.ask(FLOOR);
});
afterAll(() => test.done());

async function fire(now: Instant): Promise<void> {
  test.now = now;
  for (const { name } of jobs) await claimTick(test.db, name, now);
  const failures: object[] = [];
  await runQueued(test.db, jobs, { ...quiet, error: (line) => failures.push(line) });
  expect(failures).toEqual([]);
}

const blocks = async () =>
  (await test.ask('select starts_at from blocks order by 1')).map((row) => row['starts_at']);
const offers = async () =>
  (await test.ask('select state from support_offers order by id')).map((row) => row['state']);

describe('as the clock moves', () => {
  it('the hour of this week and of the next are opened, at the same wall clock across its change', async () => {
    await fire(at('2025-03-24T12:00'));
    expect(jobs).toHaveLength(2);
    const opened = [at('2025-03-26T14:00'), at('2025-04-02T13:00')].map((start) => new Date(start));
    expect(await blocks()).toEqual(opened);
    await fire(at('2025-03-24T12:00') + MINUTE);
    expect(await blocks()).toEqual(opened);
  });

  it('an offer follows what was seen, and expires after a day', async () => {
    expect(await offers()).toEqual(['offered']);
    await fire(at('2025-03-24T12:00') + 24 * HOUR - MINUTE);
    expect(await offers()).toEqual(['offered']);
    await fire(at('2025-03-24T12:00') + 24 * HOUR);
    expect(await offers()).toEqual(['expired']);
    await fire(at('2025-03-24T12:00') + 25 * HOUR);
    expect(await offers()).toEqual(['expired']);
  });
});
