import { type LawPack, secondary, unconfirmed } from './pack.ts';

/** Public holidays are those of Berlin, where the office is. */
export const germany: LawPack = {
  title: 'Germany',
  includes: ['eu'],
  holidays: { country: 'DE', region: 'BE' },
  figures: [
    {
      rule: 'daily-rest',
      level: 'hard',
      params: { restMinutes: 660 },
      ...secondary('ArbZG section 5 (bpb.de): 11 hours'),
    },
    {
      rule: 'hours-a-day',
      level: 'hard',
      params: { limitMinutes: 600 },
      ...secondary('ArbZG section 3: 8 hours, up to 10 where the average stays at 8'),
    },
    {
      rule: 'average-hours',
      level: 'soft',
      params: { limitMinutes: 2880, weeks: 24 },
      ...secondary(
        'ArbZG section 3: 8 hours a working day on average over 24 weeks; of six days, 48 a week',
      ),
    },
    {
      rule: 'hours-a-week',
      level: 'hard',
      params: { limitMinutes: 2880 },
      ...unconfirmed('ArbZG section 3: six days of 8 hours; single weeks may have more'),
    },
    {
      rule: 'breaks-in-total',
      level: 'hard',
      params: {
        breakMinutes: 30,
        overMinutes: 360,
        longerBreakMinutes: 45,
        longerOverMinutes: 540,
        pieceMinutes: 15,
        wellbeingCounts: 0,
      },
      ...secondary(
        'ArbZG section 4: 30 minutes in more than 6 hours, 45 in more than 9, in pieces of 15 or longer',
      ),
    },
    {
      rule: 'work-without-break',
      level: 'hard',
      params: { limitMinutes: 360, breakMinutes: 15, wellbeingCounts: 0 },
      ...secondary('ArbZG section 4: no more than 6 hours in a row without a break'),
    },
    {
      rule: 'work-on-rest-days',
      level: 'watch',
      params: { limitMinutes: 0, sundays: 1, holidays: 1 },
      ...secondary(
        'ArbZG section 9 (hamburg.de, haufe.de): none from 0 to 24 hours; watched, because sections 10 and 13 except whole sectors and no timeline tells which',
      ),
    },
    {
      rule: 'days-in-lieu',
      level: 'soft',
      params: { sundayDays: 14, holidayDays: 56, withinDays: 70 },
      ...secondary(
        'ArbZG section 11 (3) (lexetius.com, hamburg.de): two weeks for a Sunday, eight for a holiday, any free working day; soft, because work that is refused gives nobody a free day',
      ),
    },
    {
      rule: 'free-sundays',
      level: 'soft',
      params: { freeSundays: 15, weeks: 52 },
      ...secondary('ArbZG section 11 (1) (lexetius.com, hamburg.de): 15 free Sundays a year'),
    },
  ],
  gaps: [
    'Which sectors may work on Sundays and public holidays (ArbZG sections 10 and 13), and a site of several shifts may have the rest begin six hours sooner or later (section 9).',
    'A day in lieu may lie before the Sunday or the holiday, and goes with 11 hours of rest (ArbZG section 11).',
    'Breaks are fixed in advance.',
    'A reform from daily to weekly limits is debated.',
  ],
};
