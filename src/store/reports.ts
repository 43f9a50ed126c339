import type { Instant } from '../domain/time.ts';
import { log } from './audit-log.ts';
import type { Db } from './db.ts';
import { rows, type Sql, sql, type Tx, transaction, ts } from './rows.ts';

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

/** Keeps a report once by its checksum, and who imported it. */
export async function keepReport(
  db: Db,
  by: string,
  report: NewReport,
): Promise<{ id: number; already: boolean }> {
  return transaction(db, async (tx) => {
    const [added] = await rows<{ id: number }>(tx, insertion(report));
    if (!added) return { id: await kept(tx, report.checksum), already: true };
    const { service, period, importedAt } = report;
    const deed = { action: 'import-report', subject: service, detail: { id: added.id, period } };
    await log(tx, { at: importedAt, actor: by, ...deed });
    return { id: added.id, already: false };
  });
}

function insertion(report: NewReport): Sql {
  return sql`insert into reports (service, period_from, period_to, checksum, figures, warnings,
      imported_at)
    values (${report.service}, ${report.period.from}::date, ${report.period.to}::date,
      ${report.checksum}, ${JSON.stringify(report.figures)}::jsonb,
      ${JSON.stringify(report.warnings)}::jsonb, ${ts(report.importedAt)})
    on conflict (checksum) do nothing returning id`;
}

async function kept(tx: Tx, checksum: string): Promise<number> {
  const [row] = await rows<{ id: number }>(
    tx,
    sql`select id from reports where checksum = ${checksum}`,
  );
  if (!row) throw new Error('a report was neither kept nor there');
  return row.id;
}
