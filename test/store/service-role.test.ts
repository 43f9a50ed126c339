import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDb, testDb } from '../support/database.ts';

let test: TestDb;

beforeAll(async () => {
  test = await testDb();
  await test.db.pool.query(`SELECT ensure_exposure_partition('2026-03-10T12:00Z')`);
});
afterAll(() => test.done());

describe('the partitions of exposures', () => {
  it('refuse a month that nobody made', async () => {
    const april = `INSERT INTO exposures
      (reviewer_id, started_at, ended_at, severity, categories, origin, recorded_at)
      VALUES (1, '2026-04-01', '2026-04-02', 0, '{LOW_HARM}', 'project', '2026-04-02')`;
    await expect(test.db.pool.query(april)).rejects.toThrow(
      'no partition of relation "exposures" found for row',
    );
  });

  it('are made once when many make the same one, by the month in UTC', async () => {
    const at = '2026-06-01T01:00+02:00';
    const make = () => test.db.pool.query('SELECT ensure_exposure_partition($1)', [at]);
    await Promise.all(Array.from({ length: 8 }, make));
    const { rows } = await test.db.pool.query(
      `SELECT to_regclass('exposures_2026_05') IS NOT NULL AS may,
              to_regclass('exposures_2026_06') IS NOT NULL AS june`,
    );
    expect(rows).toEqual([{ may: true, june: false }]);
  });
});

describe('the service', () => {
  const facts = [
    'exposures',
    'exposures_2026_03',
    'consents',
    'clearances',
    'agreements',
    'flags',
    'protected_hours',
    'audit_log',
  ];

  it.each(
    facts.flatMap((table) => [
      [`UPDATE ${table} SET id = id`],
      [`DELETE FROM ${table}`],
      [`TRUNCATE ${table}`],
      [`SELECT FROM ${table} FOR UPDATE`],
    ]),
  )('may not %s', async (sql) => {
    await expect(test.db.pool.query(sql)).rejects.toThrow('permission denied');
  });

  it.each([
    ['DROP TABLE exposures', 'must be owner'],
    ['CREATE TABLE mine (id int)', 'permission denied'],
    ['UPDATE policy_entries SET rule = rule', 'permission denied'],
    ['UPDATE support_offers SET because = because', 'permission denied'],
    ['DELETE FROM support_offers', 'permission denied'],
    ['UPDATE blocks SET kind = kind', 'permission denied'],
    ['INSERT INTO exposures_2026_03 SELECT * FROM exposures', 'permission denied'],
  ])('may not %s', async (sql, why) => {
    await expect(test.db.pool.query(sql)).rejects.toThrow(why);
  });

  it('may not delete exposures through Prisma either', async () => {
    await expect(test.db.prisma.exposure.deleteMany()).rejects.toThrow('permission denied');
  });

  it('acts as its own role, in UTC, and does not wait for ever', async () => {
    const { rows } = await test.db.pool.query(
      `SELECT current_user AS role, current_setting('TimeZone') AS zone,
              current_setting('statement_timeout') AS statement,
              current_setting('idle_in_transaction_session_timeout') AS idle`,
    );
    expect(rows).toEqual([{ role: 'respite_service', zone: 'UTC', statement: '30s', idle: '30s' }]);
  });

  it('gets every instant back to the millisecond, through Prisma and without', async () => {
    const at = new Date(Date.UTC(2026, 2, 29, 0, 59, 59, 999));
    const { prisma, pool } = test.db;
    await prisma.reviewer.create({
      data: { externalId: 'exact', name: 'E', languages: [], createdAt: at },
    });
    const there = await prisma.reviewer.findFirst({ where: { createdAt: at } });
    expect(there?.createdAt).toEqual(at);
    const sql = 'SELECT created_at FROM reviewers WHERE created_at = $1';
    expect((await pool.query(sql, [at])).rows).toEqual([{ created_at: at }]);
    expect(
      await prisma.$queryRaw`SELECT created_at FROM reviewers WHERE created_at = ${at}`,
    ).toEqual([{ created_at: at }]);
  });
});
