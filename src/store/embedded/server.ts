import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { isAlive, run } from './account.ts';
import { dataFolder } from './cluster.ts';
import type { Place } from './place.ts';
import { EmbeddedRefused } from './refused.ts';

const HOST = '127.0.0.1';
const PAUSE_MS = 50;
/** A server that recovers from a crash may need a while before it answers. */
const PATIENCE_MS = 120_000;

/** The url of the superuser, whose password lies in the data folder. */
export function superuserUrl(port: number, password: string, database = 'postgres'): string {
  return `postgresql://postgres:${password}@${HOST}:${port}/${database}`;
}

/**
 * The port of a server that runs on this data, or null. Waits for one that is starting or
 * recovering; forgets the pid file of one that is gone.
 */
export async function runningPort(place: Place, password: string): Promise<number | null> {
  const patience = Date.now() + PATIENCE_MS;
  while (Date.now() < patience) {
    const server = await readPidFile(place);
    if (server === null) return null;
    if (server.port && (await answers(superuserUrl(server.port, password)))) return server.port;
    if (!(await isServer(server.pid, place))) {
      await rm(pidFile(place), { force: true });
      return null;
    }
    await pause(PAUSE_MS);
  }
  throw new EmbeddedRefused(
    `A PostgreSQL runs on ${dataFolder(place)} but does not answer; see ${logFile(place)}.`,
  );
}

/** Starts a server, on a free port unless one is named, and returns the port once it answers. */
export async function startServer(
  place: Place,
  password: string,
  settings: Readonly<Record<string, string>>,
  asked?: number,
): Promise<number> {
  const port = asked ?? (await freePort());
  const all = {
    ...settings,
    listen_addresses: HOST,
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const log = await open(logFile(place), 'a', 0o600);
  const child = spawn(
    join(place.programs, 'postgres'),
    ['-D', dataFolder(place), ...Object.entries(all).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    {
      ...place.account,
      cwd: place.folder,
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      // A session of its own: Ctrl-C is for us, who stop the server when nobody needs it any more.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    },
  );
  child.unref();
  let ended = false;
  child.once('exit', () => (ended = true)).once('error', () => (ended = true));
  await log.close();
  const patience = Date.now() + PATIENCE_MS;
  while (!ended && Date.now() < patience) {
    if (await answers(superuserUrl(port, password))) return port;
    await pause(PAUSE_MS);
  }
  throw new EmbeddedRefused(`The embedded PostgreSQL did not start: ${await lastWords(place)}`);
}

/** Stops the server and returns when it is gone: sessions are ended, what was committed is on disk. */
export async function stopServer(place: Place): Promise<void> {
  const args = ['stop', '-D', dataFolder(place), '-m', 'fast', '-w', '-t', '60'];
  const stopped = await run(join(place.programs, 'pg_ctl'), args, place.account);
  if (stopped.code !== 0 && (await readPidFile(place)) !== null)
    throw new EmbeddedRefused(`The embedded PostgreSQL could not be stopped: ${stopped.output}`);
}

/** Ends the server as a crash would: nobody is told, and it recovers at its next start. */
export async function crashServer(place: Place): Promise<void> {
  const server = await readPidFile(place);
  if (server === null) return;
  process.kill(server.pid, 'SIGQUIT');
  while (await isServer(server.pid, place)) await pause(PAUSE_MS);
  await rm(pidFile(place), { force: true });
}

function pidFile(place: Place): string {
  return join(dataFolder(place), 'postmaster.pid');
}

function logFile(place: Place): string {
  return join(place.folder, 'postgres.log');
}

interface Server {
  readonly pid: number;
  /** Null while it is starting. */
  readonly port: number | null;
}

/** Lines of postmaster.pid: pid, data folder, start, port, ... */
async function readPidFile(place: Place): Promise<Server | null> {
  const text = await readFile(pidFile(place), 'utf8').catch(() => null);
  const [pid, , , port] = text?.split('\n') ?? [];
  return pid ? { pid: Number(pid), port: Number(port) || null } : null;
}

/** A number in a pid file may since have gone to another program. */
async function isServer(pid: number, place: Place): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null || command.includes(dataFolder(place));
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // What goes wrong while it is let go of is nobody's concern.
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    // Not waited for: of a server that went away in the middle it may never come.
    void client.end().catch(() => {});
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

async function lastWords(place: Place): Promise<string> {
  const lines = (await readFile(logFile(place), 'utf8')).trimEnd().split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '';
  return `${fatal.trim()} (see ${logFile(place)})`;
}
