import type { Level, Params, PolicyEntry, Scope } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import { log } from './audit-log.ts';
import type { Db } from './db.ts';
import { change, ms, type Reader, rows, sql, type Tx, transaction, ts } from './rows.ts';

/** Advisory lock: shared by everyone who decides on the policy, taken alone by who changes it. */
export const POLICY_LOCK = 7_301;

/** All entries up to a version. */
export interface Policy {
  readonly version: number;
  readonly entries: readonly PolicyEntry[];
}

type Row = {
  readonly version: number;
  readonly rule: string;
  readonly level: Level;
  readonly scope: Scope['kind'];
  readonly scope_id: number | null;
  readonly params: Params | null;
  readonly from: Instant;
};

const cache = new WeakMap<Db['pool'], Policy>();

/** The policy at a version, from memory when that is the one last read: entries never change. */
export async function policyAt(db: Db, reader: Reader, version: number): Promise<Policy> {
  const known = cache.get(db.pool);
  if (known?.version === version) return known;
  const policy = { version, entries: await loadEntries(reader, version) };
  cache.set(db.pool, policy);
  return policy;
}

/** The policy as it stands now, without a lock: for reading, never for deciding. */
export function currentPolicy(db: Db): Promise<Policy> {
  return latest(db, db.pool);
}

async function latest(db: Db, reader: Reader): Promise<Policy> {
  const [row] = await rows<{ version: number }>(
    reader,
    sql`select coalesce(max(version), 0)::int as version from policy_entries`,
  );
  return policyAt(db, reader, row?.version ?? 0);
}

async function loadEntries(reader: Reader, version: number): Promise<readonly PolicyEntry[]> {
  const found = await rows<Row>(
    reader,
    sql`select version, rule, level, scope, scope_id, params, ${ms('effective_from')} as from
      from policy_entries where version <= ${version} order by version`,
  );
  return found.map((row) => ({
    version: row.version,
    rule: row.rule,
    level: row.level,
    scope: scopeOf(row),
    params: row.params,
    from: row.from,
  }));
}

function scopeOf(row: Row): Scope {
  if (row.scope === 'organisation') return { kind: 'organisation' };
  if (row.scope_id === null) throw new Error(`policy entry ${row.version} has no ${row.scope}`);
  return { kind: row.scope, id: row.scope_id };
}

export type NewEntry = Omit<PolicyEntry, 'version' | 'from'> & {
  readonly from: Instant | null;
  /** The proposal that it comes from, if it was proposed. */
  readonly proposal?: number;
};

/** What is decided on the policy as it stands at the commit, in the same transaction. */
type Decide = (
  policy: Policy,
  now: Instant,
  tx: Tx,
) => readonly NewEntry[] | Promise<readonly NewEntry[]>;

/**
 * Adds entries alone: whoever was deciding on the old policy has finished, so the commit instant,
 * read behind the lock, is later than each of their decisions. `from` is never before it. With
 * 'missing' only entries of rules that have none yet, for replicas that start at once.
 */
export async function addEntries(
  db: Db,
  entries: readonly NewEntry[] | Decide,
  as: { readonly by: string; readonly which: 'all' | 'missing' },
): Promise<Instant> {
  return transaction(db, async (tx) => {
    await rows(tx, sql`select pg_advisory_xact_lock(${POLICY_LOCK})::text`);
    const [clock] = await rows<{ now: number; last: number | null }>(
      tx,
      sql`select ${ms('clock_timestamp()')} as now, ${ms('(select max(last_instant) from ledgers)')} as last`,
    );
    const now = Math.max(db.clock() ?? Math.ceil(clock?.now ?? 0), (clock?.last ?? 0) + 1);
    const decided =
      typeof entries === 'function' ? await entries(await latest(db, tx), now, tx) : entries;
    for (const entry of decided)
      if (as.which === 'all' || !(await known(tx, entry.rule))) await insert(tx, entry, now, as.by);
    return now;
  });
}

async function known(tx: Tx, rule: string): Promise<boolean> {
  const found = await rows(tx, sql`select 1 from policy_entries where rule = ${rule} limit 1`);
  return found.length > 0;
}

async function insert(tx: Tx, entry: NewEntry, now: Instant, by: string): Promise<void> {
  const scopeId = entry.scope.kind === 'organisation' ? null : entry.scope.id;
  await change(
    tx,
    sql`insert into policy_entries (rule, level, scope, scope_id, params, effective_from, committed_at,
        committed_by, proposal_id)
      values (${entry.rule}, ${entry.level}, ${entry.scope.kind}, ${scopeId}::int,
        ${JSON.stringify(entry.params)}::jsonb, ${ts(Math.max(entry.from ?? now, now))}, ${ts(now)},
        ${by}, ${entry.proposal ?? null}::int)`,
  );
  const { rule, level, scope, params } = entry;
  await log(tx, {
    at: now,
    actor: by,
    action: 'change-policy',
    subject: rule,
    detail: { level, scope, params, from: Math.max(entry.from ?? now, now) },
  });
}
