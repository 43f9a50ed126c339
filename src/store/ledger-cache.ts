import { HOUR, type Instant } from '../domain/time.ts';
import type { Db } from './db.ts';
import type { Facts, Wanted } from './facts.ts';
import type { Held } from './held.ts';

/** What is known of somebody at a version of their ledger. */
export interface Known {
  readonly facts: Facts;
  readonly held: Held | null;
}

/** The same as it was committed. */
interface Remembered extends Known {
  readonly version: bigint;
}

interface Cache {
  /** The longest unused first. */
  readonly ledgers: Map<number, Remembered>;
  rows: number;
}

/**
 * How many rows a process remembers at most of all ledgers together; the longest unused goes first.
 * A row takes about 400 bytes with what is derived from it, a ledger 6 kB beside its rows:
 * `npm run bench -- memory` measures both. So this is about a gigabyte and a half.
 */
const MOST_ROWS = 3_000_000;
const ROWS_A_LEDGER = 15;

/** So much more than is asked for should be loaded ahead, so that it is not soon too little. */
export const AHEAD_MORE = 12 * HOUR;

const caches = new WeakMap<Db['pool'], Cache>();

function cacheOf(db: Db): Cache {
  const cache = caches.get(db.pool) ?? { ledgers: new Map(), rows: 0 };
  caches.set(db.pool, cache);
  return cache;
}

/**
 * What is known of a person over a span if it is remembered at exactly this version, read under the
 * ledger's lock, so that nobody can have changed it since; otherwise undefined.
 */
export function remembered(
  db: Db,
  reviewer: number,
  version: bigint,
  span: Wanted,
): Known | undefined {
  const known = cacheOf(db).ledgers.get(reviewer);
  if (known?.version !== version) return undefined;
  const { facts, held } = known;
  const reaches =
    facts.span.start <= span.start &&
    facts.span.end >= span.end &&
    firstOf(facts.span) <= firstOf(span);
  return reaches ? { facts: since(facts, span), held } : undefined;
}

/**
 * The exposures that are remembered over a span at whatever version: rows of the ledger are never
 * changed, so that only those added since are missing. Undefined: not all of them are remembered.
 */
export function rememberedRows(
  db: Db,
  reviewer: number,
  span: Wanted,
): Facts['exposures'] | undefined {
  const facts = cacheOf(db).ledgers.get(reviewer)?.facts;
  return facts && facts.span.start <= span.start ? since(facts, span).exposures : undefined;
}

/** Remembers what was just committed, and never anything else. */
export function remember(db: Db, version: bigint, { facts, held }: Known): void {
  const cache = cacheOf(db);
  forget(cache, facts.reviewer);
  cache.ledgers.set(facts.reviewer, { version, facts, held });
  cache.rows += rowsOf(facts);
  for (const oldest of cache.ledgers.keys()) {
    if (cache.rows <= MOST_ROWS) return;
    forget(cache, oldest);
  }
}

function forget(cache: Cache, reviewer: number): void {
  const known = cache.ledgers.get(reviewer);
  if (!known) return;
  cache.ledgers.delete(reviewer);
  cache.rows -= rowsOf(known.facts);
}

function rowsOf({ exposures, shifts, breaks }: Facts): number {
  return ROWS_A_LEDGER + exposures.length + shifts.length + breaks.length;
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
