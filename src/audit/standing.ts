import { dateBefore } from '../domain/local-time.ts';
import type { PersonDay } from '../domain/rolled-day.ts';
import { rule as dayDose } from '../rules/daily-dose.ts';
import { rule as fourWeekDose } from '../rules/four-week-dose.ts';
import { defaultsOf, type Rule } from '../rules/rule.ts';
import { rule as weekDose } from '../rules/weekly-dose.ts';
import { counted, type Spread, shown, spreadOf } from './small-groups.ts';
import { type Hidden, toldSums } from './told-sums.ts';

/** Dose in percent of one day's, and how many people are above a part of the ceiling; null: hidden. */
export interface Dose extends Spread {
  readonly ceiling: number;
  readonly over50: number | null;
  readonly over80: number | null;
}

/** What stands at the end of a day. Null: of too few people. */
export interface Standing {
  readonly doseToday: Dose;
  readonly doseOverSevenDays: Dose;
  readonly doseOverFourWeeks: Dose;
  readonly exposedDays: readonly ({ readonly days: number } & Hidden<'people'>)[];
  readonly daysSinceSevere: Spread & { readonly none: number | null };
}

/** The longest window of a dose: so far back is looked. */
export const STANDING_DAYS = 28;
const WEEK_DAYS = 7;
/** Longer rows are told as one. */
const MOST_IN_A_ROW = 7;

/** How a group stands at the end of a date: the days of each of its people, in any order. */
export function standingOf(people: readonly (readonly PersonDay[])[], asOf: string): Standing {
  const from = dateBefore(asOf, STANDING_DAYS - 1);
  const recent = people.map((own) => own.filter(({ date }) => from <= date && date <= asOf));
  return {
    doseToday: dose(recent, asOf, ceilingOf(dayDose)),
    doseOverSevenDays: dose(recent, dateBefore(asOf, WEEK_DAYS - 1), ceilingOf(weekDose)),
    doseOverFourWeeks: dose(recent, from, ceilingOf(fourWeekDose)),
    exposedDays: exposedDays(recent, asOf),
    daysSinceSevere: daysSinceSevere(recent, asOf),
  };
}

/** What the policy starts from: with it people of different sites can be compared. */
function ceilingOf(rule: Rule): number {
  return defaultsOf(rule)['limitPercent'] ?? Number.NaN;
}

function dose(standing: readonly (readonly PersonDay[])[], from: string, ceiling: number): Dose {
  const doses = standing.map((own) =>
    own.reduce((sum, day) => (day.date >= from ? sum + day.dosePercent : sum), 0),
  );
  const above = (percent: number) => doses.filter((one) => one > (ceiling * percent) / 100).length;
  const [half, most, all] = [above(50), above(80), doses.length];
  const [over50, over80] = [counted(half, all), counted(most, all)];
  // Whoever is between the two could be computed.
  const between = over50 === null || shown([half - most, all - half + most]).every(Boolean);
  return { ...spreadOf(doses), ceiling, over50, over80: between ? over80 : null };
}

function exposedDays(
  standing: readonly (readonly PersonDay[])[],
  asOf: string,
): Standing['exposedDays'] {
  const rows = standing.map((own) => Math.min(inARow(own, asOf), MOST_IN_A_ROW));
  const lengths = Array.from({ length: MOST_IN_A_ROW + 1 }, (_, days) => days);
  const told = toldSums(
    lengths.map((days) => {
      const people = rows.filter((one) => one === days).length;
      return { people, sum: people };
    }),
  );
  return lengths.map((days) => ({ days, people: told[days] ?? null }));
}

/** Local days with content, one after the other, of which a date is the last. */
function inARow(own: readonly PersonDay[], asOf: string): number {
  const exposed = new Set(
    own.filter((day) => day.minutes.some((one) => one > 0)).map(({ date }) => date),
  );
  let days = 0;
  while (exposed.has(dateBefore(asOf, days))) days++;
  return days;
}

/** In whole days, 0 being that day; of those who saw none in all the days there is only the number. */
function daysSinceSevere(
  standing: readonly (readonly PersonDay[])[],
  asOf: string,
): Standing['daysSinceSevere'] {
  const dates = Array.from({ length: STANDING_DAYS }, (_, days) => dateBefore(asOf, days));
  const since = standing.map((own) =>
    dates.findIndex((date) => own.some((day) => day.date === date && day.sawSevere)),
  );
  const some = since.filter((days) => days >= 0);
  return { ...spreadOf(some), none: counted(since.length - some.length, since.length) };
}
