import type { Severity } from './category.ts';
import { MINUTE, type Minutes } from './time.ts';

/** Minutes of each severity that are 100 % of a day's dose by themselves; of S0 there is no end. */
export type Allowances = Readonly<Record<`s${1 | 2 | 3 | 4 | 5}Minutes`, Minutes>>;

/** The allowances as parameters of the rules that add doses up: each number stands here alone. */
export const ALLOWANCES = {
  s1Minutes: allowance(1, 480, 'no published figure'),
  s2Minutes: allowance(2, 360, 'no published figure'),
  s3Minutes: allowance(3, 300, 'no published figure; echoes IWF, 5 h'),
  s4Minutes: allowance(4, 240, 'YouTube and INHOPE: 4 h'),
  s5Minutes: allowance(5, 120, 'no published figure; INHOPE would be 240'),
} as const;

/** What the allowances rest on. */
export const ALLOWANCES_BECAUSE =
  'The additive form of OSHA 29 CFR 1910.95 App. A (noise dose, 100 % the limit). S4, ' +
  `${ALLOWANCES.s4Minutes.value} minutes: YouTube and INHOPE, 4 h; S3, ` +
  `${ALLOWANCES.s3Minutes.value} minutes, echoes the 5 h of IWF. S1 ${ALLOWANCES.s1Minutes.value}, ` +
  `S2 ${ALLOWANCES.s2Minutes.value} and S5 ${ALLOWANCES.s5Minutes.value} minutes (half of what ` +
  'INHOPE allows, on purpose): no published figure.';

/** How many percent of a day's dose a minute of each severity is. */
export function percentPerMinute(allowances: Allowances): (severity: Severity) => number {
  const { s1Minutes, s2Minutes, s3Minutes, s4Minutes, s5Minutes } = allowances;
  // Of what is not allowed at all a millisecond is too much, and still a number.
  const rates = [s1Minutes, s2Minutes, s3Minutes, s4Minutes, s5Minutes].map(
    (most) => 100 / Math.max(most, 1 / MINUTE),
  );
  return (severity) => (severity === 0 ? 0 : (rates[severity - 1] ?? Number.NaN));
}

/** What 100 % are, in words with all the numbers. */
export function describeAllowances(allowances: Allowances): string {
  const { s1Minutes, s2Minutes, s3Minutes, s4Minutes, s5Minutes } = allowances;
  return (
    `${s1Minutes} minutes of S1, ${s2Minutes} of S2, ${s3Minutes} of S3, ${s4Minutes} of S4 or ` +
    `${s5Minutes} of S5`
  );
}

function allowance(severity: number, value: Minutes, source: string) {
  const says = `Minutes of S${severity} that are 100 % dose by themselves (${source}).`;
  return { value, unit: 'minutes', stricter: 'lower', says } as const;
}
