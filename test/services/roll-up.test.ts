import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, type Instant, MINUTE, SECOND } from '../../src/domain/time.ts';
import { seeded } from '../../src/report/random.ts';
import { startBreak } from '../../src/services/breaks.ts';
import { markBreaksDue } from '../../src/services/breaks-due.ts';
import { expireLeases } from '../../src/services/expire-leases.ts';
import { planExposure, settlePlan } from '../../src/services/plan-exposure.ts';
import { changePolicy } from '../../src/services/policy.ts';
import { recordExposure } from '../../src/services/record-exposure.ts';
import { rollUpDays } from '../../src/services/roll-up.ts';
import { openAndCloseShifts } from '../../src/services/shifts.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { transaction } from '../../src/store/rows.ts';
import { addShifts } from '../../src/store/shifts.ts';
import { anyWork } from '../support/any-work.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

const DAY = 24 * HOUR;
const MIDNIGHT = Date.UTC(2026, 5, 11);

const floor = () =>
  desk({
    reviewers: { ada: { consents: ['GRAPHIC_VIOLENCE'] }, bo: {} },
    queues: { spam: ['LOW_HARM', 0], gore: ['GRAPHIC_VIOLENCE', 4] },
    items: Object.fromEntries(
      Array.from({ length: 80 }, (_, i) => [`i${i}`, i % 2 ? 'spam' : 'gore']),
    ),
  });

const seen = (at: Desk, start: Instant, minutes: number, severity: 1 | 4 = 4, corrects?: bigint) =>
  recordExposure(at.db, at.reviewer('ada'), {
    origin: 'project',
    start,
    end: start + minutes * MINUTE,
    severity,
    categories: ['GRAPHIC_VIOLENCE'],
    corrects: corrects ?? null,
  });

const roll = (at: Desk, now: Instant) => {
  at.now = now;
  return rollUpDays(at.db, now);
};

/** Everything that is derived, but not when. */
async function kept(at: Desk) {
  const days = await at.ask('select * from exposure_days order by reviewer_id, local_date');
  const minutes = await at.ask('select * from exposure_day_minutes order by 1, 2, 3, 4');
  return { days, minutes };
}

const minutesOf = async (at: Desk) =>
  (await at.ask('select local_date::text as day, minutes from exposure_days order by 1')).map(
    ({ day, minutes }) => [day, minutes],
  );

interface Row {
  readonly reviewer: number;
  readonly start: number;
  readonly end: number;
  readonly severity: number;
  readonly category: string;
}

/** The ledger added up from edge to edge, by UTC date: without anything that the service uses. */
async function addedUp(at: Desk): Promise<Readonly<Record<string, number>>> {
  const rows = (await at.ask(`select e.reviewer_id as reviewer, c as category, severity,
      (extract(epoch from started_at) * 1000)::float8 as start,
      (extract(epoch from ended_at) * 1000)::float8 as end
    from exposures e, unnest(categories) c where not exists (select 1 from exposures o
      where o.reviewer_id = e.reviewer_id and o.supersedes = e.id)`)) as unknown as readonly Row[];
  const sums: Record<string, number> = {};
  const groups = new Map<string, Row[]>();
  for (const row of rows)
    for (const key of [`${row.reviewer} all`, `${row.reviewer} ${row.category}`])
      groups.set(key, [...(groups.get(key) ?? []), row]);
  for (const [key, own] of groups) {
    const midnights = Array.from({ length: 10 }, (_, i) => MIDNIGHT + (i - 4) * DAY);
    const edges = [...own.flatMap((row) => [row.start, row.end]), ...midnights];
    edges.sort((a, b) => a - b);
    edges.slice(1).forEach((end, i) => {
      const start = edges[i] ?? end;
      const open = own.filter((row) => row.start <= start && row.end >= end);
      if (open.length === 0 || start === end) return;
      const worst = Math.max(...open.map((row) => row.severity));
      const name = `${key} ${new Date(start).toISOString().slice(0, 10)} S${worst}`;
      sums[name] = (sums[name] ?? 0) + (end - start) / MINUTE;
    });
  }
  return sums;
}

