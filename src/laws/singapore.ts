import { confirmed, type LawPack, secondary } from './pack.ts';

export const singapore: LawPack = {
  title: 'Singapore',
  includes: [],
  holidays: { country: 'SG' },
  figures: [
    {
      rule: 'hours-a-day',
      level: 'hard',
      params: { limitMinutes: 720 },
      ...confirmed('mom.gov.sg (2019): 12 hours with overtime'),
    },
    {
      rule: 'weekly-rest',
      level: 'hard',
      params: { restMinutes: 1440, days: 7 },
      ...secondary('Employment Act, Part IV: one rest day a week'),
    },
    {
      rule: 'average-hours',
      level: 'soft',
      params: { limitMinutes: 2640, weeks: 3 },
      ...secondary(
        'Employment Act, Part IV (talenox, MOM): 44 hours on average over three weeks for shift work',
      ),
    },
    {
      rule: 'overtime-a-month',
      level: 'hard',
      params: { limitMinutes: 4320, days: 31, ordinaryDayMinutes: 480, ordinaryWeekMinutes: 2640 },
      ...secondary(
        'Employment Act, Part IV (talenox, MOM): 72 hours of overtime a month; any 31 days are stricter',
      ),
    },
    {
      rule: 'work-without-break',
      level: 'hard',
      params: { limitMinutes: 360, breakMinutes: 45, wellbeingCounts: 0 },
      ...secondary(
        'Employment Act, Part IV: no more than 6 hours in a row; where 8 are worked on end, 45 minutes for a meal',
      ),
    },
  ],
  gaps: [
    'Part IV is for those who earn S$2,600 a month or less, and no managers; here it holds for all.',
    '9 ordinary hours a day in a week of five days.',
    'Whether any rest between shifts is asked for.',
  ],
};
