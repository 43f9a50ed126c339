import { createHash } from 'node:crypto';
import type { FiledTable, Remark, Report } from '../report/report.ts';
import { readReport } from '../report/template.ts';
import type { Db } from '../store/db.ts';
import { keepReport } from '../store/reports.ts';
import { databaseNow } from '../store/rows.ts';

export type Imported =
  | {
      readonly kind: 'imported';
      readonly id: number;
      readonly report: Report;
      readonly warnings: readonly Remark[];
      /** The same files had been imported before. */
      readonly already: boolean;
    }
  | { readonly kind: 'invalid'; readonly errors: readonly Remark[] };

/** Reads a transparency report and keeps it, whole or not at all; the same files are kept once. */
export async function importReport(
  db: Db,
  files: readonly FiledTable[],
  by = 'system',
): Promise<Imported> {
  const read = readReport(files);
  if (read.kind === 'invalid') return read;
  const { report, warnings } = read;
  const now = db.clock() ?? (await databaseNow(db.pool));
  const kept = await keepReport(db, by, {
    service: report.service,
    period: report.period,
    checksum: checksumOf(files),
    figures: figuresOf(report),
    warnings,
    importedAt: now,
  });
  return { kind: 'imported', report, warnings, ...kept };
}

/** The report as JSON can hold it. */
function figuresOf(report: Report): object {
  const { moderators } = report;
  const byLanguage = Object.fromEntries(moderators.byLanguage);
  return { ...report, moderators: { ...moderators, byLanguage } };
}

/** Of names and texts, in the order of names: the order in which files come does not matter. */
function checksumOf(files: readonly FiledTable[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    hash.update(`${name}\n${text.length}\n${text}`);
  return hash.digest('hex');
}
