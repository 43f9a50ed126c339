import { CsvError, parse } from 'csv-parse/sync';
import type { FiledTable, Remark } from './report.ts';

export interface Row {
  readonly number: number;
  /** The trimmed text under a header; '' where the row is too short. */
  readonly cell: (column: string) => string;
}

/** One table as rows under headers, and where its errors are collected. */
export interface Sheet {
  readonly file: string;
  readonly rows: readonly Row[];
  readonly fail: (row: number | null, column: string | null, message: string) => void;
}

/**
 * Reads a CSV by its headers, whatever their order, with or without a byte order mark; rows
 * without any text are passed over but counted. Null when it is no CSV or a column is missing.
 */
export function sheetOf(
  filed: FiledTable,
  columns: readonly string[],
  errors: Remark[],
): Sheet | null {
  const fail = (row: number | null, column: string | null, message: string) => {
    errors.push({ file: filed.name, row, column, message });
  };
  const records = recordsOf(filed.text, fail);
  if (!records) return null;
  const headers = (records[0] ?? []).map(plain);
  const missing = columns.filter((column) => !headers.includes(plain(column)));
  for (const column of missing) fail(1, column, `there is no column '${column}'`);
  if (missing.length > 0) return null;
  const rows = records.map((record, i) => ({
    number: i + 1,
    text: record.join('').trim(),
    cell: (column: string) => record[headers.indexOf(plain(column))]?.trim() ?? '',
  }));
  return { file: filed.name, fail, rows: rows.slice(1).filter((row) => row.text !== '') };
}

function recordsOf(text: string, fail: Sheet['fail']): readonly string[][] | null {
  try {
    return parse(text, { bom: true, relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const records = error['records'];
    fail(typeof records === 'number' ? records + 1 : null, null, `not a CSV: ${error.message}`);
    return null;
  }
}

/** How words of the template are compared: filers differ in case and in spaces. */
export function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

const WHOLE = /^(\d+|\d{1,3}(,\d{3})+)$/;

/** A count with or without thousands separators; null when empty or, said as an error, no count. */
export function countIn(sheet: Sheet, row: Row, column: string): number | null {
  const text = row.cell(column);
  if (text === '') return null;
  const count = Number(text.replaceAll(',', ''));
  if (WHOLE.test(text) && Number.isSafeInteger(count)) return count;
  const why = Number.isNaN(count)
    ? 'is not a number'
    : count < 0
      ? 'is negative'
      : Number.isInteger(count)
        ? 'is not written as a whole number'
        : 'has a fraction';
  sheet.fail(row.number, column, `a count must be a whole number of 0 or more: '${text}' ${why}`);
  return null;
}

/** Hours of 0 or more, with or without a fraction; null when empty or, said as an error, no hours. */
export function hoursIn(sheet: Sheet, row: Row, column: string): number | null {
  const text = row.cell(column);
  if (text === '') return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  sheet.fail(row.number, column, `hours must be a number of 0 or more: '${text}' is not`);
  return null;
}
