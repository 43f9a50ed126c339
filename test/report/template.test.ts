import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/report/template.ts';
import { readBundled } from '../../src/services/bundled-report.ts';
import { bundledReport, bundledWith } from './bundled.ts';

const UNLAWFUL = 'KEYWORD_UNLAWFUL_SALE_ANIMALS';
const ANIMALS = '427094,406481,307057';
const MEASURES = "Number of measures taken at the provider's own initiative";
const AUTOMATED = 'Number of measures taken after detection with solely automated means';
const NOTICES = 'Number of notices received';
const MEDIAN = 'Median time to take action';
const MEASURE_CODE = "Category of incompatibility with the provider's terms and conditions";

describe('the bundled report', () => {
  it('is read with its known totals', async () => {
    const report = await bundledReport();
    expect(report.service).toBe('Tiktok');
    expect(report.period).toEqual({ from: '2026-01-01', to: '2026-06-30' });
    expect(report.totals).toEqual({
      notices: 1_081_646,
      measures: 291_093_794,
      automated: 205_210_669,
      medianHoursToAct: 5.6,
    });
    expect(report.complaints).toBe(14_589_660);
    expect(report.moderators.total).toBe(3_738);
    expect(report.categories).toHaveLength(16);
  });

  it('counts moderators by ISO 639-1 code, those whom nobody speaks included', async () => {
    const { byLanguage } = (await bundledReport()).moderators;
    expect(Object.fromEntries(byLanguage)).toEqual({
      bg: 15,
      hr: 1,
      cs: 19,
      da: 6,
      nl: 45,
      en: 1730,
      et: 5,
      fi: 9,
      fr: 337,
      de: 339,
      el: 21,
      hu: 20,
      ga: 0,
      it: 241,
      lv: 5,
      lt: 4,
      mt: 0,
      pl: 62,
      pt: 52,
      ro: 68,
      sk: 19,
      sl: 19,
      es: 281,
      sv: 26,
    });
  });

  it('keeps an empty cell apart from a 0', async () => {
    const { categories } = await bundledReport();
    const scams = categories.find(({ category }) => category === 'SCAMS_AND_FRAUD');
    const phishing = scams?.keywords.find(({ keyword }) => keyword === 'PHISHING');
    expect(phishing).toEqual({
      keyword: 'PHISHING',
      notices: null,
      measures: null,
      automated: null,
      medianHoursToAct: null,
    });
    const zero = readReport(await bundledWith(4, '116699,32,', '0,32,'));
    if (zero.kind === 'invalid') throw new Error('a 0 was refused');
    const cyber = zero.report.categories.find(({ category }) => category === 'CYBER_VIOLENCE');
    expect(cyber?.notices).toBe(0);
  });

  it('warns where sums disagree and where more is automated than there is', async () => {
    const read = readReport(await readBundled());
    if (read.kind === 'invalid') throw new Error('invalid');
    expect(read.warnings.map(({ file, row, column }) => [file, row, column])).toEqual([
      ['6_own_initiative_TC.csv', 2, MEASURES],
      ['6_own_initiative_TC.csv', 19, AUTOMATED],
      ['6_own_initiative_TC.csv', 31, AUTOMATED],
      ['6_own_initiative_TC.csv', 36, AUTOMATED],
      ['6_own_initiative_TC.csv', 87, AUTOMATED],
      ['7_appeals_and_recidivism.csv', 2, 'Value'],
    ]);
    expect(read.warnings[0]?.message).toBe(
      'the sum of the categories, 213125592, falls short of the 291093794 given here',
    );
    expect(read.warnings[1]?.message).toBe(
      '3671554 measures are solely automated, of 3646200: taken as all of them',
    );
  });
});

describe('quirks that change nothing', () => {
  it.each([
    ['a byte order mark', 6, /^/, '\uFEFF'],
    ['one before a quoted header', 6, 'Applicability', '\uFEFF"Applicability"'],
    ['Windows line ends', 9, /\n/g, '\r\n'],
    ['an empty line', 4, /\n/, '\n\n'],
    ['trailing empty columns', 4, /$/gm, ',,,'],
    ['another spelling of the service', 7, /Tiktok/g, 'TikTok'],
    ['headers in capitals', 9, 'Indicator', 'INDICATOR'],
    ['a country-like code for a language', 9, 'Greek,21', 'GR,21'],
    ['another one', 9, 'Czech,19', 'CZ,19'],
    ['thousands separators in quotes', 9, 'English,1730', 'English,"1,730"'],
  ] as const)('%s', async (_, number, from, to) => {
    const read = readReport(await bundledWith(number, from, to));
    expect(read).toEqual({
      kind: 'read',
      report: await bundledReport(),
      warnings: expect.any(Array),
    });
  });

  it('other tables of the same report are passed over', async () => {
    const more = [...(await readBundled()), { name: '10_automated_means.csv', text: 'anything' }];
    expect(readReport(more).kind).toBe('read');
  });
});

