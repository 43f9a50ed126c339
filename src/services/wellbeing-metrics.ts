import { type Metrics, metricsOf } from '../audit/metrics.ts';
import { mayTell } from '../audit/small-groups.ts';
import { STANDING_DAYS } from '../audit/standing.ts';
import { dateBefore, localDate } from '../domain/local-time.ts';
import { type Dates, wholeWeeks } from '../domain/weeks.ts';
import type { Db } from '../store/db.ts';
import { categoriesIn, daysIn, placesIn } from '../store/exposure-days.ts';
import { databaseNow } from '../store/rows.ts';
import { Invalid } from './errors.ts';

/** Of whom: a site, a team, both, or (nulls) everybody. */
export interface Group extends Dates {
  readonly site: number | null;
  readonly team: number | null;
}

export type WellbeingMetrics =
  | (Metrics & { readonly kind: 'metrics'; readonly asOf: string })
  /** Fewer than may be told of, or what others are told would give them away. */
  | { readonly kind: 'too-few' };

/** More weeks are asked for in pieces. */
const MOST_WEEKS = 53;
/** The last zone in which a date is over. */
const LAST_ZONE = 'Etc/GMT+12';

/**
 * The figures of a group: what is added up over the weeks from Monday to Sunday that lie within the
 * dates and are over everywhere, so that no two answers differ by a day; what stands at the last
 * date. People count where they belonged last. Throws Invalid.
 */
export async function wellbeingMetrics(db: Db, group: Group): Promise<WellbeingMetrics> {
  const now = db.clock() ?? (await databaseNow(db.pool));
  const today = localDate(now, LAST_ZONE);
  const weeks = wholeWeeks(group).filter(({ to }) => to < today);
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last)
    throw new Invalid('to', 'between the dates must be a week from Monday to Sunday that is over');
  if (weeks.length > MOST_WEEKS)
    throw new Invalid('from', `ask for at most ${MOST_WEEKS} weeks at once`);
  const asOf = group.to < today ? group.to : dateBefore(today, 1);
  const [from = asOf] = [first.from, dateBefore(asOf, STANDING_DAYS - 1)].toSorted();
  const dates = { from, to: asOf };
  const places = await placesIn(db.pool, dates);
  if (!mayTell(places, group)) return { kind: 'too-few' };
  const people = places
    .filter(({ site }) => group.site === null || site === group.site)
    .filter(({ team }) => group.team === null || team === group.team)
    .map(({ reviewer }) => reviewer);
  const [days, categories] = await Promise.all([
    daysIn(db.pool, people, dates),
    categoriesIn(db.pool, people, { from: first.from, to: last.to }),
  ]);
  return { kind: 'metrics', asOf, ...metricsOf(days, categories, { people, weeks, asOf }) };
}
