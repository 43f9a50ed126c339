import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { emptyDatabase, type FreshDatabase } from '../support/database.ts';

const ours = new URL('../../prisma/migrations/', import.meta.url);
const first = '20261124000000_init';
const all = (await readdir(ours, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted();

let database: FreshDatabase;
let folder: string;
beforeEach(async () => {
  database = await emptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'respite-migrations-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

async function query(sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql).finally(() => client.end());
  return rows;
}

/** Our migrations and one more, in a folder of their own. */
async function withAnother(name: string, sql: string): Promise<URL> {
  await cp(ours, folder, { recursive: true });
  await cp(join(folder, first), join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
  return pathToFileURL(`${folder}/`);
}

describe('migrate', () => {
  it('applies each migration once when eight start at the same time', async () => {
    const applied = await Promise.all(Array.from({ length: 8 }, () => migrate(database.ownerUrl)));
    expect(applied.flat().toSorted()).toEqual(all);
    expect(
      await query(`SELECT migration_name, applied_steps_count AS steps FROM _prisma_migrations
        ORDER BY migration_name`),
    ).toEqual(all.map((migration_name) => ({ migration_name, steps: 1 })));
  });

  it('applies only what is missing', async () => {
    await migrate(database.ownerUrl);
    const more = await withAnother('20991231000000_more', 'CREATE TABLE more (id int)');
    expect(await migrate(database.ownerUrl, more)).toEqual(['20991231000000_more']);
  });

  it('gives the months that a ledger has already what it gives those to come', async () => {
    const name = all.find((migration) => migration.endsWith('_aftermath_and_support'));
    const before = all.filter((migration) => name !== undefined && migration < name);
    for (const migration of before)
      await cp(new URL(`${migration}/`, ours), join(folder, migration), { recursive: true });
    await migrate(database.ownerUrl, pathToFileURL(`${folder}/`));
    await query(`SELECT ensure_exposure_partition('2026-03-10')`);
    await migrate(database.ownerUrl);
    await query(`SELECT ensure_exposure_partition('2026-04-10')`);
    for (const month of ['03', '04']) {
      const at = `'2026-${month}-10', '2026-${month}-11', 1, '{CSAM}', 'project', '2026-${month}-11', 1`;
      await expect(
        query(`INSERT INTO exposures (reviewer_id, started_at, ended_at, severity, categories, origin,
          recorded_at, announced_severity) VALUES (1, ${at})`),
      ).rejects.toThrow('exposures_announced_was_handed_out');
    }
    const indexed = await query(`SELECT count(*)::int AS n FROM pg_indexes
      WHERE indexdef LIKE '%severity > announced_severity%' AND tablename LIKE 'exposures\\_20%'`);
    expect(indexed).toEqual([{ n: 2 }]);
  });

  it('leaves nothing of a migration that fails', async () => {
    const more = await withAnother('20991231000000_bad', 'CREATE TABLE more (id int); SELECT 1/0');
    await expect(migrate(database.ownerUrl, more)).rejects.toThrow(
      'Migration 20991231000000_bad failed and was undone: division by zero',
    );
    expect(await query(`SELECT to_regclass('more') AS more`)).toEqual([{ more: null }]);
    expect(await migrate(database.ownerUrl)).toEqual([]);
  });

  it('refuses a migration that was edited after it ran', async () => {
    await migrate(database.ownerUrl);
    await query(`UPDATE _prisma_migrations SET checksum = 'another'`);
    await expect(migrate(database.ownerUrl)).rejects.toThrow(
      `Migration ${first} was applied to this database with another content`,
    );
  });

  it('accepts the line endings of another system', async () => {
    await migrate(database.ownerUrl);
    const more = await withAnother('20991231000000_crlf', 'SELECT 1;\n');
    await migrate(database.ownerUrl, more);
    await writeFile(new URL('20991231000000_crlf/migration.sql', more), 'SELECT 1;\r\n');
    expect(await migrate(database.ownerUrl, more)).toEqual([]);
  });

  it('refuses to go on from a migration that is half done', async () => {
    await migrate(database.ownerUrl);
    await query('UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(migrate(database.ownerUrl)).rejects.toThrow(
      `Migration ${first} failed in this database or is half done`,
    );
  });
});
