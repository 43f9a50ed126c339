import { instantOf } from '../domain/local-time.ts';
import { HOUR } from '../domain/time.ts';
import type { Period } from './report.ts';
import { plain, type Sheet } from './sheet.ts';

const SERVICE = 'Service';
const PERIOD = 'Reporting period';

/** The columns that every table begins with. */
export const FILING_COLUMNS = [SERVICE, PERIOD] as const;

export interface Filing {
  readonly service: string;
  readonly period: Period;
}

/** Whose report it is, and for when; every row of every table must say the same. */
export function filingOf(sheets: readonly Sheet[]): Filing | null {
  let filing: Filing | null = null;
  for (const sheet of sheets)
    for (const row of sheet.rows) {
      const service = row.cell(SERVICE);
      const period = periodOf(row.cell(PERIOD));
      if (service === '') sheet.fail(row.number, SERVICE, 'the service is not named');
      if (!period)
        sheet.fail(
          row.number,
          PERIOD,
          `a period must be two dates, YYYY-MM-DD/YYYY-MM-DD: '${row.cell(PERIOD)}' is not`,
        );
      if (service === '' || !period) continue;
      filing ??= { service, period };
      if (plain(service) !== plain(filing.service))
        sheet.fail(row.number, SERVICE, `'${service}' is not the '${filing.service}' before it`);
      if (period.from !== filing.period.from || period.to !== filing.period.to)
        sheet.fail(
          row.number,
          PERIOD,
          `'${row.cell(PERIOD)}' is not the ${filing.period.from}/${filing.period.to} before it`,
        );
    }
  return filing;
}

function periodOf(text: string): Period | null {
  const [from, to, ...more] = text.split('/').map((date) => date.trim());
  if (!from || !to || more.length > 0) return null;
  return dayNumber(from) !== null && dayNumber(to) !== null && from <= to ? { from, to } : null;
}

/** How many calendar days a period has, its last included. */
export function daysOf(period: Period): number {
  return (dayNumber(period.to) ?? 0) - (dayNumber(period.from) ?? 0) + 1;
}

/** Counts calendar days, 1970-01-01 (a Thursday) being 0; null when there is no such date. */
export function dayNumber(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  try {
    return instantOf(`${date}T00:00:00`, 'UTC') / (24 * HOUR);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
