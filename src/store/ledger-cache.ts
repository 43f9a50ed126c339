import v8 from 'node:v8';
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
  bytes: number;
}

/**
 * What a process may remember at most, in bytes: half of what its heap may grow to, so that
 * `--max-old-space-size` decides. The longest unused goes first. Measured on Node 20 by `npm run bench --
 * memory`, with what is derived of them for a claim: 290 bytes a row, 7.6 kB a ledger beside its rows.
 * Of 28 days a gigabyte holds 1,270 people who see 130 items a day, or 14,800 who see 10.
 */
const MOST = v8.getHeapStatistics().heap_size_limit / 2;
const ROW = 300;
const LEDGER = 7_600;

/** So much more than is asked for should be loaded ahead, so that it is not soon too little. */
export const AHEAD_MORE = 12 * HOUR;

const caches = new WeakMap<Db['pool'], Cache>();

function cacheOf(db: Db): Cache {
  const cache = caches.get(db.pool) ?? { ledgers: new Map(), bytes: 0 };
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
  cache.bytes += bytesOf(facts);
  for (const oldest of cache.ledgers.keys()) {
    if (cache.bytes <= MOST) return;
    forget(cache, oldest);
  }
}

function forget(cache: Cache, reviewer: number): void {
  const known = cache.ledgers.get(reviewer);
  if (!known) return;
  cache.ledgers.delete(reviewer);
  cache.bytes -= bytesOf(known.facts);
}

function bytesOf({ exposures }: Facts): number {
  return LEDGER + ROW * exposures.length;
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
