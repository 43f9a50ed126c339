import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MINUTE } from '../domain/time.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Eight of them share two cores while they start. */
const STARTS_WITHIN = 2 * MINUTE;

/** What every replica of a cluster has in common. */
export interface ReplicaOptions {
  readonly databaseUrl: string;
  readonly secret: string;
  /** To which its log is added. */
  readonly logFile: string;
  /** 0 takes a free one, another at each start. */
  readonly port: number;
  /** Called when it ends by itself, with how. */
  readonly ended?: (how: string) => void;
}

/** How it is started: as it is in production, or with a clock of its own that is wrong. */
export interface Start {
  /** Milliseconds that its own clock is ahead of the true time. */
  readonly clockAhead: number;
}

/** One process of the service, as `npm start` runs it. */
export class Replica {
  readonly name: string;
  /** Where it listens; null while it does not. */
  address: string | null = null;
  private readonly options: ReplicaOptions;
  private child: ChildProcess | null = null;

  constructor(name: string, options: ReplicaOptions) {
    this.name = name;
    this.options = options;
  }

  /** Resolves when it listens. Throws when it ends before that. */
  async start({ clockAhead }: Start = { clockAhead: 0 }): Promise<void> {
    const { databaseUrl, secret, port } = this.options;
    const wrong = clockAhead === 0 ? [] : ['--import', './src/cluster/wrong-clock.ts'];
    const child = spawn(process.execPath, ['--import', 'tsx', ...wrong, 'src/main.ts'], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: databaseUrl,
        RESPITE_TOKEN_SECRET: secret,
        PORT: String(port),
        NODE_ENV: 'production',
        CLOCK_AHEAD_MS: String(clockAhead),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.address = await this.listening(child);
    child.once('exit', (code, signal) => {
      // Whoever ends it forgets its address first.
      if (this.child === child && this.address !== null) {
        this.address = null;
        this.options.ended?.(`${this.name} ended by itself (${code ?? signal})`);
      }
    });
  }

  /** Ends it as a crash would, in the middle of whatever it is doing. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Lets it finish what it is doing. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    this.address = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  private listening(child: ChildProcess): Promise<string> {
    const log = createWriteStream(this.options.logFile, { flags: 'a' });
    child.stderr?.on('data', (words) => log.write(words));
    return new Promise((found, failed) => {
      const late = setTimeout(
        () => failed(new Error(`${this.name} does not start`)),
        STARTS_WITHIN,
      );
      child.once('exit', (code, signal) => {
        clearTimeout(late);
        log.end();
        failed(new Error(`${this.name} ended (${code ?? signal}); see ${this.options.logFile}`));
      });
      if (!child.stdout) return;
      createInterface(child.stdout).on('line', (line) => {
        log.write(`${line}\n`);
        const address = addressIn(line);
        if (address === null) return;
        clearTimeout(late);
        found(address);
      });
    });
  }
}

function addressIn(line: string): string | null {
  if (!line.includes('"listening"')) return null;
  const { address }: { address?: string } = JSON.parse(line);
  return address ?? null;
}
