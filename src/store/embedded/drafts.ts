import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './account.ts';

/** A name in a folder for what is not whole yet; it says who is making it. */
export function draftName(folder: string): string {
  return join(folder, `new-${process.pid}-${randomBytes(4).toString('hex')}`);
}

/** Removes the drafts of processes that were killed in the middle of making them. */
export async function sweepDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const maker = /^new-(\d+)-/.exec(name)?.[1];
    if (maker && !isAlive(Number(maker)))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}
