import type { Instant } from '../src/domain/time.ts';
import type { Db } from '../src/store/db.ts';

/** What a run did, for the log. */
export type Counts = Readonly<Record<string, number>>;

/** Something that happens by itself. */
export interface Job {
  /** The name of its file, and so of its task and its queue. */
  readonly name: string;
  /** When, in UTC, as node-cron reads it: [second] minute hour day month weekday. */
  readonly expression: string;
  /** Does everything that is due by `now`; safe to run twice. */
  run(db: Db, now: Instant): Promise<Counts>;
}

/** Where jobs say what they did and what failed; a pino logger is one. */
export interface JobLog {
  debug(line: object, message: string): void;
  info(line: object, message: string): void;
  warn(line: object, message: string): void;
  error(line: object, message: string): void;
}
