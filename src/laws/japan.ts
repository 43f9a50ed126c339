import { confirmed, type LawPack, secondary } from './pack.ts';

export const japan: LawPack = {
  title: 'Japan',
  includes: [],
  holidays: { country: 'JP' },
  figures: [
    {
      rule: 'daily-rest',
      level: 'soft',
      params: { restMinutes: 660 },
      ...confirmed(
        'An effort that is asked for, without a penalty; 11 hours is the model that is cited (japantimes 2018, Nikkei 2017)',
      ),
    },
    {
      rule: 'weekly-rest',
      level: 'soft',
      params: { restMinutes: 1440, days: 7 },
      ...confirmed('jetro: one day a week; four days in four weeks would do too'),
    },
    {
      rule: 'breaks-in-total',
      level: 'hard',
      params: {
        breakMinutes: 45,
        overMinutes: 360,
        longerBreakMinutes: 60,
        longerOverMinutes: 480,
        pieceMinutes: 0,
        wellbeingCounts: 0,
      },
      ...confirmed(
        'jetro, migrant-worker.org: 45 minutes in more than 6 hours, 60 in more than 8, within the shift',
      ),
    },
    {
      rule: 'overtime-a-month',
      level: 'hard',
      params: { limitMinutes: 2700, days: 31, ordinaryDayMinutes: 480, ordinaryWeekMinutes: 2400 },
      ...secondary(
        'employmentjapan.net, ILO newsletter: 45 hours of overtime a month, over 8 a day and 40 a week; any 31 days are stricter',
      ),
    },
    {
      rule: 'overtime-a-year',
      level: 'soft',
      params: {
        limitMinutes: 21600,
        weeks: 53,
        ordinaryDayMinutes: 480,
        ordinaryWeekMinutes: 2400,
      },
      ...secondary(
        'employmentjapan.net, ILO newsletter: 360 hours of overtime a year; any 53 weeks are stricter',
      ),
    },
  ],
  gaps: [
    'The special clause (under 100 hours a month, 80 on average over 2 to 6 months, 720 a year, in no more than 6 months) loosens what is held here, for a site that has agreed on it: a law is never loosened by a policy.',
  ],
};
