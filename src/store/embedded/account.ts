import { spawn } from 'node:child_process';
import { EmbeddedRefused } from './refused.ts';

/** PostgreSQL refuses to run as root, so root starts it as this user. */
export const POSTGRES_USER = 'postgres';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The user that root starts the server as; null when we are not root. Made if it is missing. */
export async function postgresAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const known = await accountOf(POSTGRES_USER);
  if (known) return known;
  const shell = '/usr/sbin/nologin';
  await run('useradd', ['--system', '--user-group', '--shell', shell, POSTGRES_USER]);
  const made = await accountOf(POSTGRES_USER);
  if (made) return made;
  throw new EmbeddedRefused(
    `PostgreSQL does not run as root and the user ${POSTGRES_USER} could not be made: ` +
      'make one, run Respite as another user, or set DATABASE_URL.',
  );
}

async function accountOf(user: string): Promise<Account | null> {
  const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
  return uid.code === 0 && gid.code === 0
    ? { uid: Number(uid.output), gid: Number(gid.output) }
    : null;
}

/** Asked of the kernel, as that user: modes alone do not know groups and access lists. */
export async function mayEnter(folder: string, account: Account | null): Promise<boolean> {
  return (
    account === null || (await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], account)).code === 0
  );
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end, as an account; a program that cannot be started has code null. */
export function run(
  program: string,
  args: readonly string[],
  account?: Account | null,
): Promise<Ran> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...account,
      env,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output: output.trim() }));
  });
}
