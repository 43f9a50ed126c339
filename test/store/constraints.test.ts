import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATEGORY_CODES } from '../../src/domain/category.ts';
import { type TestDb, testDb } from '../support/database.ts';
import { acceptances, good, type Row, refusals } from './constraint-cases.ts';

let test: TestDb;
let service: pg.PoolClient;

beforeAll(async () => {
  test = await testDb();
  service = await test.db.pool.connect();
  await service.query(`
    INSERT INTO sites (name) VALUES ('Dublin');
    INSERT INTO teams (name) VALUES ('North');
    INSERT INTO reviewers (external_id, name, languages, created_at)
      VALUES ('one', 'One', '{}', now()), ('two', 'Two', '{}', now());
    INSERT INTO hazard_statements VALUES (1, 'This may hurt.', now());
    INSERT INTO audit_log (at, actor, action, subject, detail) VALUES (now(), 'a', 'b', 'c', '{}');
    SELECT ensure_exposure_partition('2026-03-10T12:00Z');`);
  await insert('queues', { key: 'first' });
  await insert('items', { external_id: 'first' });
  await insert('items', { external_id: 'second' });
  await insert('assignments', { item_id: 1, reviewer_id: 1 });
  await insert('exposures', {});
  await insert('consents', {});
  await insert('policy_proposals', {});
  await insert('exposure_days', { local_date: '2026-03-09' });
});
afterAll(async () => {
  service.release();
  await test.done();
});

async function insert(table: string, difference: Row): Promise<void> {
  const row = { ...good[table], ...difference };
  const columns = Object.keys(row).map((name) => `"${name}"`);
  const places = columns.map((_, i) => `$${i + 1}`);
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`;
  await service.query(sql, Object.values(row));
}

/** The constraint that refuses the row, or null; either way nothing stays. */
async function refusedBy(table: string, row: Row, before?: Row): Promise<string | null> {
  await service.query('BEGIN');
  try {
    if (before) await insert(table, before);
    await service.query('SAVEPOINT before');
    await insert(table, row);
    return null;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint) return error.constraint;
    throw error;
  } finally {
    await service.query('ROLLBACK');
  }
}

describe('the constraints that Prisma cannot say', () => {
  it.each(refusals)('$constraint refuses a row of $table with $row', async (refusal) => {
    const { constraint, table, row, before } = refusal;
    expect(await refusedBy(table, row, before)).toBe(constraint);
  });

  it.each(Object.keys(good))(
    'accept the row of %s that the refused ones differ from',
    async (table) => {
      expect(await refusedBy(table, {})).toBeNull();
    },
  );

  it.each(acceptances)('accept $what', async ({ table, row, before }) => {
    expect(await refusedBy(table, row, before)).toBeNull();
  });

  it('are all in the table above', async () => {
    const { rows } = await service.query<{ name: string }>(`
      SELECT conname AS name FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
      WHERE contype IN ('c', 'x') AND connamespace = 'public'::regnamespace AND NOT relispartition
      UNION
      SELECT indexrelid::regclass::text FROM pg_index
      WHERE indisunique AND indpred IS NOT NULL AND indrelid::regclass::text NOT LIKE 'pg\\_%'`);
    expect(rows.length).toBeGreaterThan(40);
    expect(refusals.map(({ constraint }) => constraint)).toEqual(
      expect.arrayContaining(rows.map(({ name }) => name)),
    );
  });

  it('know the same categories as the domain', async () => {
    const { rows } = await service.query('SELECT category_words() AS words');
    expect(rows).toEqual([{ words: [...CATEGORY_CODES] }]);
  });
});
