import type { Remark } from './report.ts';
import { countIn, hoursIn, type Row, type Sheet } from './sheet.ts';

const LABEL = 'Category label';
const NOTICES = 'Number of notices received';
const MEDIAN = 'Median time to take action';
const MEASURES = "Number of measures taken at the provider's own initiative";
const AUTOMATED = 'Number of measures taken after detection with solely automated means';
const NOTICE_CODE = 'Category of illegal content';
const MEASURE_CODE = "Category of incompatibility with the provider's terms and conditions";

export const NOTICE_COLUMNS = [LABEL, NOTICE_CODE, NOTICES, MEDIAN] as const;
export const MEASURE_COLUMNS = [LABEL, MEASURE_CODE, MEASURES, AUTOMATED] as const;

/** One row of a table by category, under the names the template gives it. */
export interface CategoryRow {
  readonly number: number;
  /** 'TOTAL', or a category without its prefix. */
  readonly category: string;
  /** Without its prefix; null where the row is of the category as a whole. */
  readonly keyword: string | null;
  /** By header. */
  readonly values: Readonly<Record<string, number | null>>;
}

export interface CategoryTable {
  readonly file: string;
  readonly rows: readonly CategoryRow[];
}

export const NOTICE_VALUES = { notices: NOTICES, median: MEDIAN } as const;
export const MEASURE_VALUES = { measures: MEASURES, automated: AUTOMATED } as const;

/** Table 4: notices received and the median hours to act on them. */
export function noticesIn(sheet: Sheet): CategoryTable {
  return tableIn(sheet, NOTICE_CODE, (row) => ({
    [NOTICES]: countIn(sheet, row, NOTICES),
    [MEDIAN]: hoursIn(sheet, row, MEDIAN),
  }));
}

/** Table 6: measures at own initiative, and how many of them nobody looked at. */
export function measuresIn(sheet: Sheet): CategoryTable {
  return tableIn(sheet, MEASURE_CODE, (row) => ({
    [MEASURES]: countIn(sheet, row, MEASURES),
    [AUTOMATED]: countIn(sheet, row, AUTOMATED),
  }));
}

function tableIn(
  sheet: Sheet,
  codeColumn: string,
  valuesOf: (row: Row) => CategoryRow['values'],
): CategoryTable {
  const rows: CategoryRow[] = [];
  const categories = new Map<string, string>();
  const seen = new Set<string>();
  for (const row of sheet.rows) {
    const values = valuesOf(row);
    const named = nameOf(sheet, row, codeColumn, categories);
    if (!named) continue;
    const name = `${named.category}/${named.keyword ?? ''}`;
    if (seen.has(name)) sheet.fail(row.number, codeColumn, 'a second row of the same category');
    seen.add(name);
    rows.push({ number: row.number, ...named, values });
  }
  if (!seen.has('TOTAL/')) sheet.fail(null, codeColumn, 'there is no row TOTAL');
  return { file: sheet.file, rows };
}

/** A keyword belongs to the category with its label less the letter: 3b to 3. */
function nameOf(
  sheet: Sheet,
  row: Row,
  codeColumn: string,
  categories: Map<string, string>,
): Pick<CategoryRow, 'category' | 'keyword'> | null {
  const code = row.cell(codeColumn);
  const label = row.cell(LABEL).toLowerCase();
  if (code === 'TOTAL') return { category: code, keyword: null };
  const [, category] = /^STATEMENT_CATEGORY_([A-Z_]+)$/.exec(code) ?? [];
  if (category) {
    categories.set(label, category);
    return { category, keyword: null };
  }
  const [, keyword] = /^KEYWORD_([A-Z_]+)$/.exec(code) ?? [];
  if (!keyword) {
    sheet.fail(row.number, codeColumn, `'${code}' is neither TOTAL, a category nor a keyword`);
    return null;
  }
  const owner = categories.get(label.replace(/[a-z]+$/, '').trim());
  if (owner) return { category: owner, keyword };
  sheet.fail(row.number, LABEL, `'${row.cell(LABEL)}' belongs to no category above it`);
  return null;
}

/** A warning wherever more measures are solely automated than there are measures. */
export function automatedBeyondAll(table: CategoryTable): readonly Remark[] {
  return table.rows.flatMap((row) => {
    const all = row.values[MEASURES] ?? 0;
    const automated = row.values[AUTOMATED] ?? 0;
    if (automated <= all) return [];
    const message = `${automated} measures are solely automated, of ${all}: taken as all of them`;
    return [{ file: table.file, row: row.number, column: AUTOMATED, message }];
  });
}
