import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';
import { auditClosedDays } from '../../src/services/audit-days.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { changePolicy } from '../../src/services/policy.ts';
import { recordExposure } from '../../src/services/record-exposure.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW, type Person } from '../support/world.ts';

afterAll(closeDesk);

const DAY = 24 * HOUR;
const MIDNIGHT = Date.UTC(2026, 5, 11);

/** A floor whose days before a date have been audited. */
async function floor(ada: Person = {}, since = '2026-06-10') {
  const at = await desk({
    reviewers: { ada: { consents: ['HATE_INCITEMENT'], ...ada } },
    queues: { hate: ['HATE_INCITEMENT', 3] },
    items: { one: 'hate', two: 'hate' },
  });
  await at.ask(`insert into audited_days select id, $1::date - 1, now(), 0, 0, 0 from sites`, [
    since,
  ]);
  return at;
}
const audit = (at: Desk, now: Instant) => {
  at.now = now;
  return auditClosedDays(at.db, now);
};
const findings = (at: Desk) =>
  at.ask('select rule, level, cause, assignment_id, observed from findings order by id');
const complete = (at: Desk, assignment: bigint, more = {}) =>
  completeReview(at.db, at.reviewer('ada'), {
    assignment,
    decision: 'allow',
    severity: null,
    categories: null,
    ...more,
  });
const seen = (at: Desk, start: Instant, minutes: number) =>
  recordExposure(at.db, at.reviewer('ada'), {
    origin: 'escalation',
    start,
    end: start + minutes * MINUTE,
    severity: 3,
    categories: ['HATE_INCITEMENT'],
    corrects: null,
  });

/** Before `NOW` there is no policy to break. */
async function seenTooLong(at: Desk) {
  at.pass({ minutes: 55 });
  await seen(at, NOW, 55);
}

describe('a closed day', () => {
  it('is audited when it has closed, not a moment before, and once', async () => {
    const at = await floor();
    expect(await audit(at, MIDNIGHT - 1)).toEqual({ days: 0, findings: 0 });
    expect(await audit(at, MIDNIGHT)).toEqual({ days: 1, findings: 0 });
    expect(await audit(at, MIDNIGHT + HOUR)).toEqual({ days: 0, findings: 0 });
  });

  it('that two replicas audit at once has each finding once', async () => {
    const at = await floor();
    await seenTooLong(at);
    at.now = MIDNIGHT;
    const other = await openDb(at.url, { clock: () => MIDNIGHT });
    const runs = await Promise.all(
      [at.db, other, at.db].map((db) => auditClosedDays(db, MIDNIGHT)),
    );
    await closeDb(other);
    expect(runs.reduce((sum, run) => sum + run.findings, 0)).toBe(1);
    expect(await findings(at)).toHaveLength(1);
    expect(
      await at.ask(`select findings, reviewers from audited_days where reviewers > 0`),
    ).toEqual([{ findings: 1, reviewers: 1 }]);
  });

  it('of a week without an audit is made up for, day by day', async () => {
    const at = await floor();
    await seenTooLong(at);
    expect(await audit(at, MIDNIGHT + 6 * DAY)).toEqual({ days: 7, findings: 1 });
    const dates = await at.ask('select local_date::text from audited_days order by 1');
    expect(dates.map((d) => d['local_date'])).toEqual(
      [9, 10, 11, 12, 13, 14, 15, 16].map((day) => `2026-06-${String(day).padStart(2, '0')}`),
    );
  });

  it.each([
    ['25 hours', '2026-10-25', Date.UTC(2026, 9, 25, 23)],
    ['23 hours', '2027-03-28', Date.UTC(2027, 2, 28, 22)],
  ])('of %s closes with the local day, and counts all of it', async (hours, date, end) => {
    const at = await floor({ site: 'Europe/Berlin' }, date);
    at.now = end;
    const start = end - (hours === '25 hours' ? 25 : 23) * HOUR;
    for (let minutes = 0; minutes < 250; minutes += 25)
      await seen(
        at,
        minutes < 125 ? start + 2 * minutes * MINUTE : end - (550 - 2 * minutes) * MINUTE,
        25,
      );
    expect(await audit(at, end - 1)).toEqual({ days: 0, findings: 0 });
    expect((await audit(at, end)).days).toBe(1);
    const graphic = (await findings(at)).filter((f) => f['rule'] === 'graphic-minutes-per-day');
    expect(graphic.map((f) => f['observed'])).toEqual([250]);
  });

  it('of somebody who moved is audited at both sites, what was found once', async () => {
    const at = await floor();
    await seenTooLong(at);
    await at.ask(
      `with site as (insert into sites (name) values ('Accra') returning id),
      zone as (insert into site_zones select id, $1, 'Africa/Accra' from site)
      insert into memberships select reviewer_id, $2, site.id, team_id from memberships, site`,
      [new Date(0), new Date(NOW + HOUR)],
    );
    await at.ask('update ledgers set version = version + 1');
    expect(await audit(at, MIDNIGHT)).toEqual({ days: 2, findings: 1 });
    const counted =
      'select s.name, reviewers, findings from audited_days join sites s on s.id = site_id';
    expect(await at.ask(`${counted} where local_date = '2026-06-10' order by 1`)).toMatchObject([
      { name: 'Accra', reviewers: 1 },
      { name: 'Reykjavik', reviewers: 1 },
    ]);
    await audit(at, MIDNIGHT + DAY);
    expect(await at.ask(`${counted} where local_date = '2026-06-11' order by 1`)).toMatchObject([
      { name: 'Accra', reviewers: 1 },
      { name: 'Reykjavik', reviewers: 0 },
    ]);
    expect(await findings(at)).toHaveLength(1);
  });
});

