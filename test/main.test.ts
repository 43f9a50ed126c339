import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from './support/database.ts';

const root = resolve(import.meta.dirname, '..');
const SECRET = 'a-secret-that-is-long-enough-for-hs256';
const NOWHERE = 'postgresql://me:hunter2@127.0.0.1:1/respite';

let database: FreshDatabase | undefined;
let running: ReturnType<typeof start> | undefined;

afterEach(async () => {
  if (running?.exitCode === null) running.kill('SIGKILL');
  await database?.drop();
  database = undefined;
  running = undefined;
});

/** The process as a user starts it, in a zone that it must not believe. */
function start(env: Readonly<Record<string, string>>, ...flags: readonly string[]) {
  return spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...flags], {
    cwd: root,
    env: { PATH: process.env['PATH'], TZ: 'America/New_York', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('a start that cannot be', () => {
  it.each<[string, Record<string, string>, string[], number, string]>([
    [
      'a bad variable',
      { PORT: 'x' },
      [],
      2,
      "PORT must be a whole number from 0 to 65535; it is 'x'.",
    ],
    [
      'a bad flag',
      {},
      ['--foo'],
      2,
      "Unknown option '--foo'; the flags are --reviewers N and --no-play.",
    ],
    [
      'no database there',
      { DATABASE_URL: NOWHERE, RESPITE_TOKEN_SECRET: SECRET },
      [],
      1,
      'The database cannot be reached (ECONNREFUSED); see DATABASE_URL.',
    ],
  ])('ends with one sentence: %s', async (_title, env, flags, exitCode, sentence) => {
    running = start(env, ...flags);
    let said = '';
    running.stderr.on('data', (chunk) => (said += chunk));
    running.stdout.on('data', (chunk) => (said += chunk));
    const [code] = await once(running, 'close');
    expect(said).toBe(`${sentence}\n`);
    expect(code).toBe(exitCode);
  });
});

describe('a start', () => {
  it('serves, is ready, and stops cleanly when told to', async () => {
    database = await freshDatabase();
    running = start({ DATABASE_URL: database.url, RESPITE_TOKEN_SECRET: SECRET });
    const closed = once(running, 'close');
    const lines: Record<string, unknown>[] = [];
    const listening = new Promise<string>((found) => {
      if (running === undefined) return;
      createInterface(running.stdout).on('line', (text) => {
        const line = JSON.parse(text);
        lines.push(line);
        if (line.msg === 'listening') found(line.address);
      });
    });
    const address = await listening;
    const ready = await fetch(`${address}/readyz`);
    expect(await ready.json()).toEqual({ process: 'ok', database: 'ok', migrations: 'ok' });
    const asked = await fetch(`${address}/graphql?query={__typename}`);
    expect(await asked.json()).toEqual({ data: { __typename: 'Query' } });
    running.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
    expect(JSON.stringify(lines)).not.toMatch(/eyJ|hunter2|"level":"(?:error|fatal)"/);
  });
});