/** What is kept, in the words of `addedUp`. */
async function told(at: Desk): Promise<Readonly<Record<string, number>>> {
  const rows = await at.ask(`select reviewer_id || ' all ' || local_date || ' S' || n - 1 as name,
        m as minutes from exposure_days, unnest(minutes) with ordinality as u(m, n) where m > 0
      union all
      select reviewer_id || ' ' || category || ' ' || local_date || ' S' || severity, minutes
        from exposure_day_minutes`);
  return Object.fromEntries(rows.map(({ name, minutes }) => [String(name), Number(minutes)]));
}

describe('after any work', () => {
  it.each([1, 2])('the rollups are what the ledger adds up to (seed %d)', async (seed) => {
    const at = await floor();
    const people = ['ada', 'bo'].map((name) => at.reviewer(name));
    await transaction(at.db, (tx) =>
      addShifts(
        tx,
        people.flatMap((reviewer) =>
          [1, 2].map((day) => ({
            reviewer,
            site: at.site('Reykjavik'),
            start: NOW + day * DAY - 2 * HOUR,
            end: NOW + day * DAY + 6 * HOUR,
          })),
        ),
        at.now,
      ),
    );
    const random = seeded('rolled', seed);
    const act = anyWork(seed, new Map());
    for (let day = 0; day < 3; day++) {
      at.now = Math.max(at.now, NOW + day * DAY);
      for (let i = 0; i < 24; i++) {
        at.now += Math.floor(random() * 200 * SECOND);
        for (const reviewer of people) await act(at.db, reviewer, at.now);
        if (i % 5 === 0) await markBreaksDue(at.db, at.now);
        if (i % 9 === 0) await rollUpDays(at.db, at.now);
      }
      await expireLeases(at.db, at.now);
      if (random() < 0.7) await openAndCloseShifts(at.db, at.now);
    }
    at.now = NOW + 4 * DAY;
    await expireLeases(at.db, at.now);
    await openAndCloseShifts(at.db, at.now);
    await rollUpDays(at.db, at.now);

    const [sums, rolled] = [await addedUp(at), await told(at)];
    expect(Object.keys(sums).length).toBeGreaterThan(8);
    expect(Object.keys(rolled).toSorted()).toEqual(Object.keys(sums).toSorted());
    for (const [name, minutes] of Object.entries(sums))
      expect(rolled[name], name).toBeCloseTo(minutes, 6);

    const before = await kept(at);
    await at.ask('delete from exposure_days');
    await at.ask('delete from rollup_progress');
    await rollUpDays(at.db, at.now);
    expect(await kept(at)).toEqual(before);
  });
});

