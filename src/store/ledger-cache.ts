import { HOUR, type Instant } from '../domain/time.ts';
import type { Db } from './db.ts';
import type { Facts, Wanted } from './facts.ts';

/** What was committed of a person's facts at a version of their ledger. */
interface Remembered {
  readonly version: bigint;
  readonly facts: Facts;
}

/** How many ledgers a process remembers at most; the longest unused goes first. */
const MOST = 5_000;

/** So much more than is asked for should be loaded ahead, so that it is not soon too little. */
export const AHEAD_MORE = 12 * HOUR;

const caches = new WeakMap<Db['pool'], Map<number, Remembered>>();

function cacheOf(db: Db): Map<number, Remembered> {
  const cache = caches.get(db.pool) ?? new Map<number, Remembered>();
  caches.set(db.pool, cache);
  return cache;
}

/**
 * A person's facts over a span if they are remembered at exactly this version, read under the
 * ledger's lock, so that nobody can have changed them since; otherwise undefined.
 */
export function remembered(
  db: Db,
  reviewer: number,
  version: bigint,
  span: Wanted,
): Facts | undefined {
  const known = cacheOf(db).get(reviewer);
  if (known?.version !== version) return undefined;
  const { facts } = known;
  const reaches =
    facts.span.start <= span.start &&
    facts.span.end >= span.end &&
    firstOf(facts.span) <= firstOf(span);
  return reaches ? since(facts, span) : undefined;
}

/** Remembers what was just committed, and never anything else. */
export function remember(db: Db, version: bigint, facts: Facts): void {
  const cache = cacheOf(db);
  cache.delete(facts.reviewer);
  cache.set(facts.reviewer, { version, facts });
  if (cache.size > MOST) {
    const oldest = cache.keys().next();
    if (!oldest.done) cache.delete(oldest.value);
  }
}

/** So much longer than it is needed something is kept, for facts that stay the same meanwhile. */
const BACK_SLACK = HOUR;

/** Drops what ended well before the span, so that what is remembered does not grow. */
function since(facts: Facts, span: Wanted): Facts {
  const first = facts.exposures[0];
  if (!first || first.end > span.start - BACK_SLACK) return facts;
  return {
    ...facts,
    span: { ...facts.span, start: span.start },
    exposures: facts.exposures.filter((e) => e.end > span.start),
  };
}

function firstOf({ start, earlierFrom }: Wanted): Instant {
  return earlierFrom ?? start;
}
