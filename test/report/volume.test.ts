import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { volumes } from '../../src/report/volume.ts';
import { bundledReport } from './bundled.ts';

const NONE = { notices: null, measures: null, automated: null, medianHoursToAct: null };

/** A report of one day, so that a day's items are the report's. */
function ofOneDay(part: Partial<Report>): Report {
  return {
    service: 'Somewhere',
    period: { from: '2026-01-01', to: '2026-01-01' },
    totals: NONE,
    categories: [],
    complaints: 0,
    moderators: { total: 1, byLanguage: new Map() },
    ...part,
  };
}

function itemsOf(report: Report): Record<string, number> {
  const seen = volumes(report).filter(({ itemsPerDay }) => itemsPerDay > 0);
  return Object.fromEntries(seen.map(({ category, itemsPerDay }) => [category, itemsPerDay]));
}

describe('the bundled report', () => {
  it('has people look at 561,125 items a day, 150 a head', async () => {
    const report = await bundledReport();
    const total = volumes(report).reduce((sum, { itemsPerDay }) => sum + itemsPerDay, 0);
    // Per period of 181 days: measures not solely automated by category 7,924,180, in none
    // 77,968,202, notices 1,081,646, complaints 14,589,660.
    expect(total * 181).toBeCloseTo(7_924_180 + 77_968_202 + 1_081_646 + 14_589_660, 3);
    expect(total / report.moderators.total).toBeCloseTo(150.1, 1);
  });

  it('takes a category for all automated where that exceeds its measures', async () => {
    const report = await bundledReport();
    const privacy = report.categories.filter(
      ({ category }) => category === 'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
    );
    // Measures 1,544,097, automated 1,553,354: nothing but the 177,188 notices is looked at.
    expect(itemsOf(ofOneDay({ categories: privacy }))).toEqual({ LOW_HARM: 177_188 });
  });

  it('weights the median hours of a category by its notices', async () => {
    const byCategory = new Map(
      volumes(await bundledReport()).map((v) => [v.category, v.medianHoursToAct]),
    );
    expect(byCategory.get('CSAM')).toBe(7.7);
    expect(byCategory.get('TERRORISM_EXTREMISM')).toBeCloseTo(3.466, 3);
    expect(byCategory.get('GRAPHIC_VIOLENCE')).toBe(5.6);
  });
});

describe('looked-at volume', () => {
  const violence = { ...NONE, category: 'VIOLENCE', measures: 100, automated: 40 };
  const incitement = { ...NONE, keyword: 'INCITEMENT_VIOLENCE_HATRED' };

  it.each([
    ['goes by keyword', { measures: 60, automated: 0 }, { HATE_INCITEMENT: 60 }],
    [
      'leaves what keywords fall short of to gore, which has none',
      { measures: 30, automated: 10 },
      { HATE_INCITEMENT: 20, GRAPHIC_VIOLENCE: 40 },
    ],
    ['is scaled down where keywords exceed it', { measures: 90 }, { HATE_INCITEMENT: 60 }],
    ['is nothing where all is automated', { measures: 5, automated: 9 }, { GRAPHIC_VIOLENCE: 60 }],
  ])('%s', (_, counts, items) => {
    const keywords = [{ ...incitement, ...counts }];
    expect(itemsOf(ofOneDay({ categories: [{ ...violence, keywords }] }))).toEqual(items);
  });

  it('spreads complaints as all measures lie, automated ones included', () => {
    const categories = [
      { ...violence, automated: 100, keywords: [] },
      { ...violence, category: 'SCAMS_AND_FRAUD', measures: 300, automated: 300, keywords: [] },
    ];
    expect(itemsOf(ofOneDay({ categories, complaints: 8 }))).toEqual({
      GRAPHIC_VIOLENCE: 2,
      LOW_HARM: 6,
    });
  });

  it('loses no complaint of a report without measures', () => {
    expect(itemsOf(ofOneDay({ complaints: 8 }))).toEqual({ LOW_HARM: 8 });
  });

  it('counts what only the TOTAL counts', () => {
    const totals = { ...NONE, measures: 50, automated: 20, notices: 7 };
    expect(itemsOf(ofOneDay({ totals }))).toEqual({ LOW_HARM: 37 });
  });
});
