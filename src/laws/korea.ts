import { confirmed, type LawPack, unconfirmed } from './pack.ts';

export const korea: LawPack = {
  title: 'South Korea',
  includes: [],
  holidays: { country: 'KR' },
  figures: [
    {
      rule: 'hours-a-week',
      level: 'hard',
      params: { limitMinutes: 3120 },
      ...confirmed(
        'Labor Standards Act 50, 53 (thekoreanlawblog, investkorea): 40 hours and 12 of overtime',
      ),
    },
    {
      rule: 'breaks-in-total',
      level: 'hard',
      params: {
        breakMinutes: 30,
        overMinutes: 240,
        longerBreakMinutes: 60,
        longerOverMinutes: 480,
        pieceMinutes: 0,
        wellbeingCounts: 0,
      },
      ...confirmed(
        'Labor Standards Act 54 (investkorea): 30 minutes in 4 hours, an hour in 8, during the work',
      ),
    },
    {
      rule: 'weekly-rest',
      level: 'hard',
      params: { restMinutes: 1440, days: 7 },
      ...unconfirmed('Labor Standards Act 55: one paid day off a week'),
    },
  ],
  gaps: [
    '8 ordinary hours a day, 12 in a flexible system.',
    '11 hours between shifts, in some flexible systems only.',
    'The calendar begins the three days of Korean New Year on the day itself, not on its eve.',
  ],
};
