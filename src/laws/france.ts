import { type LawPack, secondary } from './pack.ts';

export const france: LawPack = {
  title: 'France',
  includes: ['eu'],
  holidays: { country: 'FR' },
  figures: [
    {
      rule: 'daily-rest',
      level: 'hard',
      params: { restMinutes: 660 },
      ...secondary('Code du travail: 11 hours; 9 by agreement'),
    },
    {
      rule: 'weekly-rest',
      level: 'hard',
      params: { restMinutes: 2100, days: 7 },
      ...secondary('Code du travail: 35 hours, 24 and 11'),
    },
    {
      rule: 'hours-a-day',
      level: 'hard',
      params: { limitMinutes: 600 },
      ...secondary('Code du travail: 10 hours; 12 by agreement'),
    },
    {
      rule: 'longest-shift',
      level: 'hard',
      params: { limitMinutes: 780, pauseMinutes: 60 },
      ...secondary('Code du travail: no more than 13 hours from first to last'),
    },
    {
      rule: 'hours-a-week',
      level: 'hard',
      params: { limitMinutes: 2880 },
      ...secondary('Code du travail: 48 hours'),
    },
    {
      rule: 'average-hours',
      level: 'soft',
      params: { limitMinutes: 2640, weeks: 12 },
      ...secondary('Code du travail: 44 hours on average over 12 weeks'),
    },
    {
      rule: 'work-without-break',
      level: 'hard',
      params: { limitMinutes: 360, breakMinutes: 20, wellbeingCounts: 0 },
      ...secondary('Code du travail: 20 minutes once 6 hours are worked'),
    },
    {
      rule: 'overtime-a-year',
      level: 'soft',
      params: {
        limitMinutes: 13200,
        weeks: 53,
        ordinaryDayMinutes: 1440,
        ordinaryWeekMinutes: 2100,
      },
      ...secondary(
        'Code du travail D3121-24 (le-code-du-travail.fr): 220 hours past 35 a week, unless agreed otherwise; any 53 weeks are stricter than a year',
      ),
    },
    {
      rule: 'work-on-rest-days',
      level: 'watch',
      params: { limitMinutes: 0, sundays: 1, holidays: 0 },
      ...secondary(
        'Code du travail: the weekly rest is on Sunday; watched, because much may be said otherwise and no timeline tells what is',
      ),
    },
  ],
  gaps: [
    'Who may have the weekly rest on another day than Sunday.',
    'Which public holidays are free by law.',
    'What is to be paid or given for hours past 35 a week, which are overtime.',
    'What agreements allow instead.',
  ],
};
