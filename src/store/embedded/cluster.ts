import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './account.ts';
import { draftName, sweepDrafts } from './drafts.ts';
import type { Place } from './place.ts';
import { EmbeddedRefused } from './refused.ts';

/** The superuser's password, in the data folder, which only the server's account may enter. */
const PASSWORD_FILE = 'respite.password';

export function dataFolder({ folder }: Place): string {
  return join(folder, 'data');
}

export async function readPassword(place: Place): Promise<string> {
  const file = join(dataFolder(place), PASSWORD_FILE);
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new EmbeddedRefused(`The embedded database's password cannot be read from ${file}.`, {
      cause,
    });
  }
}

/**
 * Makes the data folder if there is none. It is made under another name and then renamed, so that
 * one that was interrupted is never mistaken for one that is whole, and of two that are made at
 * once the second gives way.
 */
export async function ensureCluster(place: Place): Promise<void> {
  if (existsSync(join(dataFolder(place), 'PG_VERSION'))) return;
  await sweepDrafts(place.folder);
  const draft = draftName(place.folder);
  try {
    await initialise(place, draft);
    await rename(draft, dataFolder(place));
  } catch (error) {
    if (!existsSync(join(dataFolder(place), 'PG_VERSION'))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(`${draft}.password`, { force: true });
  }
}

async function initialise(place: Place, draft: string): Promise<void> {
  const password = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  await handOver(place, draft);
  await handOver(place, password);
  const made = await run(
    join(place.programs, 'initdb'),
    [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The server's own C.UTF-8: the same order of text whatever the machine has installed.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ],
    place.account,
  );
  if (made.code !== 0)
    throw new EmbeddedRefused(`The embedded database could not be made: ${made.output}`);
  await rename(password, join(draft, PASSWORD_FILE));
}

async function handOver({ account }: Place, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}
