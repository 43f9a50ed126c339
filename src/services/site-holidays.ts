import type { Db } from '../store/db.ts';
import { keptHolidays } from '../store/site-holidays.ts';
import { type Holiday, holidaysIn } from './holidays.ts';

/** A holiday of a site, and whether the rules count with it. */
export interface SiteHoliday extends Holiday {
  /** False: it is further away than what is kept, so it is what the calendar says today. */
  readonly isKept: boolean;
}

/**
 * A site's public holidays from one date to another, both included, of ten years at most: those that
 * the rules read, and beyond them what its law's calendar says today.
 */
export async function siteHolidays(
  db: Db,
  site: { readonly id: number; readonly jurisdiction: string | null },
  from: string,
  to: string,
): Promise<readonly SiteHoliday[]> {
  const kept = await keptHolidays(db.pool, site.id);
  const [first, last] = [kept[0]?.date ?? '', kept.at(-1)?.date ?? ''];
  const calculated = (await holidaysIn(site.jurisdiction, from, to))
    .filter(({ date }) => date < first || date > last)
    .map((one) => ({ ...one, isKept: false }));
  const own = kept
    .filter(({ date }) => from <= date && date <= to)
    .map((one) => ({ ...one, isKept: true }));
  return [...calculated, ...own].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}
