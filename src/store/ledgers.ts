import { localDayAt } from '../domain/local-time.ts';
import { type Instant, MINUTE } from '../domain/time.ts';
import { type AuditDue, noteAuditsDue } from './audits-due.ts';
import type { Db } from './db.ts';
import { type Facts, loadFacts, type Wanted } from './facts.ts';
import { type Held, type HeldRow, heldBy, heldOf } from './held.ts';
import { AHEAD_MORE, remember, remembered } from './ledger-cache.ts';
import { POLICY_LOCK } from './policies.ts';
import { change, ms, type Reader, rows, sql, type Tx, transaction, ts } from './rows.ts';

/** A person's ledger while it is locked. `facts` and `held` follow what is written through it. */
export interface Ledger {
  readonly reviewer: number;
  readonly version: bigint;
  /** The instant of the last decision on it. */
  last: Instant;
  facts: Facts;
  held: Held | null;
  /** The first instant that what was written through it is about; Infinity: none. */
  writtenFrom: Instant;
}

/** What a decision is made on: locked ledgers, one instant, one version of the policy. */
export interface Desk {
  readonly now: Instant;
  readonly policyVersion: number;
  readonly ledgers: ReadonlyMap<number, Ledger>;
}

/** How much is loaded around the instant of the decision, in milliseconds. */
export interface Reach {
  readonly back: number;
  readonly ahead: number;
  /** How far back shifts are loaded; no less than all else. */
  readonly shiftsBack: number;
}

/** The time around an instant that is loaded. */
export function wantedAt(now: Instant, { back, ahead, shiftsBack }: Reach): Wanted {
  const span = { start: now - back, end: now + ahead };
  return shiftsBack > back ? { ...span, earlierFrom: now - shiftsBack } : span;
}

type LockRow = { readonly reviewer_id: number; readonly version: bigint; readonly last: number };
type NowRow = { readonly now: number; readonly policy: number; readonly held: HeldRow[] };

/** Where several decisions share a transaction, the ledgers that it has locked. */
const shared = new WeakMap<Tx, { readonly desk: Desk; readonly asked: ReadonlySet<number> }>();

/**
 * Locks the ledgers of these reviewers in id order, reads the clock behind the locks (never before
 * a person's last recorded instant), gives what is known of them to `work` and, when that returns,
 * moves their versions on: all in one transaction. Reviewers that do not exist are absent.
 */
export async function withLedgers<Result>(
  db: Db,
  reviewers: readonly number[],
  reach: Reach,
  work: (tx: Tx, desk: Desk) => Promise<Result>,
): Promise<Result> {
  const common = db.within && shared.get(db.within);
  if (db.within && common) {
    const other = reviewers.find((reviewer) => !common.asked.has(reviewer));
    if (other !== undefined) throw new Error(`the ledger of reviewer ${other} is not locked`);
    return work(db.within, partOf(db, common.desk, reviewers));
  }
  return lockedOnce(db, reviewers, reach, (tx, whole) => work(tx, partOf(db, whole, reviewers)));
}

/**
 * Several decisions in one transaction, which stand or fall together: all their ledgers are locked
 * once, and the decisions are those that `work` makes with the database that it is given.
 */
export function withSharedLedgers<Result>(
  db: Db,
  reviewers: readonly number[],
  reach: Reach,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  return lockedOnce(db, reviewers, reach, (tx, desk) => {
    shared.set(tx, { desk, asked: new Set(reviewers) });
    return work({ ...db, within: tx }).finally(() => shared.delete(tx));
  });
}

async function lockedOnce<Result>(
  db: Db,
  reviewers: readonly number[],
  reach: Reach,
  work: (tx: Tx, desk: Desk) => Promise<Result>,
): Promise<Result> {
  let decided: readonly Ledger[] = [];
  const result = await transaction(
    db,
    async (tx) => {
      const desk = await lock(db, tx, reviewers, reach);
      const before = new Map([...desk.ledgers.values()].map((own) => [own, own.last]));
      const done = await work(tx, desk);
      decided = [...before.keys()].filter((own) => own.last !== before.get(own));
      return done;
    },
    (tx) => moveOn(tx, decided),
  );
  // Only what was committed may be remembered.
  for (const { version, facts } of decided) remember(db, version + 1n, facts);
  return result;
}

/** The ledgers of one decision, made strictly after the last on any of them. */
function partOf(db: Db, desk: Desk, reviewers: readonly number[]): Desk {
  const own = reviewers.flatMap((reviewer) => desk.ledgers.get(reviewer) ?? []);
  own.sort((a, b) => a.reviewer - b.reviewer);
  const now = own.reduce((latest, { last }) => Math.max(latest, last + 1), db.clock() ?? desk.now);
  for (const ledger of own) ledger.last = now;
  return { ...desk, now, ledgers: new Map(own.map((ledger) => [ledger.reviewer, ledger])) };
}

