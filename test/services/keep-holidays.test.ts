import { afterAll, describe, expect, it } from 'vitest';
import { localDay } from '../../src/domain/local-time.ts';
import { HOUR } from '../../src/domain/time.ts';
import { keepHolidays } from '../../src/services/keep-holidays.ts';
import { readSeat } from '../../src/services/read-seat.ts';
import { timelineOf } from '../../src/services/seat.ts';
import { siteHolidays } from '../../src/services/site-holidays.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

const DAY = 24 * HOUR;
const BERLIN = 'Europe/Berlin';

const floor = () =>
  desk({
    reviewers: { ada: { site: BERLIN }, bo: { site: 'Accra' } },
    laws: { [BERLIN]: 'germany' },
  });
const kept = async (at: Desk, site = BERLIN) => {
  const found = await at.ask(
    `select local_date::text as date from site_holidays where site_id = $1 order by 1`,
    [at.site(site)],
  );
  return found.map(({ date }) => String(date));
};
const holidays = async (at: Desk, name: string) => {
  const { facts } = await readSeat(at.db, at.reviewer(name));
  return timelineOf(facts, at.now).holidays;
};

describe('the holidays of a site', () => {
  it('are kept a year back and a year ahead, once, where its law has a calendar', async () => {
    const at = await floor();
    expect(await keepHolidays(at.db, NOW)).toBeGreaterThan(18);
    const dates = await kept(at);
    expect(dates).toEqual(expect.arrayContaining(['2025-12-25', '2026-05-01', '2027-05-01']));
    expect(dates.filter((date) => date < '2025-06-09' || date > '2027-06-11')).toEqual([]);
    expect(await kept(at, 'Accra')).toEqual([]);
    expect(await keepHolidays(at.db, NOW)).toBe(0);
  });

  it('stay as they were once they are past, and follow the calendar until then', async () => {
    const at = await floor();
    await keepHolidays(at.db, NOW);
    await at.ask(`insert into site_holidays select id, d::date, 'Odd' from sites,
      unnest('{2026-05-05,2026-08-05}'::text[]) as d where jurisdiction is not null`);
    await at.ask(`delete from site_holidays where local_date in ('2026-05-01', '2026-12-25')`);
    expect(await keepHolidays(at.db, NOW)).toBe(2);
    const dates = await kept(at);
    expect(dates).toEqual(expect.arrayContaining(['2026-05-05', '2026-12-25']));
    expect(dates).not.toContain('2026-05-01');
    expect(dates).not.toContain('2026-08-05');
  });

  it('are shown as the rules read them, and further away as the calendar has them', async () => {
    const at = await floor();
    const site = { id: at.site(BERLIN), jurisdiction: 'germany' };
    const shown = async (from: string, to: string) =>
      (await siteHolidays(at.db, site, from, to)).map(({ date, isKept }) => [date, isKept]);
    expect(await shown('2026-05-01', '2026-05-01')).toEqual([['2026-05-01', false]]);
    await keepHolidays(at.db, NOW);
    await at.ask(`delete from site_holidays where local_date = '2026-05-01'`);
    expect(await shown('2026-04-30', '2026-05-24')).toEqual([['2026-05-14', true]]);
    expect(await shown('2027-05-01', '2027-06-30')).toEqual([
      ['2027-05-01', true],
      ['2027-05-06', true],
      ['2027-05-17', true],
    ]);
    expect(await shown('2028-05-01', '2028-05-01')).toEqual([['2028-05-01', false]]);
  });

  it('are days of the timelines of who belongs there, also of whoever was remembered', async () => {
    const at = await floor();
    await at.take('ada').catch(() => null);
    expect(await holidays(at, 'ada')).toEqual([]);
    await keepHolidays(at.db, NOW);
    expect(await holidays(at, 'ada')).toContainEqual(localDay('2026-05-25', BERLIN));
    expect(await holidays(at, 'bo')).toEqual([]);
  });

  it('are theirs only while they belong there', async () => {
    const at = await floor();
    await keepHolidays(at.db, NOW);
    const { start } = localDay('2026-05-25', BERLIN);
    const end = start + 6 * HOUR;
    await at.ask(
      `insert into memberships select reviewer_id, $1, $2, team_id from memberships
        where reviewer_id = $3`,
      [new Date(end), at.site('Accra'), at.reviewer('ada')],
    );
    await at.ask('update ledgers set version = version + 1');
    at.now = end + DAY;
    expect((await holidays(at, 'ada')).at(-1)).toEqual({ start, end });
  });
});
