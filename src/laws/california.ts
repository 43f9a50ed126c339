import { confirmed, type LawPack, secondary } from './pack.ts';

export const california: LawPack = {
  title: 'California',
  includes: [],
  holidays: { country: 'US', region: 'CA' },
  figures: [
    {
      rule: 'meal-break',
      level: 'hard',
      params: { everyMinutes: 300, breakMinutes: 30, wellbeingCounts: 0 },
      ...confirmed(
        'Labor Code 512 (casetext): 30 minutes before the end of the 5th hour, and again of the 10th',
      ),
    },
    {
      rule: 'rest-breaks',
      level: 'hard',
      params: { everyMinutes: 240, breakMinutes: 10, fromMinutes: 210, wellbeingCounts: 1 },
      ...secondary(
        'californiawagelaw, arinjames: 10 paid minutes in 4 hours or the major part of them, none under 3.5 hours',
      ),
    },
    {
      rule: 'consecutive-working-days',
      level: 'soft',
      params: { limitDays: 6 },
      ...secondary(
        'Labor Code 551 and 552 (hrconsulting.network on Mendoza v. Nordstrom): one day off in a week of work; six days in a row, whatever the week, are stricter',
      ),
    },
  ],
  gaps: [
    'Meals may be waived: the first in a shift of up to 6 hours, the second of up to 12.',
    'The day off is not asked for in weeks of 30 hours or days of 6 (Labor Code 556).',
    'Missed breaks and overtime over 8 hours a day or 40 a week are paid for; no hours are the most.',
    'No rest between shifts is asked for.',
  ],
};
