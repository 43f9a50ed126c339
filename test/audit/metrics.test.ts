import { describe, expect, it } from 'vitest';
import { metricsOf } from '../../src/audit/metrics.ts';
import type { PersonCategory, PersonDay } from '../../src/domain/rolled-day.ts';
import { wholeWeeks } from '../../src/domain/weeks.ts';

const day = (reviewer: number, date: string, more: Partial<PersonDay> = {}): PersonDay => ({
  reviewer,
  date: `2026-06-${date}`,
  minutes: [0, 0, 0, 60, 0, 0],
  dosePercent: 20,
  longestRunMinutes: 30,
  sawSevere: false,
  breaks: { due: 0, taken: 0, deferred: 0, missed: 0 },
  capHits: 0,
  nearMisses: 0,
  ...more,
});
const WEEK = { from: '2026-06-08', to: '2026-06-14' };
const TEN = Array.from({ length: 10 }, (_, i) => i + 1);
const told = (
  days: readonly PersonDay[],
  people: readonly number[] = TEN,
  categories: readonly PersonCategory[] = [],
) => metricsOf(days, categories, { people, weeks: [WEEK], asOf: WEEK.to });

describe('what is added up over weeks', () => {
  it('is only what lies in them', () => {
    const dates = ['07', '08', '14', '15'];
    const { bySeverity, byWeek } = told(TEN.flatMap((who) => dates.map((date) => day(who, date))));
    expect(bySeverity.map(({ minutes }) => minutes)).toEqual([0, 0, 0, 1200, 0, 0]);
    expect(byWeek).toEqual([{ ...WEEK, minutes: 1200 }]);
  });

  it('is hidden where it is of four people, with what would give it away', () => {
    const minutes = (who: number) => [10, 10, 10, 10, 0, who <= 4 ? 5 : 0];
    const { bySeverity } = told(TEN.map((who) => day(who, '10', { minutes: minutes(who) })));
    expect(bySeverity.map((row) => row.minutes)).toEqual([null, 100, 100, 100, 0, null]);
  });

  it.each([
    [4, null],
    [5, 5],
  ])('of breaks and caps is told when it is of enough people (%d: %s)', (count, sum) => {
    const one = { due: 1, taken: 1, deferred: 1, missed: 1 };
    const metrics = told(
      TEN.filter((who) => who <= count).map((who) =>
        day(who, '10', { breaks: one, capHits: 1, nearMisses: 1 }),
      ),
    );
    expect(metrics.breaks).toEqual({ due: sum, taken: sum, deferred: sum, missed: sum });
    expect([metrics.capHits, metrics.nearMisses]).toEqual([sum, sum]);
  });

  it('by category and severity at once needs ten people', () => {
    const row = (reviewer: number, severity: 3 | 4): PersonCategory => ({
      reviewer,
      category: 'CSAM',
      severity,
      minutes: 6,
    });
    const rows = [...TEN.map((who) => row(who, 3)), ...TEN.slice(1).map((who) => row(who, 4))];
    const { byCategory, byCategoryAndSeverity } = told([], TEN, rows);
    expect(byCategory).toEqual([{ category: 'CSAM', minutes: 114 }]);
    expect(byCategoryAndSeverity.map(({ minutes }) => minutes)).toEqual([0, 0, 0, null, null, 0]);
    const enough = told(
      [],
      TEN,
      TEN.map((who) => row(who, 3)),
    ).byCategoryAndSeverity;
    expect(enough.map(({ minutes }) => minutes)).toEqual([0, 0, 0, 60, 0, 0]);
  });

  it('is told of each of several weeks', () => {
    const next = { from: '2026-06-15', to: '2026-06-21' };
    const days = TEN.flatMap((who) => [day(who, '10'), day(who, '16'), day(who, '17')]);
    const { byWeek, bySeverity } = metricsOf(days, [], {
      people: TEN,
      weeks: [WEEK, next],
      asOf: next.to,
    });
    expect(byWeek.map(({ minutes }) => minutes)).toEqual([600, 1200]);
    expect(bySeverity[3]?.minutes).toBe(1800);
  });

  it('is told of each of several categories', () => {
    const rows = TEN.flatMap((reviewer): PersonCategory[] => [
      { reviewer, category: 'LOW_HARM', severity: 0, minutes: 1 },
      { reviewer, category: 'CSAM', severity: 5, minutes: 6 },
    ]);
    const { byCategory, byCategoryAndSeverity } = told([], TEN, rows);
    expect(byCategory).toEqual([
      { category: 'CSAM', minutes: 60 },
      { category: 'LOW_HARM', minutes: 10 },
    ]);
    const some = byCategoryAndSeverity.filter(({ minutes }) => minutes !== 0);
    expect(some).toEqual([
      { category: 'CSAM', severity: 5, minutes: 60 },
      { category: 'LOW_HARM', severity: 0, minutes: 10 },
    ]);
  });

  it('has no run of whoever has no days, and no day of whoever is not asked about', () => {
    const runs = TEN.map((who) => day(who, '09', { longestRunMinutes: who }));
    const twenty = Array.from({ length: 20 }, (_, i) => i + 1);
    expect(told(runs, twenty).longestRun).toEqual({ p50: 5, p90: 9 });
    const [stranger] = [day(99, '09', { longestRunMinutes: 500 })];
    expect(told([...runs, stranger], TEN).longestRun).toEqual({ p50: 5, p90: 9 });
  });

  it('has the longest run of each person', () => {
    const runs = TEN.flatMap((who) => [
      day(who, '09', { longestRunMinutes: who }),
      day(who, '10', { longestRunMinutes: 1 }),
    ]);
    expect(told(runs).longestRun).toEqual({ p50: 5, p90: 9 });
  });
});

