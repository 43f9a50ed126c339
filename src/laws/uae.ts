import { confirmed, type LawPack, secondary } from './pack.ts';

export const uae: LawPack = {
  title: 'United Arab Emirates',
  includes: [],
  holidays: { country: 'AE' },
  figures: [
    {
      rule: 'hours-a-day',
      level: 'hard',
      params: { limitMinutes: 600 },
      ...confirmed('u.ae: 8 hours and at most 2 of overtime'),
    },
    {
      rule: 'work-without-break',
      level: 'hard',
      params: { limitMinutes: 300, breakMinutes: 1, wellbeingCounts: 0 },
      ...confirmed('u.ae: no more than 5 hours in a row'),
    },
    {
      rule: 'breaks-in-total',
      level: 'hard',
      params: {
        breakMinutes: 60,
        overMinutes: 300,
        longerBreakMinutes: 60,
        longerOverMinutes: 300,
        pieceMinutes: 0,
        wellbeingCounts: 0,
      },
      ...confirmed('u.ae: an hour of breaks in total after 5 hours, which is no work'),
    },
    {
      rule: 'weekly-rest',
      level: 'hard',
      params: { restMinutes: 1440, days: 7 },
      ...secondary('rivermate: one day a week at least'),
    },
    {
      rule: 'average-hours',
      level: 'soft',
      params: { limitMinutes: 2880, weeks: 3 },
      ...secondary('144 hours in three weeks, overtime among them'),
    },
  ],
  gaps: [
    'Two hours less a day in Ramadan (MoHRE): its days are calculated, and proclaimed a day off now and then; no rule has numbers for a season.',
    'Whether any rest between shifts is asked for.',
    'Dubai International Financial Centre has a law of its own.',
    'What the moon decides may be proclaimed a day off what is calculated.',
  ],
};
