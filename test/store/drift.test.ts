import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDatabase, type FreshDatabase, freshDatabase } from '../support/database.ts';
import { sqlOfPrismaSchema } from '../support/schema-diff.ts';

const columns = `
  SELECT table_name, column_name, udt_name, datetime_precision, column_default,
         -- Prisma cannot say whether a list may be null.
         CASE WHEN data_type = 'ARRAY' THEN 'either' ELSE is_nullable END AS nullable
  FROM information_schema.columns JOIN pg_class ON oid = format('%I', table_name)::regclass
  WHERE table_schema = 'public' AND NOT relispartition
  ORDER BY 1, ordinal_position`;

const keys = `
  SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint
  WHERE contype IN ('p', 'f') AND connamespace = 'public'::regnamespace AND conparentid = 0
  ORDER BY 1, 2`;

const indexes = `
  SELECT indexname AS name, regexp_replace(indexdef, ' ON ONLY ', ' ON ') AS definition
  FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`;

let migrated: FreshDatabase;
let said: FreshDatabase;

beforeAll(async () => {
  [migrated, said] = await Promise.all([freshDatabase(), emptyDatabase()]);
  const client = new pg.Client({ connectionString: said.ownerUrl });
  await client.connect();
  // The statement that comes first is for whoever owns the server, not a database.
  const sql = (await sqlOfPrismaSchema(said.ownerUrl)).replace(/CREATE SCHEMA .*;/, '');
  await client.query(sql).finally(() => client.end());
});
afterAll(async () => {
  await migrated.drop();
  await said.drop();
});

async function rows(database: FreshDatabase, sql: string): Promise<readonly object[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const result = await client.query<object>(sql).finally(() => client.end());
  return result.rows;
}

describe('the migrated database, beside schema.prisma', () => {
  it('has the same tables and columns, with the same types, nulls and defaults', async () => {
    const bookkeeping = ({ table_name }: { table_name?: string }) =>
      table_name !== '_prisma_migrations';
    const wanted = await rows(said, columns);
    expect(wanted.length).toBeGreaterThan(100);
    expect((await rows(migrated, columns)).filter(bookkeeping)).toEqual(wanted);
  });

  it.each([
    ['key and foreign key', keys],
    ['index', indexes],
  ])('has every %s that Prisma says, under its name', async (_, sql) => {
    const wanted = await rows(said, sql);
    expect(wanted.length).toBeGreaterThan(15);
    expect(await rows(migrated, sql)).toEqual(expect.arrayContaining([...wanted]));
  });
});
