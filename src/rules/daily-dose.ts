import { excessPerDay, LONGEST_WINDOW } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { MINUTE } from '../domain/time.ts';
import { defineRule, type Parameter } from './rule.ts';

type Limits = Readonly<Record<'limitPercent' | `s${1 | 2 | 3 | 4 | 5}Minutes`, number>>;

/**
 * What a day or a shift adds up to over all severities: each minute uses up its share of the minutes
 * that would be the most if there were nothing else. S0 uses up nothing.
 */
export const rule = defineRule<Limits>({
  id: 'daily-dose',
  title: 'Dose a day',
  because:
    'The additive form of OSHA 29 CFR 1910.95 App. A (noise dose, 100 % the limit). S4, 240 ' +
    'minutes: YouTube and INHOPE, 4 h; S3, 300 minutes, echoes the 5 h of IWF. S1 480, S2 360 and ' +
    'S5 120 minutes (half of what INHOPE allows, on purpose): no published figure.',
  parameters: {
    limitPercent: {
      value: 100,
      unit: 'percent',
      stricter: 'lower',
      says: 'Most dose in a day or a shift (OSHA form).',
    },
    s1Minutes: allowance(1, 480, 'no published figure'),
    s2Minutes: allowance(2, 360, 'no published figure'),
    s3Minutes: allowance(3, 300, 'no published figure; echoes IWF, 5 h'),
    s4Minutes: allowance(4, 240, 'YouTube and INHOPE: 4 h'),
    s5Minutes: allowance(5, 120, 'no published figure; INHOPE would be 240'),
  },
  lookback: () => LONGEST_WINDOW,
  describe: (p) =>
    `At most ${p.limitPercent} % dose in a local day and in a shift, where 100 % are ` +
    `${p.s1Minutes} minutes of S1, ${p.s2Minutes} of S2, ${p.s3Minutes} of S3, ` +
    `${p.s4Minutes} of S4 or ${p.s5Minutes} of S5.`,
  check: (timeline, p) => {
    const minutes = [p.s1Minutes, p.s2Minutes, p.s3Minutes, p.s4Minutes, p.s5Minutes];
    // Of what is not allowed at all a millisecond is too much, and still a number.
    const percentPerMinute = [0, ...minutes.map((most) => 100 / Math.max(most, 1 / MINUTE))];
    return excessPerDay(
      timeline,
      p.limitPercent,
      (severity) => percentPerMinute[severity] ?? Number.NaN,
    ).map((excess) => ({ ...excess, limit: p.limitPercent }));
  },
  explain: (breach) =>
    `A dose of ${figure(breach.observed, breach.limit)} % in one day or shift, where ` +
    `${breach.limit} % is the most.`,
});

function allowance(severity: number, value: number, source: string): Parameter {
  const says = `Minutes of S${severity} that are 100 % dose by themselves (${source}).`;
  return { value, unit: 'minutes', stricter: 'lower', says };
}
