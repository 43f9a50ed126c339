import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Embedded, startEmbedded } from '../../src/store/embedded.ts';

let folder: string;
let running: Embedded | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'respite-embedded-'));
  await chmod(folder, 0o711);
  running = null;
});
afterEach(async () => {
  await running?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<Embedded> {
  running = await startEmbedded(folder, { fsync: 'off' });
  return running;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

describe('the embedded database', () => {
  it('keeps what was written when it is stopped and started again', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS seven');
    await first.stop();
    const second = await start();
    expect(await ask(second.url, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
  });

  it('refuses a second start on the same folder and names the process that uses it', async () => {
    await start();
    await expect(startEmbedded(folder)).rejects.toThrow(
      `The embedded database in ${folder} is in use by another Respite (process ${process.pid}): ` +
        'stop that one, or set DATABASE_URL.',
    );
  });

  it('logs in as an owner who is no superuser', async () => {
    const { url } = await start();
    const sql =
      'SELECT rolname AS role, rolsuper AS super FROM pg_roles WHERE rolname = current_user';
    expect(await ask(url, sql)).toEqual([{ role: 'respite_owner', super: false }]);
  });

  it('keeps UTC, sorts text alike everywhere and listens on this machine only', async () => {
    const { superuserUrl } = await start();
    const sql = `SELECT current_setting('TimeZone') AS zone, datlocale AS locale,
                        current_setting('listen_addresses') AS listens,
                        current_setting('unix_socket_directories') AS sockets
                 FROM pg_database WHERE datname = 'respite'`;
    expect(await ask(superuserUrl, sql)).toEqual([
      { zone: 'UTC', locale: 'C.UTF-8', listens: '127.0.0.1', sockets: '' },
    ]);
  });

  it('lets nobody in without the password, and nobody else read that', async () => {
    const { url } = await start();
    const guess = new URL(url);
    guess.password = 'guess';
    await expect(ask(guess.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    const { mode } = await stat(join(folder, 'data', 'respite.password'));
    expect(mode & 0o077).toBe(0);
  });

  it('says that it is not running once it is stopped', async () => {
    const { url, stop } = await start();
    await stop();
    await stop();
    await expect(ask(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });
});
