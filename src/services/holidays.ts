import { nextDate } from '../domain/local-time.ts';
import { HOUR } from '../domain/time.ts';
import { isJurisdiction, packOf } from '../laws/index.ts';

/** A day that a place's law gives free, by its own calendar. */
export interface Holiday {
  /** 'YYYY-MM-DD'. */
  readonly date: string;
  readonly name: string;
}

/** As many calendars as are looked at in one go. */
const MOST_YEARS = 10;

/**
 * The public holidays of a jurisdiction from one date to another, both included, in English, of ten
 * years at most. None where no calendar is kept. Dates that the moon decides are calculated: what is
 * proclaimed may differ by a day.
 */
export async function holidaysIn(
  jurisdiction: string | null,
  from: string,
  to: string,
): Promise<readonly Holiday[]> {
  if (jurisdiction === null || !isJurisdiction(jurisdiction)) return [];
  const { holidays } = packOf(jurisdiction);
  if (!holidays) return [];
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const found: Holiday[] = [];
  for (let year = first; year <= Math.min(last, first + MOST_YEARS - 1); year++)
    found.push(...(await ofYear(holidays.country, holidays.region ?? '', year)));
  return found.filter(({ date }) => from <= date && date <= to);
}

const years = new Map<string, Promise<readonly Holiday[]>>();

function ofYear(country: string, region: string, year: number): Promise<readonly Holiday[]> {
  const key = `${country} ${region} ${year}`;
  const known = years.get(key) ?? calculated(country, region, year);
  years.set(key, known);
  return known;
}

/** The package takes a quarter of a second to load, which nobody pays for who does not ask. */
async function calculated(
  country: string,
  region: string,
  year: number,
): Promise<readonly Holiday[]> {
  const { default: Holidays } = await import('date-holidays');
  const calendar = new Holidays(country, region, { types: ['public'], languages: ['en'] });
  return calendar.getHolidays(year).flatMap(({ date, name, start, end }) => {
    const days = Math.round((end.getTime() - start.getTime()) / (24 * HOUR));
    return datesFrom(date.slice(0, 10), days).map((one) => ({ date: one, name }));
  });
}

/** So many dates in a row; one at least. */
function datesFrom(first: string, days: number): readonly string[] {
  const dates = [first];
  for (let date = nextDate(first); dates.length < days; date = nextDate(date)) dates.push(date);
  return dates;
}
