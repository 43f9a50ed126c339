import { localDayAt } from '../domain/local-time.ts';
import { type Instant, SECOND } from '../domain/time.ts';
import { type AuditDue, COMMITTED_WITHIN, noteAuditsDue } from './audits-due.ts';
import type { Db } from './db.ts';
import type { Facts } from './facts.ts';
import type { Held } from './held.ts';
import { knownOf, type Reach, type Versioned, wantedAt } from './known-ledgers.ts';
import { remember } from './ledger-cache.ts';
import { POLICY_LOCK } from './policies.ts';
import { change, ms, rows, sql, type Tx, transaction, ts } from './rows.ts';

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

type LockRow = Versioned & { readonly last: number };
type NowRow = { readonly now: number; readonly policy: number };

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
 * once, and the decisions are those that `work` makes with the database that it is given. `patience`:
 * milliseconds that a lock is waited for before all of it fails; null: as long as any statement.
 */
export function withSharedLedgers<Result>(
  db: Db,
  reviewers: readonly number[],
  reach: Reach,
  work: (db: Db) => Promise<Result>,
  patience: number | null = null,
): Promise<Result> {
  const share = (tx: Tx, desk: Desk) => {
    shared.set(tx, { desk, asked: new Set(reviewers) });
    return work({ ...db, within: tx }).finally(() => shared.delete(tx));
  };
  return lockedOnce(db, reviewers, reach, share, patience);
}

async function lockedOnce<Result>(
  db: Db,
  reviewers: readonly number[],
  reach: Reach,
  work: (tx: Tx, desk: Desk) => Promise<Result>,
  patience: number | null = null,
): Promise<Result> {
  let decided: readonly Ledger[] = [];
  const result = await transaction(
    db,
    async (tx) => {
      // Not waited for: if it fails, so does the lock behind it.
      if (patience !== null)
        rows(tx, sql`select set_config('lock_timeout', ${`${patience}ms`}, true)`).catch(() => {});
      const desk = await lock(db, tx, reviewers, reach);
      const before = new Map([...desk.ledgers.values()].map((own) => [own, own.last]));
      const done = await work(tx, desk);
      decided = [...before.keys()].filter((own) => own.last !== before.get(own));
      return done;
    },
    (tx) => moveOn(tx, decided),
  );
  // Only what was committed may be remembered.
  for (const own of decided) remember(db, own.version + 1n, own);
  return result;
}

/** Clocks that differ by no more tell the same time. */
const SAME_TIME = SECOND;

/**
 * These people in groups that may be decided about at one instant: somebody whose last decision is
 * well ahead of the clock (one of another machine, or that was set back) does not take the others
 * there. Only within decisions that share a transaction.
 */
export function apart(db: Db, reviewers: readonly number[]): readonly (readonly number[])[] {
  const desk = db.within && shared.get(db.within)?.desk;
  if (!desk) return [reviewers];
  const latest = (db.clock() ?? desk.now) + SAME_TIME;
  const isAhead = (reviewer: number) => (desk.ledgers.get(reviewer)?.last ?? 0) > latest;
  const ahead = reviewers.filter(isAhead);
  const others = ahead.length === 0 ? reviewers : reviewers.filter((one) => !isAhead(one));
  return [others, ...ahead.map((one) => [one])];
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
      (select coalesce(max(version), 0) from policy_entries)::int as policy`,
  );
  const [locked, [head]] = await Promise.all([locking, looking]);
  if (!head) throw new Error('the database did not say what time it is');
  const now = db.clock() ?? Math.floor(head.now);
  const latest = locked.reduce((after, row) => Math.max(after, row.last + 1), now);
  const wanted = { ...wantedAt(now, reach), end: latest + reach.ahead };
  const known = await knownOf(db, tx, locked, wanted);
  const ledgers = locked.flatMap(({ reviewer_id: reviewer, version, last }) => {
    const own = known.get(reviewer);
    return own ? [{ reviewer, version, last, writtenFrom: Infinity, ...own } satisfies Ledger] : [];
  });
  return {
    now,
    policyVersion: head.policy,
    ledgers: new Map(ledgers.map((ledger) => [ledger.reviewer, ledger])),
  };
}

/** Notes that something of an instant was written, so that a day that is over is audited again. */
export function written(ledger: Ledger, from: Instant): void {
  ledger.writtenFrom = Math.min(ledger.writtenFrom, from);
}

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
