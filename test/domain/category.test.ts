import { describe, expect, it } from 'vitest';
import { isCategory, isSeverity, needsClearance } from '../../src/domain/category.ts';

describe('a severity', () => {
  it.each([
    [-1, false],
    [0, true],
    [5, true],
    [6, false],
    [2.5, false],
    [Number.NaN, false],
  ])('is a whole number from 0 to 5: %d', (n, expected) => {
    expect(isSeverity(n)).toBe(expected);
  });
});

describe('a category', () => {
  it.each([
    ['CSAM', true],
    ['csam', false],
    ['toString', false],
  ])('is one of the list: %s', (word, expected) => {
    expect(isCategory(word)).toBe(expected);
  });

  it('needs clearance where the list says so', () => {
    expect(needsClearance('CSAM')).toBe(true);
    expect(needsClearance('LOW_HARM')).toBe(false);
  });
});
