import { confirmed, type LawPack } from './pack.ts';

export const newYork: LawPack = {
  title: 'New York',
  includes: [],
  holidays: { country: 'US', region: 'NY' },
  figures: [
    {
      rule: 'meals-by-clock',
      level: 'hard',
      params: {
        noonMinutes: 30,
        noonFrom: 660,
        noonTo: 840,
        eveningMinutes: 20,
        eveningFrom: 1020,
        eveningTo: 1140,
        lateMinutes: 45,
        lateFrom: 780,
        lateTo: 360,
        overMinutes: 360,
        wellbeingCounts: 0,
      },
      ...confirmed(
        'Labor Law 162 (NY DoL): 30 minutes from 11 to 14, 20 more from 17 to 19 in long days, 45 midway from 13 to 6, in shifts over 6 hours',
      ),
    },
    {
      rule: 'weekly-rest',
      level: 'soft',
      params: { restMinutes: 1440, days: 7 },
      ...confirmed(
        'Labor Law 161 (dol.ny.gov): 24 hours in any calendar week, for some employees; any seven days are stricter',
      ),
    },
  ],
  gaps: [
    'Whether office staff are among those of section 161.',
    'Overtime over 40 hours a week is paid for; no hours are the most.',
    'No rest between shifts is asked for.',
  ],
};
