import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../src/domain/time.ts';
import { seeded } from '../../src/report/random.ts';
import { auditClosedDays } from '../../src/services/audit-days.ts';
import { expireLeases } from '../../src/services/expire-leases.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { anyWork, type Told } from '../support/any-work.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';

const WORKERS = 8;
const PEOPLE = 24;
const ITEMS = 100;
const ACTS = 70;

let at: Desk;
const told = new Map<number, Told>();
let versions: ReadonlyMap<number, number>;

const versionsNow = async () => {
  const rows = await at.ask('select reviewer_id as id, version from ledgers');
  return new Map(rows.map(({ id, version }) => [Number(id), Number(version)]));
};

/** Eight workers on two replicas, each serving whoever comes, while one clock goes on. */
beforeAll(async () => {
  const people = Array.from({ length: PEOPLE }, (_, i) => `p${i}`);
  const waiting = Array.from({ length: ITEMS }, (_, i) => [`i${i}`, i % 3 ? 'spam' : 'gore']);
  at = await desk({
    reviewers: Object.fromEntries(people.map((name) => [name, { consents: ['GRAPHIC_VIOLENCE'] }])),
    queues: { spam: ['LOW_HARM', 0], gore: ['GRAPHIC_VIOLENCE', 4] },
    items: Object.fromEntries(waiting),
  });
  const other = await openDb(at.url, { clock: () => at.now });
  const before = await versionsNow();
  await Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => {
      const random = seeded('who', worker);
      const act = anyWork(worker, told);
      for (let i = 0; i < ACTS; i++) {
        at.now += Math.floor(random() * 4 * SECOND);
        const reviewer = at.reviewer(`p${Math.floor(random() * PEOPLE)}`);
        await act(worker % 2 ? at.db : other, reviewer, at.now);
      }
    }),
  );
  const after = await versionsNow();
  versions = new Map([...after].map(([id, version]) => [id, version - (before.get(id) ?? 0)]));
  await closeDb(other);
});
afterAll(closeDesk);

describe('eight workers who claim, complete, step away and all the rest at random', () => {
  it('do a good part of the work', async () => {
    const [done] = await at.ask(`select count(*)::int as n from items where state = 'done'`);
    expect(done?.['n']).toBeGreaterThan(ITEMS / 2);
    const outcomes = await at.ask('select distinct outcome from assignments order by outcome');
    expect(outcomes.map((row) => row['outcome'])).toEqual(
      expect.arrayContaining(['completed', 'lapsed', 'stepped-away']),
    );
  });

  it('lose no item: each waits, is held by one person, or is decided', async () => {
    const [count] = await at.ask('select count(*)::int as n from items');
    expect(count).toEqual({ n: ITEMS });
    expect(
      await at.ask(`select i.id from items i
        where (i.state = 'held') <> (1 = (select count(*) from assignments a
          where a.item_id = i.id and a.ended_at is null))`),
    ).toEqual([]);
    expect(
      await at.ask(`select i.id from items i
        where (i.state = 'done') <> (1 = (select count(*) from assignments a
          where a.item_id = i.id and a.outcome = 'completed'))`),
    ).toEqual([]);
    const completed = [...told.values()].reduce((sum, own) => sum + own.completed, 0);
    expect(await at.ask(`select count(*)::int as n from items where state = 'done'`)).toEqual([
      { n: completed },
    ]);
  });

  it('never give anybody two items at once', async () => {
    expect(
      await at.ask(`select a.id from assignments a join assignments b
        on a.reviewer_id = b.reviewer_id and a.id < b.id
        and tstzrange(a.decided_at, a.ended_at, '[)') && tstzrange(b.decided_at, b.ended_at, '[)')`),
    ).toEqual([]);
  });

  it('keep each second that they acknowledged', async () => {
    const rows = await at.ask(`select a.reviewer_id || '/' || a.item_id as what,
        sum(extract(epoch from e.ended_at - e.started_at) * 1000)::int as seen
      from exposures e join assignments a on a.id = e.assignment_id
      where a.outcome in ('completed', 'stepped-away') group by what`);
    const kept = new Map(rows.map(({ what, seen }) => [what, Number(seen)]));
    for (const [reviewer, { seen }] of told)
      for (const [item, ms] of seen) expect(kept.get(`${reviewer}/${item}`) ?? 0).toBe(ms);
  });

  it('move each ledger on by one for each decision', () => {
    for (const [reviewer, own] of told) expect(versions.get(reviewer)).toBe(own.calls);
  });

  it('hand out nothing past a limit, by what the audit finds when the day has closed', async () => {
    at.now += 40 * HOUR;
    await expireLeases(at.db, at.now);
    const { days } = await auditClosedDays(at.db, at.now);
    expect(days).toBeGreaterThan(60);
    const findings = await at.ask('select cause, explanation from findings');
    expect(findings.filter((f) => f['cause'] === 'handed-out')).toEqual([]);
  });
});
