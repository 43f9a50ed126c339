import { type LawPack, secondary } from './pack.ts';

export const ireland: LawPack = {
  title: 'Ireland',
  includes: ['eu'],
  holidays: { country: 'IE' },
  figures: [
    {
      rule: 'daily-rest',
      level: 'hard',
      params: { restMinutes: 660 },
      ...secondary('Organisation of Working Time Act 1997 (forsa.ie, cipd.ie): 11 hours'),
    },
    {
      rule: 'weekly-rest',
      level: 'hard',
      params: { restMinutes: 2100, days: 7 },
      ...secondary(
        'Organisation of Working Time Act 1997 (hrsolutions.ie): 24 hours preceded by the 11; two of them in the next week would do too',
      ),
    },
    {
      rule: 'average-hours',
      level: 'soft',
      params: { limitMinutes: 2880, weeks: 17 },
      ...secondary('Organisation of Working Time Act 1997: 48 hours on average over four months'),
    },
    {
      rule: 'breaks-in-total',
      level: 'hard',
      params: {
        breakMinutes: 15,
        overMinutes: 270,
        longerBreakMinutes: 30,
        longerOverMinutes: 360,
        pieceMinutes: 0,
        wellbeingCounts: 0,
      },
      ...secondary(
        'Organisation of Working Time Act 1997: 15 minutes after 4.5 hours, 30 after 6, the first among them',
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
      ...secondary(
        'Organisation of Working Time Act 1997 (solicitor.net): 8 hours a night, with special hazards or heavy mental strain',
      ),
    },
  ],
  gaps: [
    '8 hours a night on average over two months, for night workers: 48 hours a week are held over four, for all.',
    'Two rests of 24 hours in the next week instead of one in each: it would only loosen.',
    'National agreements may average hours over 6 or 12 months.',
  ],
};
