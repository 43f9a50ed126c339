import { lastRow, withRows } from '../domain/recorded.ts';
import type { Instant } from '../domain/time.ts';
import type { Db } from './db.ts';
import { type Facts, loadFacts, type Wanted } from './facts.ts';
import { type HeldRow, heldBy, heldOf, loadHeld } from './held.ts';
import { AHEAD_MORE, type Known, remembered, rememberedRows } from './ledger-cache.ts';
import { ms, type Reader, rows, sql } from './rows.ts';

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

/** A ledger at a version, as its row says. */
export interface Versioned {
  readonly reviewer_id: number;
  readonly version: bigint;
}

/** What is remembered at these versions, which are locked, and the rest from the database. */
export async function knownOf(
  db: Db,
  tx: Reader,
  locked: readonly Versioned[],
  span: Wanted,
): Promise<ReadonlyMap<number, Known>> {
  const found = new Map<number, Known>();
  for (const row of locked) {
    const cached = remembered(db, row.reviewer_id, row.version, span);
    if (cached) found.set(row.reviewer_id, cached);
  }
  const missing = locked.map((row) => row.reviewer_id).filter((id) => !found.has(id));
  if (missing.length === 0) return found;
  const [held, loaded] = await Promise.all([loadHeld(tx, missing), load(db, tx, missing, span)]);
  for (const facts of loaded)
    found.set(facts.reviewer, { facts, held: held.get(facts.reviewer) ?? null });
  return found;
}

/** From the database; of exposures only those that were added to what is remembered. */
async function load(
  db: Db,
  reader: Reader,
  reviewers: readonly number[],
  span: Wanted,
): Promise<readonly Facts[]> {
  const reach = { ...span, end: span.end + AHEAD_MORE };
  const kept = new Map<number, Facts['exposures']>();
  for (const reviewer of reviewers) {
    const known = rememberedRows(db, reviewer, span);
    if (known && known.length > 0) kept.set(reviewer, known);
  }
  const last = new Map([...kept].map(([reviewer, known]) => [reviewer, lastRow(known)]));
  const loaded = await loadFacts(reader, reviewers, reach, last);
  return loaded.map((facts) => {
    const exposures = withRows(kept.get(facts.reviewer) ?? [], facts.exposures);
    return { ...facts, exposures };
  });
}

/** The same as behind a lock, for reading: what it says may be over by the time it is looked at. */
export async function readLedgers(
  db: Db,
  reviewers: readonly number[],
  reach: Reach,
): Promise<{ now: Instant; policyVersion: number; people: readonly Known[] }> {
  const [head] = await rows<{
    now: number;
    policy: number;
    held: HeldRow[];
    versions: [number, number][];
  }>(
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
  const held = new Map(head.held.map((row) => [row.reviewer, heldOf(row)]));
  const found = new Map<number, Facts>();
  for (const [reviewer, version] of head.versions) {
    const cached = remembered(db, reviewer, BigInt(version), span);
    if (cached) found.set(reviewer, cached.facts);
  }
  const missing = head.versions.map(([reviewer]) => reviewer).filter((id) => !found.has(id));
  if (missing.length > 0)
    for (const facts of await load(db, db.pool, missing, span)) found.set(facts.reviewer, facts);
  const people = head.versions.flatMap(([reviewer]) => {
    const facts = found.get(reviewer);
    return facts ? [{ facts, held: held.get(reviewer) ?? null }] : [];
  });
  return { now, policyVersion: head.policy, people };
}
