import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

const FOLDER = new URL('../../prisma/migrations/', import.meta.url);

/** The advisory lock that `prisma migrate` takes too, so that the two never run side by side. */
const LOCK = 72_707_369;

const OLDEST_POSTGRES = 15;

/** Prisma's own bookkeeping, column for column, so that `prisma migrate deploy` can go on from here. */
const BOOKKEEPING = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

interface Migration {
  readonly name: string;
  readonly sql: string;
}

interface Recorded {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** The database cannot be brought to this version; the message says why and what to do. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

/**
 * Brings a database to this version, as its owner, and returns the names of the migrations that
 * this call applied. Safe when many start at once: each migration is one transaction under one
 * lock, and whoever comes second finds it done. `folder` is where the migrations are read from.
 */
export async function migrate(ownerUrl: string, folder: URL = FOLDER): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await refuseOldPostgres(client);
    const applied: string[] = [];
    for (;;) {
      const name = await inTransaction(client, () => applyNext(client, migrations));
      if (name === null) return applied;
      applied.push(name);
    }
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: URL): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({
      name,
      sql: await readFile(new URL(`${name}/migration.sql`, folder), 'utf8'),
    })),
  );
}

async function refuseOldPostgres(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    `SELECT current_setting('server_version_num')::int AS number,
            current_setting('server_version') AS version`,
  );
  const [server] = rows;
  if (server && server.number < OLDEST_POSTGRES * 10_000)
    throw new MigrationRefused(
      `Respite needs PostgreSQL ${OLDEST_POSTGRES} or newer; this server is ${server.version}.`,
    );
}

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Applies the first migration that is missing; null when there is none. */
async function applyNext(
  client: pg.Client,
  migrations: readonly Migration[],
): Promise<string | null> {
  await client.query('SET LOCAL statement_timeout = 0');
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  await client.query(BOOKKEEPING);
  const { rows } = await client.query<Recorded>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  refuseFailed(rows);
  refuseChanged(rows, migrations);
  const next = migrations.find(({ name }) => rows.every((row) => row.migration_name !== name));
  if (!next) return null;
  await apply(client, next);
  return next.name;
}

function refuseFailed(rows: readonly Recorded[]): void {
  const failed = rows.find((row) => row.finished_at === null);
  if (failed)
    throw new MigrationRefused(
      `Migration ${failed.migration_name} failed in this database or is half done; ` +
        'repair it by hand and mark it with `prisma migrate resolve`.',
    );
}

function refuseChanged(rows: readonly Recorded[], migrations: readonly Migration[]): void {
  for (const { name, sql } of migrations) {
    const row = rows.find(({ migration_name }) => migration_name === name);
    if (row && !checksums(sql).includes(row.checksum))
      throw new MigrationRefused(
        `Migration ${name} was applied to this database with another content; ` +
          'a migration that has run must not be edited.',
      );
  }
}

/** Of the text as it is, and as git may have checked it out on another system. */
function checksums(sql: string): readonly string[] {
  const unix = sql.replaceAll('\r\n', '\n');
  return [sql, unix, unix.replaceAll('\n', '\r\n')].map(sha256);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function apply(client: pg.Client, { name, sql }: Migration): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    throw new MigrationRefused(`Migration ${name} failed and was undone: ${messageOf(error)}`, {
      cause: error,
    });
  }
  await client.query(
    `INSERT INTO _prisma_migrations
       (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), sha256(sql), name],
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
