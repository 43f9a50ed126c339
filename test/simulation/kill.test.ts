import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'respite-kill-'));
  await chmod(folder, 0o711);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function simulation(...flags: readonly string[]): ChildProcess {
  const own = ['--reviewers', '6', '--folder', folder, '--acknowledged', join(folder, 'said')];
  // Not through npm, and in a group of its own, so that the kill reaches this process and no other.
  return spawn(process.execPath, ['--import', 'tsx', 'src/simulation/main.ts', ...own, ...flags], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The assignments of which a reviewer has been told how many seconds are kept. */
async function told(): Promise<readonly string[]> {
  const text = await readFile(join(folder, 'said'), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line.endsWith('s'));
}

/** Kills the simulation and its PostgreSQL in the middle of whatever they are doing. */
async function killBoth(child: ChildProcess): Promise<void> {
  const postmaster = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8');
  const server = Number(postmaster.split('\n')[0]);
  const ended = once(child, 'exit');
  // The server leads a session and so a group of its own, with every process that it has started.
  process.kill(-server, 'SIGKILL');
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await ended;
}

describe('a simulated day that is killed with kill -9, its PostgreSQL too', () => {
  it('goes on without an item or an acknowledged second lost', async () => {
    const first = simulation();
    for await (const _ of first.stdout ?? []) if ((await told()).length > 100) break;
    while ((await told()).length < 150 && first.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await killBoth(first);
    const before = await told();
    expect(before.length).toBeGreaterThanOrEqual(150);

    const second = simulation('--resume');
    const ended = once(second, 'exit');
    let output = '';
    for await (const chunk of second.stdout ?? []) output += String(chunk);
    const figures = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '{}');
    expect(output).toContain('! resumed at ');
    expect(figures).toMatchObject({ itemsLost: 0, handedOut: 0, secondsMissing: 0 });
    const [, , said] = before[0]?.split(' ') ?? [];
    expect(said).toMatch(/^[\d.]+s$/);
    expect(figures.secondsAcknowledged).toBe(figures.secondsInLedger);
    expect(await ended).toEqual([0, null]);
  }, 90_000);
});
