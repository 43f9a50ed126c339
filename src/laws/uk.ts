import { type LawPack, secondary, unconfirmed } from './pack.ts';

export const uk: LawPack = {
  title: 'United Kingdom',
  includes: [],
  holidays: { country: 'GB', region: 'ENG' },
  figures: [
    {
      rule: 'daily-rest',
      level: 'hard',
      params: { restMinutes: 660 },
      ...secondary('Working Time Regulations 1998 (xperthr): 11 hours'),
    },
    {
      rule: 'weekly-rest',
      level: 'hard',
      params: { restMinutes: 1440, days: 7 },
      ...secondary(
        'Working Time Regulations 1998 (bhruk): 24 hours in seven days; 48 in 14 would do too',
      ),
    },
    {
      rule: 'average-hours',
      level: 'soft',
      params: { limitMinutes: 2880, weeks: 17 },
      ...secondary(
        'Working Time Regulations 1998: 48 hours on average over 17 weeks, unless opted out of in writing',
      ),
    },
    {
      rule: 'work-without-break',
      level: 'hard',
      params: { limitMinutes: 360, breakMinutes: 20, wellbeingCounts: 0 },
      ...secondary('Working Time Regulations 1998: 20 minutes in more than 6 hours'),
    },
    {
      rule: 'longest-shift',
      level: 'hard',
      params: { limitMinutes: 780, pauseMinutes: 60 },
      ...unconfirmed('Follows from the 11 hours of rest: a day has 13 others'),
    },
  ],
  gaps: [
    '8 hours a night on average over 17 weeks: with a day of rest in seven that is 48 hours a week, which is held for all; that nobody who works at night may opt out of it is not said.',
    '48 hours of rest in 14 days instead of 24 in seven: it would only loosen, and the strictest of each number cannot say one or the other.',
    'The 48 hours may be opted out of in writing.',
  ],
};
