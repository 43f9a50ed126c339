import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule } from '../../jobs/schedule.ts';
import { HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';
import { prepareLedgerMonths } from '../../src/services/prepare-ledger-months.ts';
import { claimTick } from '../../src/store/job-runs.ts';
import { type JobsDb, jobsDb, quiet, runQueued } from '../support/jobs.ts';

/** Two people in Berlin, since the noon before Europe's clocks go forward. */
const FLOOR = `
  insert into sites (id, name) values (1, 'Berlin');
  insert into site_zones values (1, '2025-01-01Z', 'Europe/Berlin');
  insert into teams (id, name) values (1, 'Team');
  insert into reviewers (id, external_id, name, languages, created_at)
    select n, 'r' || n, 'R' || n, '{de}', '2025-03-29T11:00Z' from generate_series(1, 2) n;
  insert into memberships select n, '2025-03-29T11:00Z', 1, 1 from generate_series(1, 2) n;
  insert into ledgers select n, 0, '2025-03-29T11:00Z' from generate_series(1, 2) n;
  insert into queues (id, key, category, severity, due_within_minutes, expected_seconds)
    values (1, 'q', 'LOW_HARM', 1, 60, 30)`;

/** Each works eight hours from noon and holds an item that they were handed ten minutes in. */
const SHIFTS = `
  insert into shifts (id, reviewer_id, site_id, starts_at, ends_at)
    select n, n, 1, '2025-03-29T12:00Z', '2025-03-29T20:00Z' from generate_series(1, 2) n;
  insert into items (id, external_id, queue_id, media, categories, expected_seconds, arrived_at,
      due_at, state)
    select n, 'i' || n, 1, 'image', '{LOW_HARM}', 30, '2025-03-29T12:00Z', '2025-03-29T13:00Z', 'held'
    from generate_series(1, 2) n;
  insert into assignments (item_id, reviewer_id, role, announced_severity, announced_categories,
      policy_version, decided_at, lease_decided_at, lease_until, limit_at, heartbeat_at)
    select n, n, 'watcher', 1, '{LOW_HARM}', coalesce((select max(version) from policy_entries), 0),
      '2025-03-29T12:10Z', '2025-03-29T12:10Z', '2025-03-29T12:13Z', '2025-03-29T20:00Z',
      '2025-03-29T12:11Z' from generate_series(1, 2) n;
  update ledgers set last_instant = '2025-03-29T12:11Z'`;

const at = (time: string): Instant => Date.parse(`${time}Z`);

let test: JobsDb;
beforeAll(async () => {
  test = await jobsDb();
  await test.ask(FLOOR);
});
afterAll(() => test.done());

/** Every job fires at an instant and what is queued is run. */
async function fire(now: Instant): Promise<void> {
  test.now = now;
  for (const { name } of schedule) await claimTick(test.db, name, now);
  const failures: object[] = [];
  await runQueued(test.db, schedule, { ...quiet, error: (line) => failures.push(line) });
  expect(failures).toEqual([]);
}

const audited = async () =>
  (await test.ask('select local_date::text as day from audited_days order by 1')).map(
    (row) => row['day'],
  );

/** All that jobs write, apart from their own bookkeeping. */
const written = () =>
  test.ask(`select (select json_agg(a) from assignments a) as assignments,
    (select json_agg(i) from items i) as items, (select json_agg(s) from shifts s) as shifts,
    (select json_agg(b) from breaks b) as breaks, (select json_agg(e) from exposures e) as exposures,
    (select json_agg(l) from ledgers l) as ledgers, (select json_agg(s) from silences s) as silences,
    (select json_agg(k) from blocks k) as blocks, (select json_agg(o) from support_offers o) as offers,
    (select json_agg(d) from audited_days d) as days, (select json_agg(f) from findings f) as findings`);

describe('after an outage of half a day the first run of each job', () => {
  const now = at('2025-03-30T00:30');
  beforeAll(async () => {
    await prepareLedgerMonths(test.db, at('2025-03-29T11:00'));
    await test.ask(SHIFTS);
    await fire(now);
  });

  it('has returned every item whose lease ran out meanwhile, and counted its seconds', async () => {
    expect(await test.ask('select state from items order by id')).toEqual([
      { state: 'waiting' },
      { state: 'waiting' },
    ]);
    const seen = await test.ask(`select extract(epoch from ended_at - started_at)::int as seconds
      from exposures order by reviewer_id`);
    expect(seen).toEqual([{ seconds: 120 }, { seconds: 120 }]);
  });

  it('has opened and closed every shift that came and went', async () => {
    expect(
      await test.ask(`select count(*)::int as shifts, count(opened_at)::int as opened,
        count(closed_at)::int as closed from shifts`),
    ).toEqual([{ shifts: 2, opened: 2, closed: 2 }]);
  });

  it('has audited the local day that closed', async () => {
    expect(await audited()).toEqual(['2025-03-29']);
  });

  it('leaves nothing to do for a second run', async () => {
    const before = await written();
    await fire(now + MINUTE);
    expect(await written()).toEqual(before);
  });
});

describe('a local day', () => {
  it.each([
    ['of 23 hours', '2025-03-30', '2025-03-30T22:00'],
    ['of 24 hours', '2025-03-31', '2025-03-31T22:00'],
    ['of 25 hours', '2025-10-26', '2025-10-26T23:00'],
  ])('%s is audited once, when it has closed and no minute before', async (_, day, closes) => {
    await fire(at(closes) - MINUTE);
    expect(await audited()).not.toContain(day);
    await fire(at(closes));
    const [last] = (await audited()).slice(-1);
    expect(last).toBe(day);
    await fire(at(closes) + HOUR);
    expect((await audited()).at(-1)).toBe(day);
  });

  it('of months without any run is made up for, each exactly once', async () => {
    const days = await audited();
    const first = at('2025-03-29T00:00');
    const until = at('2025-10-26T00:00');
    expect(days).toHaveLength((until - first) / (24 * HOUR) + 1);
    expect(new Set(days).size).toBe(days.length);
  });
});
