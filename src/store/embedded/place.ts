import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Account, mayEnter, POSTGRES_USER, postgresAccount } from './account.ts';
import { findPrograms } from './programs.ts';
import { EmbeddedRefused } from './refused.ts';

/** Where the embedded server lives and as whom it runs. */
export interface Place {
  readonly folder: string;
  /** The folder of `initdb`, `postgres` and `pg_ctl`. */
  readonly programs: string;
  /** Null: as ourselves. */
  readonly account: Account | null;
}

/**
 * Finds a folder for the data, programs and a user that go together: the given folder, else
 * `.respite/postgres` of this clone, else, where the postgres user cannot enter that (root in a
 * clone under a closed parent), `/var/lib/respite-<hash of the clone's path>`.
 */
export async function findPlace(given?: string): Promise<Place> {
  const account = await postgresAccount();
  const folder = given ? await openFolder(given, account) : await defaultFolder(account);
  return { folder, programs: await findPrograms(folder, account), account };
}

async function defaultFolder(account: Account | null): Promise<string> {
  const clone = await realpath(fileURLToPath(new URL('../../../', import.meta.url)));
  const inside = join(clone, '.respite', 'postgres');
  const hash = createHash('sha256').update(clone).digest('hex').slice(0, 12);
  const outside = join('/var/lib', `respite-${hash}`);
  const mayBeInside = await mayEnter(clone, account);
  if (mayBeInside && !existsSync(join(outside, 'data'))) return openFolder(inside, account);
  if (existsSync(join(inside, 'data')))
    throw new EmbeddedRefused(
      `The data is in ${inside}, which the user ${POSTGRES_USER} can no longer enter: ` +
        `open that path to them, or move its contents to ${outside}.`,
    );
  return openFolder(outside, account);
}

/** Others may pass through, not look around; the data folder below is the server's alone. */
async function openFolder(folder: string, account: Account | null): Promise<string> {
  await mkdir(folder, { recursive: true });
  const real = await realpath(folder);
  if (!(await mayEnter(real, account))) await chmod(real, 0o711);
  if (await mayEnter(real, account)) return real;
  throw new EmbeddedRefused(
    `The user ${POSTGRES_USER} cannot enter ${real}: open that path to them or name another folder.`,
  );
}
