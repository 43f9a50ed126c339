/** A floor in full work on an embedded PostgreSQL of its own: everybody in their shift, a backlog, a ledger. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { HOUR, type Instant } from '../../src/domain/time.ts';
import { openFloor } from '../../src/services/open-floor.ts';
import { bundledFloor } from '../../src/simulation/bundled-floor.ts';
import { closeDb, type Db, openDb } from '../../src/store/db.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { processorUs } from './processor.ts';
import { addBacklog, addHistory, addShiftsOf } from './rows.ts';

/** How much there is. */
export interface Size {
  readonly reviewers: number;
  readonly waiting: number;
  /** In the ledger, of everybody together. */
  readonly exposures: number;
  /** At most so many of them in each shift of the last 28 days (10); the rest is months old. */
  readonly aShift?: number;
}

export interface Bench {
  readonly db: Db;
  /** Logs in as the owner. */
  readonly url: string;
  readonly superuserUrl: string;
  readonly reviewers: readonly number[];
  /** What this process and the server's have used of the processors, in microseconds. */
  processorUs(): number;
  close(): Promise<void>;
}

/** As many for everybody who is measured. */
export const CONNECTIONS = 8;

/** A server as it comes, durable; only that nothing waits for a checkpoint while it is filled. */
const SETTINGS = { max_wal_size: '8GB', shared_buffers: '1GB' };

const SEED = 1;
const LONG_AGO = 60 * 24 * HOUR;

/** Starts the server, opens the floor and fills it; says what that took. */
export async function openBench(size: Size, settings = {}): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'respite-bench-'));
  await chmod(folder, 0o711);
  const server = await startEmbedded(folder, { ...SETTINGS, ...settings });
  const end = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await migrate(server.url);
    const db = await openDb(server.url, { connections: CONNECTIONS });
    const superuserUrl = within(server.superuserUrl, new URL(server.url).pathname);
    const reviewers = await fill(db, superuserUrl, size);
    const close = () => closeDb(db).then(end);
    const postmaster = await serverOf(superuserUrl);
    const used = () => processorUs(postmaster);
    return { db, url: server.url, superuserUrl, reviewers, processorUs: used, close };
  } catch (error) {
    await end();
    throw error;
  }
}

async function serverOf(superuserUrl: string): Promise<number> {
  const superuser = new pg.Client({ connectionString: superuserUrl });
  await superuser.connect();
  const { rows } = await superuser.query<{ pid: string }>(
    "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid",
  );
  await superuser.end();
  return Number(rows[0]?.pid);
}

/** The same login, another database. */
export function within(url: string, pathname: string): string {
  const other = new URL(url);
  other.pathname = pathname;
  return other.href;
}

async function fill(db: Db, superuserUrl: string, size: Size): Promise<readonly number[]> {
  const startedAt = performance.now();
  const now = Date.now();
  const floor = await bundledFloor(db, { reviewers: size.reviewers, seed: SEED });
  const zone = whereItIsMorning(now);
  const sites = floor.sites.map((site) => ({ ...site, zone }));
  await openFloor(db, { ...floor, sites }, now - LONG_AGO);
  const superuser = new pg.Client({ connectionString: superuserUrl });
  await superuser.connect();
  // Rows that are right need no trigger that looks each reference up.
  await superuser.query('set session_replication_role = replica; select setseed(0.5)');
  await addShiftsOf(superuser, now);
  await addHistory(superuser, now, size);
  await addBacklog(superuser, now, size.waiting, floor.queues);
  await superuser.query('vacuum analyze');
  await superuser.query('checkpoint');
  const { rows } = await superuser.query<{ id: number }>(
    'select id from reviewers order by md5(id::text)',
  );
  await superuser.end();
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  console.log(`${JSON.stringify(size)} filled in ${seconds} s`);
  return rows.map(({ id }) => id);
}

/** A zone where it is about ten in the morning, so that nobody works at night. */
function whereItIsMorning(now: Instant): string {
  const ahead = 10 - new Date(now).getUTCHours();
  // POSIX signs: Etc/GMT-3 is three hours ahead.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
