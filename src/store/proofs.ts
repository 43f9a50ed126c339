import { type Reader, rows, sql } from './rows.ts';

/**
 * How often two people had the same item in the same role at once, or one person two items, over all
 * that was ever handed out.
 */
export async function heldTwice(db: Reader): Promise<number> {
  const [row] = await rows<{ twice: number }>(
    db,
    sql`with held as (
        select id, 'by ' || reviewer_id as what, decided_at as since, ended_at as until
          from assignments
        union all select id, 'watched ' || item_id, coalesce(took_over_at, decided_at), ended_at
          from assignments where role = 'watcher'
        union all select id, 'relieved ' || item_id, decided_at, coalesce(took_over_at, ended_at)
          from assignments where role = 'relief' or took_over_at is not null)
      select count(*)::int as twice from (select since, max(coalesce(until, 'infinity')) over (
          partition by what order by since, id rows between unbounded preceding and 1 preceding)
          as had_until from held) h where since < had_until`,
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
