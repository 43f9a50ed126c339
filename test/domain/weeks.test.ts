import { expect, it } from 'vitest';
import { wholeWeeks } from '../../src/domain/weeks.ts';

const ONE = { from: '2026-06-08', to: '2026-06-14' };
const NEXT = { from: '2026-06-15', to: '2026-06-21' };

it.each([
  ['2026-06-08', '2026-06-14', [ONE]],
  ['2026-06-08', '2026-06-13', []],
  ['2026-06-09', '2026-06-14', []],
  ['2026-06-07', '2026-06-22', [ONE, NEXT]],
])('the whole weeks from %s to %s go from Monday to Sunday', (from, to, expected) => {
  expect(wholeWeeks({ from, to })).toEqual(expected);
});
