import type { Instant } from '../domain/time.ts';
import { type Reader, rows, sql, ts } from './rows.ts';

/** A report as it was read, ready to be kept. */
export interface NewReport {
  readonly service: string;
  /** First and last day, 'YYYY-MM-DD'. */
  readonly period: { readonly from: string; readonly to: string };
  readonly checksum: string;
  readonly figures: object;
  readonly warnings: readonly object[];
  readonly importedAt: Instant;
}

/** Keeps a report once by its checksum. */
export async function keepReport(
  db: Reader,
  report: NewReport,
): Promise<{ id: number; already: boolean }> {
  const [added] = await rows<{ id: number }>(
    db,
    sql`insert into reports (service, period_from, period_to, checksum, figures, warnings, imported_at)
      values (${report.service}, ${report.period.from}::date, ${report.period.to}::date,
        ${report.checksum}, ${JSON.stringify(report.figures)}::jsonb,
        ${JSON.stringify(report.warnings)}::jsonb, ${ts(report.importedAt)})
      on conflict (checksum) do nothing returning id`,
  );
  if (added) return { id: added.id, already: false };
  const [kept] = await rows<{ id: number }>(
    db,
    sql`select id from reports where checksum = ${report.checksum}`,
  );
  if (!kept) throw new Error('a report was neither kept nor there');
  return { id: kept.id, already: true };
}
