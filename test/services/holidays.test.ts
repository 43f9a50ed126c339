import { describe, expect, it } from 'vitest';
import { JURISDICTIONS } from '../../src/laws/index.ts';
import { holidaysIn } from '../../src/services/holidays.ts';

describe('the holidays of a place', () => {
  it.each([
    ['germany', '2027-03-01', '2027-03-31', ['2027-03-08', '2027-03-26', '2027-03-29']],
    ['ireland', '2027-02-01', '2027-02-28', ['2027-02-01']],
    ['uk', '2027-12-24', '2027-12-31', ['2027-12-25', '2027-12-26', '2027-12-27', '2027-12-28']],
    ['california', '2027-11-25', '2027-11-25', ['2027-11-25']],
    ['germany', '2027-12-26', '2028-01-01', ['2027-12-26', '2028-01-01']],
  ])('of %s from %s to %s are %j', async (jurisdiction, from, to, dates) => {
    const found = await holidaysIn(jurisdiction, from, to);
    expect(found.map(({ date }) => date)).toEqual(dates);
  });

  it('that last for days are named on each', async () => {
    const chuseok = await holidaysIn('korea', '2026-09-01', '2026-09-30');
    expect(chuseok.map(({ date }) => date)).toEqual(['2026-09-24', '2026-09-25', '2026-09-26']);
  });

  it('are some in every jurisdiction with a calendar of its own, ordered by date', async () => {
    for (const name of JURISDICTIONS.filter((one) => one !== 'eu')) {
      const dates = (await holidaysIn(name, '2027-01-01', '2027-12-31')).map(({ date }) => date);
      expect(dates.length, name).toBeGreaterThan(7);
      expect(dates, name).toEqual(dates.toSorted());
    }
  });

  it.each([[null], ['eu'], ['atlantis']])(
    'are none where no calendar is kept: %s',
    async (name) => {
      expect(await holidaysIn(name, '2027-01-01', '2027-12-31')).toEqual([]);
    },
  );

  it('are those of ten years at most, and none of a span turned round', async () => {
    const found = await holidaysIn('france', '2020-01-01', '9999-12-31');
    expect(found.at(-1)?.date).toBe('2029-12-25');
    expect(await holidaysIn('france', '2027-12-31', '2027-01-01')).toEqual([]);
  });
});
