import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { isAlive } from '../../src/store/embedded/account.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';

export const TEMPLATE = 'respite_template';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser's url of the run's server, and the owner's, both of the template database. */
    readonly superuserUrl: string;
    readonly ownerUrl: string;
  }
}

/** One server a run, in a folder that goes away with it, without the cost of surviving a crash. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  // Nobody waits for a checkpoint when a database is cloned or dropped.
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
};

const PREFIX = 'respite-test-';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepKilledRuns();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  await chmod(folder, 0o711);
  const server = await startEmbedded(folder, SETTINGS);
  const superuser = new pg.Client({ connectionString: server.superuserUrl });
  await superuser.connect();
  await superuser.query(`CREATE DATABASE ${TEMPLATE} OWNER respite_owner`);
  await superuser.end();
  const ownerUrl = inDatabase(server.url, TEMPLATE);
  await migrate(ownerUrl);
  project.provide('superuserUrl', server.superuserUrl);
  project.provide('ownerUrl', ownerUrl);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** The same server and login, another database. */
export function inDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** A run that was killed left its server and its folder behind. */
async function sweepKilledRuns(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const runner = name.startsWith(PREFIX) ? Number(name.split('-')[2]) : Number.NaN;
    if (Number.isNaN(runner) || isAlive(runner)) continue;
    const folder = join(tmpdir(), name);
    await startEmbedded(folder).then(
      (left) => left.stop(),
      () => {},
    );
    // Another run may sweep at the same time, or the folder may be another user's.
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