describe('a local day', () => {
  it('is rolled up when it has closed, and what was recorded of it later counts then', async () => {
    const at = await floor();
    at.pass({ minutes: 60 });
    await seen(at, NOW, 30);
    await roll(at, MIDNIGHT - 1);
    expect(await minutesOf(at)).toEqual([]);
    await roll(at, MIDNIGHT);
    expect(await minutesOf(at)).toEqual([['2026-06-10', [0, 0, 0, 0, 30, 0]]]);
    at.now = MIDNIGHT + 3 * DAY;
    await seen(at, NOW + HOUR, 20);
    expect((await roll(at, at.now)).people).toBe(2);
    expect(await minutesOf(at)).toEqual([['2026-06-10', [0, 0, 0, 0, 50, 0]]]);
  });

  it('that was corrected is as corrected, also when nothing of it is left there', async () => {
    const at = await floor();
    at.now = MIDNIGHT + 2 * HOUR;
    const { exposure } = await seen(at, MIDNIGHT - 10 * MINUTE, 60);
    await roll(at, at.now);
    await roll(at, MIDNIGHT + DAY);
    expect((await minutesOf(at)).map(([day]) => day)).toEqual(['2026-06-10', '2026-06-11']);
    await seen(at, MIDNIGHT - 10 * MINUTE, 5, 1, exposure);
    await roll(at, at.now + MINUTE);
    expect(await minutesOf(at)).toEqual([['2026-06-10', [0, 5, 0, 0, 0, 0]]]);
  });

  it('is not of what was only planned, until it is said what was seen of that', async () => {
    const at = await floor();
    const planned = {
      key: 'one',
      plannedFor: 'project',
      severity: 3,
      categories: ['HATE_INCITEMENT'],
      start: NOW + HOUR,
      end: NOW + HOUR + 30 * MINUTE,
    } as const;
    const plan = await planExposure(at.db, at.reviewer('ada'), planned, 'ida');
    await roll(at, MIDNIGHT + HOUR);
    expect(await minutesOf(at)).toEqual([]);
    const { start, severity, categories } = planned;
    const saw = { start, end: start + 20 * MINUTE, severity, categories: [...categories] };
    if (plan.kind === 'planned') await settlePlan(at.db, at.reviewer('ada'), plan.plan, saw);
    await roll(at, MIDNIGHT + 2 * HOUR);
    expect(await minutesOf(at)).toEqual([['2026-06-10', [0, 0, 0, 20, 0, 0]]]);
  });

  it('is rolled up once by as many replicas as there are', async () => {
    const at = await floor();
    at.pass({ minutes: 60 });
    await seen(at, NOW, 30);
    at.now = MIDNIGHT;
    const other = await openDb(at.url, { clock: () => MIDNIGHT + DAY });
    await Promise.all(
      [at.db, other, at.db, other].map((db, i) => rollUpDays(db, MIDNIGHT + (i % 2) * DAY)),
    );
    await closeDb(other);
    expect(await minutesOf(at)).toEqual([['2026-06-10', [0, 0, 0, 0, 30, 0]]]);
    const [row] = await at.ask('select min(rolled_until) as until from rollup_progress');
    expect(row?.['until']).toEqual(new Date(MIDNIGHT + DAY));
  });

  it('has nothing to do again when nothing was recorded since', async () => {
    const at = await floor();
    at.pass({ minutes: 60 });
    await seen(at, NOW, 30);
    await roll(at, MIDNIGHT);
    expect(await roll(at, MIDNIGHT + 20 * HOUR)).toEqual({ people: 0, days: 0 });
  });

  it('knows that a break which fell due was taken after midnight, or missed', async () => {
    const at = await floor();
    await at.ask(
      `insert into breaks (reviewer_id, kind, due_at, shift_id)
        select id, 'wellbeing', $1, (select s.id from shifts s where s.reviewer_id = r.id)
        from reviewers r`,
      [new Date(MIDNIGHT - 5 * MINUTE)],
    );
    const breaks = () =>
      at.ask(`select breaks_due as due, breaks_taken as taken, breaks_deferred as deferred,
        breaks_missed as missed from exposure_days order by reviewer_id`);
    await roll(at, MIDNIGHT + HOUR);
    const open = { due: 1, taken: 0, deferred: 0, missed: 0 };
    expect(await breaks()).toEqual([open, open]);
    await at.ask('update breaks set deferred_at = $1 where reviewer_id = $2', [
      new Date(MIDNIGHT - MINUTE),
      at.reviewer('ada'),
    ]);
    await startBreak(at.db, at.reviewer('ada'), 'wellbeing');
    at.pass({ minutes: 1 });
    await openAndCloseShifts(at.db, at.now);
    await roll(at, at.now);
    expect(await breaks()).toEqual([
      { due: 1, taken: 1, deferred: 1, missed: 0 },
      { due: 1, taken: 0, deferred: 0, missed: 1 },
    ]);
  });

  it('is held to the ceilings of its own time', async () => {
    const at = await floor();
    at.pass({ minutes: 60 });
    await seen(at, NOW, 45);
    await changePolicy(at.db, {
      rule: 'graphic-minutes-per-day',
      level: 'hard',
      scope: { kind: 'organisation' },
      params: { limitMinutes: 45 },
      from: MIDNIGHT,
    });
    at.now = MIDNIGHT + 10 * HOUR;
    await seen(at, MIDNIGHT + 9 * HOUR, 45);
    await roll(at, MIDNIGHT + DAY);
    expect(await at.ask('select cap_hits from exposure_days order by local_date')).toEqual([
      { cap_hits: 0 },
      { cap_hits: 1 },
    ]);
  });
});
