import { confirmed, type LawPack, unconfirmed } from './pack.ts';

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
    {
      rule: 'weekly-rest',
      level: 'hard',
      params: { restMinutes: 2100, days: 7 },
      ...confirmed(
        'Directive 2003/88/EC art. 5 (osha.europa.eu): 24 hours and the 11 of the day, in seven days',
      ),
    },
    {
      rule: 'average-hours',
      level: 'soft',
      params: { limitMinutes: 2880, weeks: 17 },
      ...confirmed(
        'Directive 2003/88/EC art. 6 and 16 (ec.europa.eu): 48 hours with overtime, on average over four months',
      ),
    },
    {
      rule: 'work-without-break',
      level: 'hard',
      params: { limitMinutes: 360, breakMinutes: 1, wellbeingCounts: 0 },
      ...confirmed(
        'Directive 2003/88/EC art. 4 (osha.europa.eu): a break in more than 6 hours; how long it is, national law says',
      ),
    },
    {
      rule: 'longest-night-shift',
      level: 'hard',
      params: {
        limitMinutes: 480,
        nightMinutes: 180,
        nightFrom: 1380,
        nightUntil: 360,
      },
      ...confirmed(
        'Directive 2003/88/EC art. 8 (osha.europa.eu): 8 hours in any 24 for night work with special hazards or heavy strain; what that is, national law says',
      ),
    },
    {
      rule: 'longest-shift',
      level: 'hard',
      params: { limitMinutes: 780, pauseMinutes: 60 },
      ...unconfirmed('Follows from the 11 hours of art. 3: a day has 13 others'),
    },
  ],
  gaps: [
    '8 hours a night on average, over what national law says: with a day of rest in seven that is 48 hours a week, which is held over four months.',
    'National law may average hours over 6 or 12 months.',
    'Four weeks of paid leave a year.',
  ],
};