describe('errors', () => {
  it.each([
    ['a negative count', 6, ANIMALS, `-${ANIMALS}`, 3, MEASURES, /'-427094' is negative/],
    ['a fraction', 6, ANIMALS, '427094.5,406481,', 3, MEASURES, /'427094.5' has a fraction/],
    ['no number', 6, ANIMALS, '427094,n/a,', 3, AUTOMATED, /'n\/a' is not a number/],
    ['an exponent', 6, ANIMALS, '4e5,406481,', 3, MEASURES, /not written as a whole number/],
    ['separators elsewhere', 6, ANIMALS, '"42,70,94",1,', 3, MEASURES, /not written as a whole/],
    ['a count beyond counting', 4, '116699,', '99999999999999999999,', 14, NOTICES, /not written/],
    ['negative hours', 4, '11.3,18.5', '-11.3,18.5', 16, MEDIAN, /'-11.3' is not/],
    ['an unknown code', 6, 'KEYWORD_HIDDEN', 'HIDDEN', 8, MEASURE_CODE, /neither TOTAL/],
    ['a keyword alone', 6, 'Category 2a', 'Category 99a', 8, 'Category label', /no category above/],
    ['a keyword twice', 6, UNLAWFUL, 'KEYWORD_OTHER', 6, MEASURE_CODE, /second row/],
    ['no TOTAL', 6, 'TOTAL,TOTAL', 'Category 0,STATEMENT_CATEGORY_X', null, MEASURE_CODE, /TOTAL/],
    ['a missing column', 4, NOTICES, 'Notices', 1, NOTICES, /no column 'Number of notices/],
    ['no total of complaints', 7, 'Total number', 'All', null, 'Indicator', /total number/],
    ['an empty total', 7, '14589660', '', 2, 'Value', /total is empty/],
    ['an outcome twice', 7, 'Decisions reversed', 'Decisions upheld', 5, 'Scope', /second row/],
    ['a fraction of complaints', 7, '7565334', '7565334.5', 3, 'Value', /has a fraction/],
    ['no total of moderators', 9, 'total,3738', 'all,3738', null, 'Scope', /total of moderators/],
    ['no moderator', 9, 'total,3738', 'total,0', 4, 'Value', /1 or more/],
    ['an unknown language', 9, 'Irish', 'Klingon', 17, 'Scope', /'Klingon' is not one/],
    ['a language twice', 9, 'Irish', 'GR', 17, 'Scope', /second row for 'el'/],
    ['more speakers than people', 9, ',1730', ',3739', 10, 'Value', /3739 speakers of 'English'/],
    ['another service', 9, 'Tiktok', 'Toktik', 2, 'Service', /'Toktik' is not the 'Tiktok'/],
    ['no service', 4, 'All,Tiktok', 'All,', 2, 'Service', /not named/],
    ['another period', 7, '06-30', '06-29', 2, 'Reporting period', /not the 2026-01-01/],
    ['no such date', 4, '06-30', '06-31', 2, 'Reporting period', /two dates/],
    ['a quote left open', 7, 'Decisions upheld', '"Decisions upheld', 3, null, /not a CSV/],
  ] as const)('%s', async (_, number, from, to, row, column, message) => {
    const read = readReport(await bundledWith(number, from, to));
    if (read.kind === 'read') throw new Error('it was read');
    const own = read.errors.filter((error) => error.file.startsWith(`${number}_`));
    expect(own[0]?.message).toMatch(message);
    expect(own.some((error) => error.row === row && error.column === column)).toBe(true);
  });

  it('name a table that is missing, and one that is there twice', async () => {
    const [notices, measures, complaints] = await readBundled();
    if (!notices || !measures || !complaints) throw new Error('not bundled');
    const again = { ...notices, name: '4_again.csv' };
    expect(readReport([notices, measures, complaints, again])).toEqual({
      kind: 'invalid',
      errors: [
        {
          file: '4_again.csv',
          row: null,
          column: null,
          message: 'a second table 4, after 4_notices.csv',
        },
        {
          file: '9_*.csv',
          row: null,
          column: null,
          message: 'table 9 (moderators) is missing',
        },
      ],
    });
  });

  it('are all listed, in the order of the files and rows', async () => {
    const four = await bundledWith(4, '116699,', 'many,');
    const nine = await bundledWith(9, 'Irish,0', 'Elvish,-1');
    const files = [...nine.filter(({ name }) => name.startsWith('9')), ...four.slice(0, 3)];
    const read = readReport(files);
    if (read.kind === 'read') throw new Error('it was read');
    expect(read.errors.map(({ file, row, column }) => [file, row, column])).toEqual([
      ['4_notices.csv', 14, NOTICES],
      ['9_human_resources.csv', 17, 'Value'],
      ['9_human_resources.csv', 17, 'Scope'],
    ]);
  });

  it('count empty lines as a spreadsheet does', async () => {
    const read = readReport(await bundledWith(9, /\n(.*\n)*.*Irish,0/, (all) => `\n${all}x`));
    expect(read.kind === 'invalid' && read.errors[0]?.row).toBe(18);
  });

  it('say each missing table of no files at all', () => {
    const read = readReport([]);
    expect(read.kind === 'invalid' && read.errors.map(({ file }) => file)).toEqual([
      '4_*.csv',
      '6_*.csv',
      '7_*.csv',
      '9_*.csv',
    ]);
  });
});

describe('warnings', () => {
  it.each([
    [
      'keywords fall short',
      6,
      'KEYWORD_ANIMAL_HARM',
      3,
      MEASURES,
      '427094,406481',
      '427000,406481',
    ],
    ['keywords exceed', 4, 'KEYWORD_CYBER_HARASSMENT,', 14, NOTICES, '53640', '53641'],
    ['outcomes disagree', 7, 'Total number,11728557', 7, 'Value', '11728557', '11728558'],
    ['employers disagree', 9, 'total,62', 4, 'Value', 'total,62', 'total,63'],
  ] as const)('%s', async (_, number, line, row, column, from, to) => {
    const files = (await readBundled()).map((filed) => ({
      ...filed,
      text: filed.text
        .split('\n')
        .map((text) =>
          filed.name.startsWith(`${number}_`) && text.includes(line)
            ? text.replace(from, to)
            : text,
        )
        .join('\n'),
    }));
    const read = readReport(files);
    if (read.kind === 'invalid') throw new Error(JSON.stringify(read.errors));
    const own = read.warnings.filter((w) => w.file.startsWith(`${number}_`));
    expect(own.map((w) => [w.row, w.column])).toContainEqual([row, column]);
  });
});
