import { describe, expect, it } from 'vitest';
import { type MissedBy, missedBy } from '../../src/domain/missed-break.ts';

const CASES: readonly (readonly [string, number | null, number | null, MissedBy])[] = [
  ['nobody said or gave anything', null, null, 'plan'],
  ['they had put it off', 10, null, 'reviewer'],
  ['they were given work', null, 20, 'operations'],
  ['they had put it off and were given work', 10, 20, 'operations'],
  ['they were given work and then put it off', 20, 10, 'operations'],
  ['they had put it off in the first instant of all', 0, null, 'reviewer'],
];

describe('a missed break', () => {
  it.each(CASES)(
    'when %s (deferred at %s, given work at %s) was missed by the %s',
    (_when, deferredAt, handedOutAt, by) => {
      expect(missedBy({ deferredAt, handedOutAt })).toBe(by);
    },
  );
});