describe('a finding says its cause:', () => {
  const causes = async (at: Desk) => {
    await audit(at, MIDNIGHT);
    return (await findings(at)).map((f) => `${f['rule']}: ${f['cause']}`);
  };

  it('none, for what was handed out and watched as it should be', async () => {
    const at = await floor();
    const { assignment } = await at.take('ada');
    at.pass({ minutes: 2 });
    await complete(at, assignment);
    expect(await causes(at)).toEqual([]);
  });

  it('overrun, for work past the end of its lease', async () => {
    const at = await floor({ saw: [[45, 45, 3]] });
    const { assignment } = await at.take('ada');
    at.pass({ minutes: 9 });
    await complete(at, assignment);
    expect(await causes(at)).toEqual(['continuous-exposure: overrun']);
  });

  it('outside an assignment, for what nobody handed out', async () => {
    const at = await floor();
    await seenTooLong(at);
    expect(await causes(at)).toEqual(['continuous-exposure: outside-assignment']);
  });

  it('reclassified, for what turned out to be something else', async () => {
    const at = await floor();
    const { assignment } = await at.take('ada');
    at.pass({ minutes: 2 });
    await complete(at, assignment, { severity: 5, categories: ['CSAM'] });
    const found = await causes(at);
    expect(found.toSorted()).toEqual([
      'category-clearance: reclassified',
      'category-consent: reclassified',
    ]);
  });

  it('policy changed, for what was lawful when it was handed out', async () => {
    const at = await floor({ saw: [[30, 30, 3]] });
    const { assignment } = await at.take('ada');
    await changePolicy(at.db, {
      rule: 'continuous-exposure',
      level: 'hard',
      scope: { kind: 'organisation' },
      params: { limitMinutes: 20 },
      from: null,
    });
    at.pass({ minutes: 2 });
    await complete(at, assignment);
    expect(await causes(at)).toContain('continuous-exposure: policy-changed');
    expect((await findings(at)).map((f) => f['cause'])).not.toContain('handed-out');
  });

  it('schedule, for shifts that leave too little rest', async () => {
    const at = await floor({ shift: [4, 8] });
    await at.ask(
      `insert into shifts (reviewer_id, site_id, starts_at, ends_at) values ($1, $2, $3, $4)`,
      [
        at.reviewer('ada'),
        at.site('Reykjavik'),
        new Date(NOW - 4 * HOUR),
        new Date(NOW - 2 * HOUR),
      ],
    );
    expect(await causes(at)).toEqual(['daily-rest: schedule']);
  });

  it('handed out, for a lease that should not have been, had there been one', async () => {
    const at = await floor({ saw: [[45, 45, 3]] });
    const { assignment } = await at.take('ada');
    await at.ask(`update assignments set limit_at = limit_at + interval '1 hour',
      lease_until = lease_until + interval '1 hour'`);
    at.pass({ minutes: 9 });
    await complete(at, assignment);
    expect(await causes(at)).toEqual(['continuous-exposure: handed-out']);
  });
});