describe('what stands at the last day', () => {
  it('is the dose of it, of seven days and of four weeks, of everybody', () => {
    const doses = TEN.flatMap((who) => [
      day(who, '14', { dosePercent: who * 10 }),
      day(who, '08', { dosePercent: 100 }),
      day(who, '07', { dosePercent: 1000 }),
    ]);
    const old = TEN.map((who) => ({
      ...day(who, '01', { dosePercent: 5000 }),
      date: '2026-05-17',
    }));
    const { standing } = told([...doses, ...old]);
    expect(standing.doseToday).toEqual({ p50: 50, p90: 90, ceiling: 100, over50: 5, over80: null });
    expect(standing.doseOverSevenDays).toMatchObject({ p50: 150, ceiling: 400, over50: 0 });
    expect(standing.doseOverFourWeeks).toMatchObject({ p50: 1150, ceiling: 1400, over50: 10 });
  });

  it('has nothing of later days', () => {
    const later = TEN.map((who) => day(who, '15', { dosePercent: 5000, sawSevere: true }));
    const today = TEN.map((who) => day(who, '14'));
    const { standing } = told([...today, ...later]);
    expect(standing).toEqual(told(today).standing);
    expect(standing.doseToday).toMatchObject({ p50: 20, p90: 20 });
  });

  it('counts no day on which nothing was seen as exposed', () => {
    const minutes = [0, 0, 0, 0, 0, 0];
    const rows = TEN.flatMap((who) => [
      day(who, '14'),
      day(who, '13', { minutes }),
      day(who, '12'),
    ]);
    const some = told(rows).standing.exposedDays.filter(({ people }) => people !== 0);
    expect(some).toEqual([{ days: 1, people: 10 }]);
  });

  it('counts people over a level only when both sides, and those between, are enough', () => {
    const over = (sizes: readonly [number, number, number]) => {
      const doses = sizes.flatMap((count, i) => Array<number>(count).fill([50, 80, 81][i] ?? 0));
      const days = doses.map((dosePercent, i) => day(i, '14', { dosePercent }));
      const { over50, over80 } = told(
        days,
        doses.map((_, i) => i),
      ).standing.doseToday;
      return [over50, over80];
    };
    expect(over([10, 5, 5])).toEqual([10, 5]);
    expect(over([10, 10, 0])).toEqual([10, 0]);
    expect(over([10, 4, 6])).toEqual([10, null]);
    expect(over([4, 6, 10])).toEqual([null, 10]);
    expect(over([2, 3, 15])).toEqual([null, 15]);
    expect(over([10, 6, 4])).toEqual([10, null]);
  });

  it('is how many days in a row people saw content, up to it', () => {
    const rows = [
      ...TEN.flatMap((who) => (who <= 5 ? [day(who, '13'), day(who, '14')] : [day(who, '13')])),
      ...TEN.map((who) => day(who, '11')),
    ];
    const { exposedDays } = told(rows).standing;
    expect(exposedDays.filter(({ people }) => people !== 0)).toEqual([
      { days: 0, people: 5 },
      { days: 2, people: 5 },
    ]);
    const always = TEN.flatMap((who) =>
      Array.from({ length: 9 }, (_, i) => day(who, String(6 + i).padStart(2, '0'))),
    );
    expect(told(always).standing.exposedDays.at(-1)).toEqual({ days: 7, people: 10 });
  });

  it('is how long ago the last severe content was, and how many saw none', () => {
    const rows = TEN.map((who) => day(who, '14', { sawSevere: who <= 5 }));
    const earlier = TEN.map((who) => day(who, '12', { sawSevere: who <= 5 }));
    expect(told([...earlier, ...rows]).standing.daysSinceSevere).toMatchObject({ p50: 0, none: 5 });
    expect(told(earlier).standing.daysSinceSevere).toEqual({ p50: 2, p90: null, none: 5 });
  });
});

describe('whole weeks', () => {
  it.each([
    ['2026-06-08', '2026-06-14', ['2026-06-08']],
    ['2026-06-08', '2026-06-13', []],
    ['2026-06-09', '2026-06-21', ['2026-06-15']],
    ['2026-06-02', '2026-06-22', ['2026-06-08', '2026-06-15']],
    ['2026-06-14', '2026-06-08', []],
  ])('from %s to %s begin on %j', (from, to, mondays) => {
    const weeks = wholeWeeks({ from, to });
    expect(weeks.map((week) => week.from)).toEqual(mondays);
  });
});