async function lock(db: Db, tx: Tx, reviewers: readonly number[], reach: Reach): Promise<Desk> {
  const locking = rows<LockRow>(
    tx,
    sql`with gate as materialized (select pg_advisory_xact_lock_shared(${POLICY_LOCK}))
      select l.reviewer_id, l.version, ${ms('l.last_instant')} as last from gate, ledgers l
      where l.reviewer_id = any(${reviewers}::int[]) order by l.reviewer_id for update of l`,
  );
  // Sent at once, but PostgreSQL begins the second when it has the locks, and looks then.
  const looking = rows<NowRow>(
    tx,
    sql`select ${ms('clock_timestamp()')} as now,
      (select coalesce(max(version), 0) from policy_entries)::int as policy,
      ${heldBy(reviewers)} as held`,
  );
  const [locked, [head]] = await Promise.all([locking, looking]);
  if (!head) throw new Error('the database did not say what time it is');
  const clock = db.clock() ?? Math.floor(head.now);
  const now = locked.reduce((latest, row) => Math.max(latest, row.last + 1), clock);
  const span = wantedAt(now, reach);
  const facts = await factsOf(db, tx, locked, span);
  const held = new Map(head.held.map((row) => [row.reviewer, heldOf(row)]));
  const ledgers = locked.flatMap(({ reviewer_id: reviewer, version, last }) => {
    const own = facts.get(reviewer);
    const ledger = {
      reviewer,
      version,
      last,
      held: held.get(reviewer) ?? null,
      writtenFrom: Infinity,
    };
    return own ? [{ ...ledger, facts: own } satisfies Ledger] : [];
  });
  return {
    now,
    policyVersion: head.policy,
    ledgers: new Map(ledgers.map((ledger) => [ledger.reviewer, ledger])),
  };
}

/** What is remembered at this version, and the rest from the database. */
async function factsOf(
  db: Db,
  tx: Reader,
  locked: readonly Pick<LockRow, 'reviewer_id' | 'version'>[],
  span: Wanted,
): Promise<ReadonlyMap<number, Facts>> {
  const found = new Map<number, Facts>();
  for (const row of locked) {
    const cached = remembered(db, row.reviewer_id, row.version, span);
    if (cached) found.set(row.reviewer_id, cached);
  }
  const missing = locked.map((row) => row.reviewer_id).filter((id) => !found.has(id));
  const reach = { ...span, end: span.end + AHEAD_MORE };
  if (missing.length > 0)
    for (const facts of await loadFacts(tx, missing, reach)) found.set(facts.reviewer, facts);
  return found;
}

/** What is known of somebody at a moment, unlocked. */
export interface Known {
  readonly facts: Facts;
  readonly held: Held | null;
}

/** The same as behind a lock, for reading: what it says may be over by the time it is looked at. */
export async function readLedgers(
  db: Db,
  reviewers: readonly number[],
  reach: Reach,
): Promise<{ now: Instant; policyVersion: number; people: readonly Known[] }> {
  const [head] = await rows<NowRow & { versions: [number, number][] }>(
    db.pool,
    sql`select ${ms('clock_timestamp()')} as now,
      (select coalesce(max(version), 0) from policy_entries)::int as policy,
      ${heldBy(reviewers)} as held,
      coalesce((select json_agg(json_build_array(l.reviewer_id, l.version) order by l.reviewer_id)
        from ledgers l where l.reviewer_id = any(${reviewers}::int[])), '[]') as versions`,
  );
  if (!head) throw new Error('the database did not say what time it is');
  const now = db.clock() ?? Math.floor(head.now);
  const span = wantedAt(now, reach);
  const versions = head.versions.map(([reviewer, version]) => ({
    reviewer_id: reviewer,
    version: BigInt(version),
  }));
  const facts = await factsOf(db, db.pool, versions, span);
  const held = new Map(head.held.map((row) => [row.reviewer, heldOf(row)]));
  const people = versions.flatMap(({ reviewer_id: reviewer }) => {
    const own = facts.get(reviewer);
    return own ? [{ facts: own, held: held.get(reviewer) ?? null }] : [];
  });
  return { now, policyVersion: head.policy, people };
}

/** Notes that something of an instant was written, so that a day that is over is audited again. */
export function written(ledger: Ledger, from: Instant): void {
  ledger.writtenFrom = Math.min(ledger.writtenFrom, from);
}

/** A day may be over, and be audited, before what is decided at its very end is committed. */
const COMMITTED_WITHIN = MINUTE;

/** What is written of a day that may have been audited, at any site where they belong or did. */
function lateOf({ reviewer, writtenFrom, last, facts }: Ledger): readonly AuditDue[] {
  if (writtenFrom === Infinity) return [];
  const over = facts.zones
    .map(({ zone }) => localDayAt(last + COMMITTED_WITHIN, zone).start)
    .filter((start) => writtenFrom < start);
  return over.length === 0 ? [] : [{ reviewer, since: writtenFrom, overBy: Math.max(...over) }];
}

async function moveOn(tx: Tx, decided: readonly Ledger[]): Promise<void> {
  if (decided.length === 0) return;
  const late = decided.flatMap(lateOf);
  // Asked before anything is waited for, because the commit goes along with it.
  const noted = late.length > 0 ? noteAuditsDue(tx, late) : undefined;
  const moved = change(
    tx,
    sql`update ledgers set version = version + 1, last_instant = decided.last
      from unnest(${decided.map((own) => own.reviewer)}::int[],
        ${decided.map((own) => ts(own.last))}::timestamptz[]) as decided(reviewer, last)
      where reviewer_id = decided.reviewer`,
  );
  await Promise.all([noted, moved]);
}
