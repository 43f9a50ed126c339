import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ensureCluster, readPassword } from './embedded/cluster.ts';
import { findPlace, type Place } from './embedded/place.ts';
import { EmbeddedRefused } from './embedded/refused.ts';
import {
  crashServer,
  runningPort,
  startServer,
  stopServer,
  superuserUrl,
} from './embedded/server.ts';

export { EmbeddedRefused } from './embedded/refused.ts';

const OWNER = 'respite_owner';
const DATABASE = 'respite';

/** Held by the one Respite that uses the server; the server itself frees it when that one dies. */
const LOCK = 1_919_251_315;

const ATTEMPTS = 10;
const RETRY_MS = 500;

export interface Embedded {
  /** Logs in as the owner of the database, who is no superuser. */
  readonly url: string;
  readonly superuserUrl: string;
  readonly folder: string;
  /** Ends the server as a crash would, and starts it again where it was. */
  crash(): Promise<void>;
  /** Ends about such a share of the sessions on the database, whatever they are doing. */
  cut(share: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of our own, with everything durable in `folder` (see embedded/place.ts for
 * where that is by default), and makes the database if it is missing. A server that was left over
 * when its Respite was killed is adopted. Throws EmbeddedRefused when another Respite uses it.
 */
export async function startEmbedded(
  folder?: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Embedded> {
  const place = await findPlace(folder);
  await ensureCluster(place);
  const password = await readPassword(place);
  const { port, guard: first } = await adoptOrStart(place, password, settings);
  let guard = first;
  const ownerPassword = await prepareDatabase(guard);
  let stopping: Promise<void> | null = null;
  return {
    url: `postgresql://${OWNER}:${ownerPassword}@127.0.0.1:${port}/${DATABASE}`,
    superuserUrl: superuserUrl(port, password),
    folder: place.folder,
    cut: async (share) => {
      await guard.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = $1 AND random() < $2`,
        [DATABASE, share],
      );
    },
    crash: async () => {
      await crashServer(place);
      await startServer(place, password, settings, port);
      guard = await takeGuard(superuserUrl(port, password), place);
    },
    // The guard is let go by the server's end, so that nobody adopts a server that is being stopped.
    stop: () => (stopping ??= stopServer(place).then(() => guard.end().catch(() => {}))),
  };
}

interface Guarded {
  readonly port: number;
  readonly guard: pg.Client;
}

/**
 * After a crash the server's last processes may still hold its memory for a moment, a port that
 * was free may be taken since, and a server that answered may be about to stop: all of it passes.
 */
async function adoptOrStart(
  place: Place,
  password: string,
  settings: Readonly<Record<string, string>>,
): Promise<Guarded> {
  for (let attempt = 1; ; attempt++) {
    try {
      const running = await runningPort(place, password);
      const port = running ?? (await startServer(place, password, settings));
      return { port, guard: await takeGuard(superuserUrl(port, password), place) };
    } catch (error) {
      if (attempt === ATTEMPTS || error instanceof InUse) throw error;
      await pause(RETRY_MS);
    }
  }
}

class InUse extends EmbeddedRefused {}

/** A connection that holds the lock for as long as we live, or a refusal that names who holds it. */
async function takeGuard(url: string, place: Place): Promise<pg.Client> {
  const guard = new pg.Client({
    connectionString: url,
    application_name: `process ${process.pid}`,
    keepAlive: true,
  });
  guard.on('error', () => {});
  await guard.connect();
  const { rows } = await guard.query<{ taken: boolean; holder: string | null }>(
    `SELECT pg_try_advisory_lock($1) AS taken, (
       SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
       WHERE locktype = 'advisory' AND objid = $1::bigint::oid AND granted LIMIT 1
     ) AS holder`,
    [LOCK],
  );
  if (rows[0]?.taken) return guard;
  await guard.end();
  throw new InUse(
    `The embedded database in ${place.folder} is in use by another Respite ` +
      `(${rows[0]?.holder ?? 'that just ended'}): stop that one, or set DATABASE_URL.`,
  );
}

/** Makes the owner and the database if they are missing, and returns a password for this run only. */
async function prepareDatabase(superuser: pg.Client): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const role = await superuser.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER]);
  const verb = role.rowCount ? 'ALTER' : 'CREATE';
  await superuser.query(`${verb} ROLE ${OWNER} LOGIN CREATEROLE PASSWORD '${password}'`);
  const database = await superuser.query('SELECT 1 FROM pg_database WHERE datname = $1', [
    DATABASE,
  ]);
  if (!database.rowCount) await superuser.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  return password;
}
