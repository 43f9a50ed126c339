import type { PersonCategory, PersonDay, Place } from '../domain/rolled-day.ts';
import type { Dates } from '../domain/weeks.ts';
import { type Reader, rows, sql } from './rows.ts';

/** Where each person who has a day among some dates belonged on the last of them. */
export async function placesIn(
  db: Reader,
  { from, to }: Dates,
): Promise<readonly (Place & { readonly reviewer: number })[]> {
  return rows(
    db,
    sql`select distinct on (reviewer_id) reviewer_id as reviewer, site_id as site, team_id as team
      from exposure_days where local_date between ${from}::date and ${to}::date
      order by reviewer_id, local_date desc`,
  );
}

type DayRow = Omit<PersonDay, 'breaks'> & PersonDay['breaks'];

/** The days of these people among some dates. */
export async function daysIn(
  db: Reader,
  reviewers: readonly number[],
  { from, to }: Dates,
): Promise<readonly PersonDay[]> {
  const found = await rows<DayRow>(
    db,
    sql`select reviewer_id as reviewer, local_date::text as date, minutes,
        dose_percent as "dosePercent", longest_run_minutes as "longestRunMinutes",
        last_severe_at is not null as "sawSevere", breaks_due as due, breaks_taken as taken,
        breaks_deferred as deferred, breaks_missed as missed, cap_hits as "capHits",
        near_misses as "nearMisses"
      from exposure_days where reviewer_id = any(${reviewers}::int[])
        and local_date between ${from}::date and ${to}::date`,
  );
  return found.map(({ due, taken, deferred, missed, ...day }) => ({
    ...day,
    breaks: { due, taken, deferred, missed },
  }));
}

/** What each of these people saw of each category and severity among some dates. */
export function categoriesIn(
  db: Reader,
  reviewers: readonly number[],
  { from, to }: Dates,
): Promise<readonly PersonCategory[]> {
  return rows(
    db,
    sql`select reviewer_id as reviewer, category, severity, sum(minutes) as minutes
      from exposure_day_minutes where reviewer_id = any(${reviewers}::int[])
        and local_date between ${from}::date and ${to}::date
      group by reviewer_id, category, severity`,
  );
}
