import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { recordExposure } from '../../src/services/record-exposure.ts';
import { rollUpDays } from '../../src/services/roll-up.ts';
import { type TestDb, testDb } from '../support/database.ts';
import { type Ask, client, idOf, reviewer, staff } from '../support/graphql.ts';
import { NOW, type Person, type World, world } from '../support/world.ts';

const DAY = 24 * HOUR;
const TEAMS = { North: 6, South: 4, West: 5, East: 7 };
let now = NOW;
let test: TestDb;
let here: World;
let ask: Ask;
const ids: Record<string, string> = {};

/** 22 people who saw half an hour of S4 on two days; of whom four lead a team of their own. */
beforeAll(async () => {
  test = await testDb(() => now);
  const { db } = test;
  const people = Object.entries(TEAMS).flatMap(([team, count]) =>
    Array.from({ length: count }, (_, i): [string, Person] => [
      `${team}${i}`,
      { team, shift: null },
    ]),
  );
  here = await world(db, { reviewers: Object.fromEntries(people) });
  ask = client(db);
  for (const day of [0, 1]) {
    now = NOW + day * DAY;
    for (const [name] of people)
      await recordExposure(db, here.reviewer(name), {
        origin: 'project',
        start: now - HOUR,
        end: now - HOUR + 30 * MINUTE,
        severity: 4,
        categories: ['GRAPHIC_VIOLENCE', 'CSAM'],
        corrects: null,
      });
  }
  now = NOW + 6 * DAY;
  await rollUpDays(db, now);
  for (const { id, name } of await db.prisma.team.findMany()) ids[name] = idOf('Team', id);
  ids['site'] = idOf('Site', here.site('Reykjavik'));
});
afterAll(() => test?.done());

const METRICS = `query ($site: ID, $team: ID, $from: LocalDate!, $to: LocalDate!) {
  wellbeingMetrics(site: $site, team: $team, from: $from, to: $to) { __typename
    ... on Invalid { field } ... on TooFewPeople { code message }
    ... on WellbeingMetrics { people asOf bySeverity { severity minutes }
      byCategory { category minutes } byCategoryAndSeverity { category severity minutes }
      byWeek { from to minutes } doseToday { p50 p90 ceiling over50 over80 }
      doseOverSevenDays { p50 p90 over50 } doseOverFourWeeks { p90 over80 }
      longestRun { p50 p90 } exposedDays { days people } daysSinceSevere { p50 p90 none }
      breaks { due taken deferred missed } capHits nearMisses } } }`;

const metrics = async (more: Readonly<Record<string, unknown>> = {}) => {
  const dates = { from: '2026-06-08', to: '2026-06-14' };
  const { data, errors } = await ask(staff('wellbeing'), METRICS, { ...dates, ...more });
  expect(errors).toEqual([]);
  return data.wellbeingMetrics;
};

describe('wellbeingMetrics', () => {
  it('tells what everybody saw in a week, and how they stood at its end', async () => {
    const told = await metrics();
    expect(told).toMatchObject({
      __typename: 'WellbeingMetrics',
      people: 22,
      asOf: '2026-06-14',
      byCategory: [
        { category: 'CSAM', minutes: 1320 },
        { category: 'GRAPHIC_VIOLENCE', minutes: 1320 },
      ],
      byWeek: [{ from: '2026-06-08', to: '2026-06-14', minutes: 1320 }],
      doseToday: { p50: 0, p90: 0, ceiling: 100, over50: 0, over80: 0 },
      doseOverSevenDays: { p50: 25, p90: 25, over50: 0 },
      doseOverFourWeeks: { p90: 25, over80: 0 },
      longestRun: { p50: 30, p90: 30 },
      daysSinceSevere: { p50: 3, p90: 3, none: 0 },
      breaks: { due: 0, taken: 0, deferred: 0, missed: 0 },
      capHits: 0,
      nearMisses: 0,
    });
    expect(told.bySeverity[4]).toEqual({ severity: 4, minutes: 1320 });
    expect(told.exposedDays[0]).toEqual({ days: 0, people: 22 });
  });

  it('stands at the last date that was asked for', async () => {
    const told = await metrics({ from: '2026-06-01', to: '2026-06-11' });
    expect(told).toMatchObject({
      asOf: '2026-06-11',
      byWeek: [{ from: '2026-06-01', to: '2026-06-07', minutes: 0 }],
      doseToday: { p50: 12.5 },
      daysSinceSevere: { p50: 0 },
    });
    expect(told.exposedDays[2]).toEqual({ days: 2, people: 22 });
  });

  it.each([
    ['North', 'WellbeingMetrics'],
    ['South', 'TooFewPeople'],
    ['West', 'TooFewPeople'],
    ['East', 'WellbeingMetrics'],
  ])(
    'of the team %s answers %s: four people, and the five beside them, are hidden',
    async (team, kind) => {
      expect((await metrics({ team: ids[team] })).__typename).toBe(kind);
      expect((await metrics({ team: ids[team], site: ids['site'] })).__typename).toBe(kind);
    },
  );

  it('hides categories by severity in a team of fewer than ten', async () => {
    const told = await metrics({ team: ids['North'] });
    expect(told.byCategory).toContainEqual({ category: 'CSAM', minutes: 360 });
    expect(told.byCategoryAndSeverity[4]).toEqual({ category: 'CSAM', severity: 4, minutes: null });
    expect(told.longestRun).toEqual({ p50: 30, p90: null });
  });

  it.each([
    ['less than a week', { from: '2026-06-08', to: '2026-06-13' }, 'to'],
    ['seven days that are no week', { from: '2026-06-09', to: '2026-06-15' }, 'to'],
    ['a week that is not over', { from: '2026-06-15', to: '2026-06-21' }, 'to'],
    ['more than a year', { from: '2020-06-15', to: '2026-06-14' }, 'from'],
  ])('refuses %s', async (_, dates, field) => {
    expect(await metrics(dates)).toEqual({ __typename: 'Invalid', field });
  });
});

describe('myExposure', () => {
  const MINE = `{ myExposure(from: "2026-06-11", to: "2026-06-30") { date dosePercent
    longestRunMinutes minutes { severity minutes } byCategory { category severity minutes }
    breaksDue breaksTaken breaksMissed } }`;

  it('tells a reviewer what their own days came to', async () => {
    const { data, errors } = await ask(reviewer(here.reviewer('South0')), MINE);
    expect(errors).toEqual([]);
    expect(data.myExposure).toEqual([
      {
        date: '2026-06-11',
        dosePercent: 12.5,
        longestRunMinutes: 30,
        minutes: [0, 0, 0, 0, 30, 0].map((minutes, severity) => ({ severity, minutes })),
        byCategory: ['CSAM', 'GRAPHIC_VIOLENCE'].map((category) => ({
          category,
          severity: 4,
          minutes: 30,
        })),
        breaksDue: 0,
        breaksTaken: 0,
        breaksMissed: 0,
      },
    ]);
  });

  it('tells nobody but them: who has no days is told of none', async () => {
    const { data } = await ask(reviewer(999_999), MINE);
    expect(data.myExposure).toEqual([]);
  });
});
