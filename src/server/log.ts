import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** Keys that name a person. */
const WHO = new Set(['reviewer', 'reviewerId', 'reviewers', 'viewer']);
/** Keys that say what a person saw, may see or refused. */
const WHAT = new Set([
  'exposure',
  'exposures',
  'severity',
  'category',
  'categories',
  'minutes',
  'dose',
  'headroom',
  'consent',
  'consents',
  'breach',
  'breaches',
  'finding',
  'findings',
  'objection',
  'objections',
  'item',
  'assignment',
]);
const DEEPEST = 6;

/** JSON lines. Tokens are hidden; a reviewer is never named next to what they were exposed to. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    redact: {
      paths: ['token', 'secret', 'authorization', '*.token', '*.secret', '*.authorization'],
      censor: '[hidden]',
    },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: withoutWhoSawWhat,
    },
    serializers: { err: errorForLog },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Drops whoever is named, at any depth, from a line that also says what somebody saw. */
function withoutWhoSawWhat(line: Record<string, unknown>): Record<string, unknown> {
  if (!mentions(line, WHAT, DEEPEST) || !mentions(line, WHO, DEEPEST)) return line;
  return Object.fromEntries(
    Object.entries(line).filter(([key, value]) => !WHO.has(key) && !mentions(value, WHO, DEEPEST)),
  );
}

function mentions(value: unknown, keys: ReadonlySet<string>, depth: number): boolean {
  if (depth === 0 || typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, inner]) => keys.has(key) || mentions(inner, keys, depth - 1),
  );
}

/**
 * What of an error may be kept. A database error carries the query and its values, which say who
 * saw what; only its kind, its code and its last paragraph are kept, and where it happened.
 */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause instanceof Error ? { cause: errorForLog(error.cause) } : {};
  return {
    type: error.name,
    message: error.message
      .trim()
      .split(/\n\s*\n/)
      .at(-1)
      ?.trim(),
    ...code,
    stack: error.stack?.split('\n').filter((line) => /^\s+at /.test(line)),
    ...cause,
  };
}
