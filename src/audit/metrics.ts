import { type Category, SEVERITIES, type Severity } from '../domain/category.ts';
import type { BreakCounts, PersonCategory, PersonDay } from '../domain/rolled-day.ts';
import type { Dates } from '../domain/weeks.ts';
import { FEWEST_OF_A_CELL, type Spread, spreadOf } from './small-groups.ts';
import { type Standing, standingOf } from './standing.ts';
import { type Hidden, sumBy, toldSums } from './told-sums.ts';

/** What is asked about. */
export interface Asked {
  /** Everybody in the group, also who has no days. */
  readonly people: readonly number[];
  /** Whole weeks, for what is added up. */
  readonly weeks: readonly Dates[];
  /** The day for what stands at a day. */
  readonly asOf: string;
}

/** What wellbeing staff look at. Null: of too few people. */
export interface Metrics {
  readonly people: number;
  readonly bySeverity: readonly ({ readonly severity: Severity } & Hidden<'minutes'>)[];
  readonly byCategory: readonly ({ readonly category: Category } & Hidden<'minutes'>)[];
  readonly byCategoryAndSeverity: readonly ({
    readonly category: Category;
    readonly severity: Severity;
  } & Hidden<'minutes'>)[];
  readonly byWeek: readonly (Dates & Hidden<'minutes'>)[];
  readonly standing: Standing;
  readonly longestRun: Spread;
  readonly breaks: Hidden<keyof BreakCounts>;
  readonly capHits: number | null;
  readonly nearMisses: number | null;
}

/** All of the figures for one group that may be told of. */
export function metricsOf(
  days: readonly PersonDay[],
  categories: readonly PersonCategory[],
  { people, weeks, asOf }: Asked,
): Metrics {
  const inWeeks = days.filter(({ date }) => weeks.some((one) => isIn(date, one)));
  const worked = byPerson(inWeeks, people).filter((own) => own.length > 0);
  const added = (value: (day: PersonDay) => number) => toldSums([sumBy(inWeeks, value)])[0] ?? null;
  return {
    people: people.length,
    ...bySeverity(inWeeks),
    ...byCategories(categories),
    byWeek: byWeek(inWeeks, weeks),
    standing: standingOf(byPerson(days, people), asOf),
    longestRun: spreadOf(worked.map((own) => Math.max(...own.map((d) => d.longestRunMinutes)))),
    breaks: {
      due: added(({ breaks }) => breaks.due),
      taken: added(({ breaks }) => breaks.taken),
      deferred: added(({ breaks }) => breaks.deferred),
      missed: added(({ breaks }) => breaks.missed),
    },
    capHits: added(({ capHits }) => capHits),
    nearMisses: added(({ nearMisses }) => nearMisses),
  };
}

function isIn(date: string, { from, to }: Dates): boolean {
  return from <= date && date <= to;
}

/** The days of each person. */
function byPerson(days: readonly PersonDay[], people: readonly number[]) {
  const own = new Map(people.map((reviewer): [number, PersonDay[]] => [reviewer, []]));
  for (const day of days) own.get(day.reviewer)?.push(day);
  return [...own.values()];
}

function bySeverity(days: readonly PersonDay[]): Pick<Metrics, 'bySeverity'> {
  const told = toldSums(SEVERITIES.map((s) => sumBy(days, ({ minutes }) => minutes[s] ?? 0)));
  return {
    bySeverity: SEVERITIES.map((severity) => ({ severity, minutes: told[severity] ?? null })),
  };
}

function byWeek(days: readonly PersonDay[], weeks: readonly Dates[]): Metrics['byWeek'] {
  const minutes = ({ minutes: all }: PersonDay) => all.reduce((sum, one) => sum + one, 0);
  const told = toldSums(
    weeks.map((one) =>
      sumBy(
        days.filter(({ date }) => isIn(date, one)),
        minutes,
      ),
    ),
  );
  return weeks.map((one, i) => ({ ...one, minutes: told[i] ?? null }));
}

function byCategories(
  rows: readonly PersonCategory[],
): Pick<Metrics, 'byCategory' | 'byCategoryAndSeverity'> {
  const categories = [...new Set(rows.map(({ category }) => category))].toSorted();
  const of = (category: Category) => rows.filter((row) => row.category === category);
  const told = toldSums(categories.map((one) => sumBy(of(one), ({ minutes }) => minutes)));
  return {
    byCategory: categories.map((category, i) => ({ category, minutes: told[i] ?? null })),
    byCategoryAndSeverity: categories.flatMap((category) => {
      const own = SEVERITIES.map((severity) =>
        sumBy(
          of(category).filter((row) => row.severity === severity),
          ({ minutes }) => minutes,
        ),
      );
      const cells = toldSums(own, FEWEST_OF_A_CELL);
      return SEVERITIES.map((severity) => ({
        category,
        severity,
        minutes: cells[severity] ?? null,
      }));
    }),
  };
}
