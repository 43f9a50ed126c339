import { describe, expect, it } from 'vitest';
import { dateBefore } from '../../src/domain/local-time.ts';
import { beforeOf } from '../../src/planner/history.ts';
import { spanOn } from '../../src/planner/proposed.ts';
import { FIRST, KINDS, kind, person } from '../support/plan-requests.ts';

/** Kinds by days before the first date, the last day first: 'e' early, 'l' late, 'n' night, 'x' some other, '-' off. */
function endedBy(days: string) {
  const other = kind('other', '10:00', '18:00');
  const base = person(1, []);
  const shifts = [...days].flatMap((letter, i) => {
    const one = letter === '-' ? null : (KINDS.find(({ id }) => id.startsWith(letter)) ?? other);
    return one === null ? [] : [{ id: i, ...spanOn(one, dateBefore(FIRST, i + 1)) }];
  });
  const timeline = { ...base.timeline, shifts: shifts.toSorted((a, b) => a.start - b.start) };
  return beforeOf({ ...base, timeline }, KINDS, FIRST);
}

describe('the days before a plan', () => {
  it.each([
    ['', { off: 14 }],
    ['--e', { off: 2 }],
    ['-', { off: 14 }],
    ['e-', { kind: 0, ofKind: 1, work: 1 }],
    ['nnl-', { kind: 2, ofKind: 2, work: 3 }],
    ['lel-', { kind: 1, ofKind: 1, work: 3 }],
    ['nnnnnnnnnnnnnnnn', { kind: 2, ofKind: 14, work: 14 }],
  ])('%s', (days, expected) => {
    expect(endedBy(days)).toEqual(expected);
  });

  it('count as worked where the shift was of no kind that is planned', () => {
    expect(endedBy('xee-')).toEqual({ kind: 0, ofKind: 1, work: 3 });
  });

  it('belong to the date on which a night began', () => {
    // The night of the last date ends on the first one: it is a day worked before it.
    expect(endedBy('n-')).toEqual({ kind: 2, ofKind: 1, work: 1 });
  });
});
