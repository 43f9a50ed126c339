import type { Remark } from './report.ts';
import { countIn, plain, type Row, type Sheet } from './sheet.ts';
import { disagreement } from './sums.ts';

const INDICATOR = 'Indicator';
const SCOPE = 'Scope';
const VALUE = 'Value';

export const COMPLAINT_COLUMNS = [INDICATOR, SCOPE, VALUE] as const;

const ALL = 'number of complaints submitted to the internal-complaints mechanism';
const BY_KIND = 'complaint regarding';
const TOTAL = 'total number';
const OUTCOMES = ['decisions upheld', 'decisions partially reversed', 'decisions reversed'];

interface Complaints {
  readonly total: number;
  readonly warnings: readonly Remark[];
}

interface ComplaintRow {
  readonly row: Row;
  readonly indicator: string;
  readonly scope: string;
  readonly count: number | null;
}

/** Table 7: complaints in all, with warnings where outcomes or kinds do not add up to them. */
export function complaintsIn(sheet: Sheet): Complaints | null {
  const rows = sheet.rows.flatMap((row) => complaintRow(sheet, row));
  for (const [i, { row, indicator, scope }] of rows.entries())
    if (rows.findIndex((one) => one.indicator === indicator && one.scope === scope) < i)
      sheet.fail(row.number, SCOPE, 'a second row of the same indicator and scope');
  const total = rows.find(({ indicator, scope }) => indicator === ALL && scope === TOTAL);
  if (!total) {
    sheet.fail(null, INDICATOR, 'there is no row with the total number of complaints');
    return null;
  }
  if (total.count === null) {
    if (total.row.cell(VALUE) === '') sheet.fail(total.row.number, VALUE, 'the total is empty');
    return null;
  }
  return { total: total.count, warnings: warningsOf(sheet.file, rows) };
}

function complaintRow(sheet: Sheet, row: Row): readonly ComplaintRow[] {
  const indicator = plain(row.cell(INDICATOR));
  const scope = plain(row.cell(SCOPE));
  const read = indicator === ALL || indicator.startsWith(BY_KIND);
  if (!read || (scope !== TOTAL && !OUTCOMES.includes(scope))) return [];
  return [{ row, indicator, scope, count: countIn(sheet, row, VALUE) }];
}

function warningsOf(file: string, rows: readonly ComplaintRow[]): readonly Remark[] {
  const totals = rows.filter(({ scope }) => scope === TOTAL);
  return totals.flatMap((total) => {
    const place = { file, row: total.row.number, column: VALUE };
    const outcomes = rows.filter((r) => r.indicator === total.indicator && r.scope !== TOTAL);
    const kinds = total.indicator === ALL ? totals.filter((other) => other !== total) : [];
    return [
      ...disagreement(
        place,
        total.count,
        'the outcomes',
        outcomes.map(({ count }) => count),
      ),
      ...disagreement(
        place,
        total.count,
        'the kinds of complaint',
        kinds.map(({ count }) => count),
      ),
    ];
  });
}
