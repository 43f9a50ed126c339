import { expect, it } from 'vitest';
import { describeAllowances, percentPerMinute } from '../../src/domain/dose.ts';

const ALLOWED = { s1Minutes: 500, s2Minutes: 400, s3Minutes: 250, s4Minutes: 200, s5Minutes: 100 };

it('a minute is so much of a dose as the allowance of its severity says, and of S0 none', () => {
  const percent = percentPerMinute(ALLOWED);
  expect(([0, 1, 2, 3, 4, 5] as const).map(percent)).toEqual([0, 0.2, 0.25, 0.4, 0.5, 1]);
});

it('of what is not allowed at all a millisecond is the whole dose', () => {
  expect(percentPerMinute({ ...ALLOWED, s5Minutes: 0 })(5)).toBe(100 * 60_000);
});

it('the allowances are told with all the numbers', () => {
  expect(describeAllowances(ALLOWED)).toBe(
    '500 minutes of S1, 400 of S2, 250 of S3, 200 of S4 or 100 of S5',
  );
});
