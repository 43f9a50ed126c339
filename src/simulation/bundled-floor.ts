import { type Floor, floorOf } from '../report/floor.ts';
import { readBundled } from '../services/bundled-report.ts';
import { importReport } from '../services/import-report.ts';
import { ensureBaseline } from '../services/policy.ts';
import type { Db } from '../store/db.ts';

/** Reads the bundled report into a database that has a policy then, and gives the floor of it. */
export async function bundledFloor(
  db: Db,
  size: { readonly reviewers: number; readonly seed: number },
): Promise<Floor> {
  await ensureBaseline(db);
  const imported = await importReport(db, await readBundled());
  if (imported.kind === 'invalid') throw new Error('the bundled report cannot be read');
  return floorOf(imported.report, size);
}
