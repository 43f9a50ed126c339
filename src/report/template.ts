import {
  automatedBeyondAll,
  type CategoryTable,
  MEASURE_COLUMNS,
  MEASURE_VALUES,
  measuresIn,
  NOTICE_COLUMNS,
  NOTICE_VALUES,
  noticesIn,
} from './by-category.ts';
import { COMPLAINT_COLUMNS, complaintsIn } from './complaints.ts';
import { FILING_COLUMNS, filingOf } from './filing.ts';
import { MODERATOR_COLUMNS, moderatorsIn } from './moderators.ts';
import type { Counts, FiledTable, Remark, Report } from './report.ts';
import { type Sheet, sheetOf } from './sheet.ts';
import { sumsThatDisagree } from './sums.ts';

export type ReadReport =
  | { readonly kind: 'read'; readonly report: Report; readonly warnings: readonly Remark[] }
  | { readonly kind: 'invalid'; readonly errors: readonly Remark[] };

const TABLES = {
  notices: { number: 4, columns: NOTICE_COLUMNS },
  measures: { number: 6, columns: MEASURE_COLUMNS },
  complaints: { number: 7, columns: COMPLAINT_COLUMNS },
  moderators: { number: 9, columns: MODERATOR_COLUMNS },
} as const;

/**
 * Reads tables 4, 6, 7 and 9 of the harmonised transparency template, told apart by the number
 * that a file's name begins with (others are passed over). All or nothing: every error is listed,
 * and with one of them there is no report. Warnings do not stop it.
 * Source: Implementing Regulation (EU) 2024/2835, Annex I.
 */
export function readReport(files: readonly FiledTable[]): ReadReport {
  const errors: Remark[] = [];
  const sheets = {
    notices: sheetIn(files, 'notices', errors),
    measures: sheetIn(files, 'measures', errors),
    complaints: sheetIn(files, 'complaints', errors),
    moderators: sheetIn(files, 'moderators', errors),
  };
  const filing = filingOf(Object.values(sheets).filter((sheet) => sheet !== null));
  const notices = sheets.notices && noticesIn(sheets.notices);
  const measures = sheets.measures && measuresIn(sheets.measures);
  const complaints = sheets.complaints && complaintsIn(sheets.complaints);
  const moderators = sheets.moderators && moderatorsIn(sheets.moderators);
  if (errors.length > 0 || !filing || !notices || !measures || !complaints || !moderators)
    return { kind: 'invalid', errors: inOrder(errors) };
  const warnings = [
    ...sumsThatDisagree(notices, [NOTICE_VALUES.notices]),
    ...sumsThatDisagree(measures, Object.values(MEASURE_VALUES)),
    ...automatedBeyondAll(measures),
    ...complaints.warnings,
    ...moderators.warnings,
  ];
  const report = {
    ...filing,
    ...categoriesOf(notices, measures),
    complaints: complaints.total,
    moderators: moderators.moderators,
  };
  return { kind: 'read', report, warnings: inOrder(warnings) };
}

function sheetIn(
  files: readonly FiledTable[],
  table: keyof typeof TABLES,
  errors: Remark[],
): Sheet | null {
  const { number, columns } = TABLES[table];
  const [filed, ...more] = files.filter(({ name }) => Number.parseInt(name, 10) === number);
  const say = (file: string, message: string) =>
    errors.push({ file, row: null, column: null, message });
  if (!filed) say(`${number}_*.csv`, `table ${number} (${table}) is missing`);
  for (const second of more) say(second.name, `a second table ${number}, after ${filed?.name}`);
  return filed ? sheetOf(filed, [...FILING_COLUMNS, ...columns], errors) : null;
}

/** By the order of files, then rows; what is said of a file as a whole comes first. */
function inOrder(remarks: readonly Remark[]): readonly Remark[] {
  return remarks.toSorted(
    (a, b) =>
      Number.parseInt(a.file, 10) - Number.parseInt(b.file, 10) || (a.row ?? 0) - (b.row ?? 0),
  );
}

function categoriesOf(
  notices: CategoryTable,
  measures: CategoryTable,
): Pick<Report, 'totals' | 'categories'> {
  const rows = [...measures.rows, ...notices.rows];
  const countsOf = (category: string, keyword: string | null): Counts => {
    const value = (table: CategoryTable, column: string) =>
      table.rows.find((row) => row.category === category && row.keyword === keyword)?.values[
        column
      ] ?? null;
    return {
      notices: value(notices, NOTICE_VALUES.notices),
      measures: value(measures, MEASURE_VALUES.measures),
      automated: value(measures, MEASURE_VALUES.automated),
      medianHoursToAct: value(notices, NOTICE_VALUES.median),
    };
  };
  const named = new Set(rows.map((row) => row.category));
  named.delete('TOTAL');
  const keywordsOf = (category: string) =>
    new Set(rows.filter((row) => row.category === category).map((row) => row.keyword));
  return {
    totals: countsOf('TOTAL', null),
    categories: [...named].map((category) => ({
      category,
      ...countsOf(category, null),
      keywords: [...keywordsOf(category)]
        .filter((keyword) => keyword !== null)
        .map((keyword) => ({ keyword, ...countsOf(category, keyword) })),
    })),
  };
}
