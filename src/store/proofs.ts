import { type Reader, rows, sql } from './rows.ts';

/**
 * How often two people had the same item in the same role at once, or one person two items, over all
 * that was ever handed out.
 */
export async function heldTwice(db: Reader): Promise<number> {
  const [row] = await rows<{ twice: number }>(
    db,
    sql`with held as materialized (
        select id, reviewer_id as who, null::bigint as item, '' as role, decided_at as since,
          coalesce(ended_at, 'infinity') as until from assignments
        union all select id, null, item_id, 'watcher', coalesce(took_over_at, decided_at),
          coalesce(ended_at, 'infinity') from assignments where role = 'watcher'
        union all select id, null, item_id, 'relief', decided_at,
          coalesce(took_over_at, ended_at, 'infinity') from assignments
          where role = 'relief' or took_over_at is not null)
      select count(*)::int as twice from held a join held b on a.id < b.id and a.role = b.role
        and (a.who = b.who or a.item = b.item) where a.since < b.until and b.since < a.until`,
  );
  if (!row) throw new Error('a count gave no row');
  return row.twice;
}

/** Of items by their own names, how many are not there. */
export async function unknownItems(db: Reader, externalIds: readonly string[]): Promise<number> {
  const [row] = await rows<{ unknown: number }>(
    db,
    sql`select count(*)::int as unknown from unnest(${externalIds}::text[]) as said(id)
      where not exists (select 1 from items where external_id = said.id)`,
  );
  if (!row) throw new Error('a count gave no row');
  return row.unknown;
}
