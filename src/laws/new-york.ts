import { confirmed, type LawPack } from './pack.ts';

export const newYork: LawPack = {
  title: 'New York',
  includes: [],
  holidays: { country: 'US', region: 'NY' },
  figures: [
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
    'Meals by the clock (Labor Law 162): 30 minutes from 11 to 14, 20 more from 17 to 19, 45 midway at night.',
    'Whether office staff are among those of section 161.',
    'Overtime over 40 hours a week is paid for; no hours are the most.',
    'No rest between shifts is asked for.',
  ],
};
