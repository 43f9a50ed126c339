import type { Db } from '../store/db.ts';
import { membersAt } from '../store/members.ts';
import { databaseNow } from '../store/rows.ts';

/** Who belongs to a site, a team, or a team at a site, now. */
export async function membersOf(
  db: Db,
  of: { readonly site: number | null; readonly team: number | null },
): Promise<readonly number[]> {
  const now = db.clock() ?? (await databaseNow(db.pool));
  return membersAt(db.pool, of, now);
}
