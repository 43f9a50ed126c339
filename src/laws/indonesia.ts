import { confirmed, type LawPack, secondary } from './pack.ts';

export const indonesia: LawPack = {
  title: 'Indonesia',
  includes: [],
  holidays: { country: 'ID' },
  figures: [
    {
      rule: 'weekly-rest',
      level: 'hard',
      params: { restMinutes: 1440, days: 7 },
      ...confirmed(
        'PP 35/2021 art. 22: one day in a week of six working days, two in a week of five',
      ),
    },
    {
      rule: 'hours-a-day',
      level: 'hard',
      params: { limitMinutes: 720 },
      ...secondary('PP 35/2021: 8 hours and at most 4 of overtime; 7 in a week of six days'),
    },
    {
      rule: 'hours-a-week',
      level: 'hard',
      params: { limitMinutes: 3480 },
      ...secondary('PP 35/2021: 40 hours and at most 18 of overtime; older pages say 14'),
    },
    {
      rule: 'work-without-break',
      level: 'hard',
      params: { limitMinutes: 240, breakMinutes: 30, wellbeingCounts: 0 },
      ...secondary('dash.co.id: 30 minutes after 4 hours in a row, which are no work'),
    },
  ],
  gaps: [
    'Two days of rest in a week of five working days.',
    'Whether any rest between shifts is asked for.',
  ],
};
