import { type Reader, rows, sql } from './rows.ts';

/** The hazard statement that is read before consenting, as it stands now. */
export async function currentStatement(db: Reader): Promise<{ version: number; text: string }> {
  const [row] = await rows<{ version: number; text: string }>(
    db,
    sql`select version, text from hazard_statements order by version desc limit 1`,
  );
  if (!row) throw new Error('no hazard statement has been published');
  return row;
}
