import { type Reader, rows, sql } from './rows.ts';

/**
 * How often two people had the same item in the same role at once, or one person two items, over all
 * that was ever handed out.
 */
export async function heldTwice(db: Reader): Promise<number> {
  const [row] = await rows<{ twice: number }>(
    db,
    sql`select count(*)::int as twice from assignments a join assignments b
        on a.id < b.id and (a.reviewer_id = b.reviewer_id or (a.item_id = b.item_id and a.role = b.role))
      where a.decided_at < coalesce(b.ended_at, 'infinity')
        and b.decided_at < coalesce(a.ended_at, 'infinity')`,
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
