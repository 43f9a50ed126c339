import { parseArgs } from 'node:util';

export interface DayFlags {
  /** 'YYYY-MM-DD' */
  readonly day: string;
  readonly reviewers: number;
  readonly seed: number;
  readonly resume: boolean;
  readonly database: string | null;
  /** Where its own PostgreSQL keeps its files. */
  readonly folder: string | null;
  /** A file to which each acknowledged completion is added as it happens. */
  readonly acknowledged: string | null;
}

const USAGE =
  'usage: npm run simulate -- [--day YYYY-MM-DD] [--reviewers N] [--seed N] [--resume] ' +
  '[--database URL] [--folder PATH] [--acknowledged FILE]';

export type DayFlagsRead =
  | { readonly kind: 'read'; readonly value: DayFlags }
  | { readonly kind: 'wrong'; readonly sentence: string };

/** Reads the flags of `npm run simulate -- ...`; what cannot be meant is said in one sentence. */
export function readDayFlags(argv: readonly string[]): DayFlagsRead {
  let given: Record<string, string | boolean | undefined>;
  try {
    const text = { type: 'string' } as const;
    given = parseArgs({
      args: [...argv],
      options: {
        day: { ...text, default: '2026-03-29' },
        reviewers: { ...text, default: '200' },
        seed: { ...text, default: '1' },
        resume: { type: 'boolean', default: false },
        database: text,
        folder: text,
        acknowledged: text,
      },
    }).values;
  } catch (error) {
    const why = error instanceof Error ? error.message.split('. ')[0] : String(error);
    return { kind: 'wrong', sentence: `${why}; ${USAGE}` };
  }
  const { day, reviewers, seed } = given;
  if (!isDate(String(day)))
    return { kind: 'wrong', sentence: `--day must be a date like 2026-03-29; it is '${day}'.` };
  if (!/^\d{1,5}$/.test(String(reviewers)) || Number(reviewers) < 1)
    return {
      kind: 'wrong',
      sentence: `--reviewers must be from 1 to 99999; it is '${reviewers}'.`,
    };
  if (!/^\d{1,9}$/.test(String(seed)))
    return { kind: 'wrong', sentence: `--seed must be a whole number; it is '${seed}'.` };
  return {
    kind: 'read',
    value: {
      day: String(day),
      reviewers: Number(reviewers),
      seed: Number(seed),
      resume: given['resume'] === true,
      database: wordOf(given['database']),
      folder: wordOf(given['folder']),
      acknowledged: wordOf(given['acknowledged']),
    },
  };
}

function wordOf(value: string | boolean | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Node reads 30 February as 2 March, so what it read is compared with what was asked. */
function isDate(day: string): boolean {
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === day;
}
