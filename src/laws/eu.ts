import { confirmed, type LawPack } from './pack.ts';

/** The floor under the law of every member state. */
export const eu: LawPack = {
  title: 'European Union',
  includes: [],
  holidays: null,
  figures: [
    {
      rule: 'daily-rest',
      level: 'hard',
      params: { restMinutes: 660 },
      ...confirmed('Directive 2003/88/EC art. 3 (osha.europa.eu): 11 consecutive hours in 24'),
    },
  ],
  gaps: ['Four weeks of paid leave a year.'],
};
