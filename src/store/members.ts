import type { Instant } from '../domain/time.ts';
import { type Reader, rows, sql, ts } from './rows.ts';

/** Who belongs to a site, a team, or a team at a site, at an instant. */
export async function membersAt(
  db: Reader,
  of: { readonly site: number | null; readonly team: number | null },
  at: Instant,
): Promise<readonly number[]> {
  const found = await rows<{ reviewer_id: number }>(
    db,
    sql`select reviewer_id from (select distinct on (reviewer_id) reviewer_id, site_id, team_id
        from memberships where starts_at <= ${ts(at)} order by reviewer_id, starts_at desc) m
      where (${of.site}::int is null or site_id = ${of.site})
        and (${of.team}::int is null or team_id = ${of.team}) order by reviewer_id`,
  );
  return found.map((row) => row.reviewer_id);
}
