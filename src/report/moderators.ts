import { languageOf } from './languages.ts';
import type { Remark, Report } from './report.ts';
import { countIn, plain, type Row, type Sheet } from './sheet.ts';
import { disagreement } from './sums.ts';

const INDICATOR = 'Indicator';
const SCOPE = 'Scope';
const VALUE = 'Value';

export const MODERATOR_COLUMNS = [INDICATOR, SCOPE, VALUE] as const;

const INTERNAL = 'number of internal moderators employed by the provider';
const EXTERNAL = 'number of external moderators contracted by the provider';
const EXPERTISE = 'number of total moderators with sufficient linguistic expertise';
const TOTAL = 'total';

interface Moderators {
  readonly moderators: Report['moderators'];
  readonly warnings: readonly Remark[];
}

/**
 * Table 9: moderators in all, people without a language among them, and by language, each speaker
 * in every language they speak; so languages need not add up to the total, but none may exceed it.
 */
export function moderatorsIn(sheet: Sheet): Moderators | null {
  const expertise = sheet.rows.filter((row) => plain(row.cell(INDICATOR)) === EXPERTISE);
  const row = expertise.find((one) => plain(one.cell(SCOPE)) === TOTAL);
  if (!row) {
    sheet.fail(null, SCOPE, 'there is no row with the total of moderators');
    return null;
  }
  const total = countIn(sheet, row, VALUE);
  if (row.cell(VALUE) === '' || total === 0)
    sheet.fail(row.number, VALUE, 'the total of moderators must be 1 or more');
  const byLanguage = new Map<string, number>();
  for (const speakers of expertise.filter((one) => one !== row))
    addLanguage(sheet, speakers, total ?? Number.POSITIVE_INFINITY, byLanguage);
  if (total === null) return null;
  return { moderators: { total, byLanguage }, warnings: employedElsewhere(sheet, row, total) };
}

function addLanguage(sheet: Sheet, row: Row, total: number, byLanguage: Map<string, number>): void {
  const word = row.cell(SCOPE);
  const count = countIn(sheet, row, VALUE);
  const language = languageOf(word);
  if (!language)
    sheet.fail(row.number, SCOPE, `'${word}' is not one of the 24 official EU languages`);
  else if (byLanguage.has(language))
    sheet.fail(row.number, SCOPE, `a second row for '${language}': '${word}'`);
  else if (count !== null && count > total)
    sheet.fail(row.number, VALUE, `${count} speakers of '${word}' among ${total} moderators`);
  else byLanguage.set(language, count ?? 0);
}

function employedElsewhere(sheet: Sheet, row: Row, total: number): readonly Remark[] {
  const parts = [INTERNAL, EXTERNAL].map((indicator) => {
    const part = sheet.rows.find(
      (one) => plain(one.cell(INDICATOR)) === indicator && plain(one.cell(SCOPE)) === TOTAL,
    );
    return part ? countIn(sheet, part, VALUE) : null;
  });
  const place = { file: sheet.file, row: row.number, column: VALUE };
  return disagreement(place, total, 'internal and external moderators', parts);
}
