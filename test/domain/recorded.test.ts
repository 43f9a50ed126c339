import { describe, expect, it } from 'vitest';
import {
  lastRow,
  type RecordedExposure,
  uncorrected,
  withRow,
  withRows,
} from '../../src/domain/recorded.ts';
import { segments } from '../../src/domain/segments.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { at, exposure } from '../support/timeline.ts';

function row(id: bigint, minute: number, minutes: number, supersedes: bigint | null = null) {
  return { ...exposure(at('09:00') + minute * MINUTE, minutes, 3), id, supersedes };
}
const ids = (rows: readonly RecordedExposure[]) => rows.map(({ id }) => id);

describe('the rows that count', () => {
  it.each([
    ['are all, where nothing is corrected', [row(1n, 0, 5), row(2n, 5, 5)], [1n, 2n]],
    ['are those that nothing corrects', [row(1n, 0, 5), row(2n, 0, 9, 1n)], [2n]],
    [
      'are the last of several corrections',
      [row(1n, 0, 5), row(2n, 0, 9, 1n), row(3n, 0, 7, 2n)],
      [3n],
    ],
    ['are none that take no time', [row(1n, 0, 0), row(2n, 5, 5)], [2n]],
    ['are none that are corrected to nothing', [row(1n, 0, 5), row(2n, 0, 0, 1n)], []],
    ['are in order', [row(1n, 9, 5), row(2n, 0, 5)], [2n, 1n]],
    ['are in order, whatever is corrected', [row(1n, 9, 5), row(2n, 0, 5, 7n)], [2n, 1n]],
  ])('%s', (_, rows, expected) => {
    expect(ids(uncorrected(rows))).toEqual(expected);
  });

  it('are the very list where nothing is corrected, and told once of any', () => {
    const plain = [row(1n, 0, 5), row(2n, 0, 5)];
    expect(uncorrected(plain)).toBe(plain);
    const corrected = [row(1n, 0, 5), row(2n, 0, 9, 1n)];
    expect(uncorrected(corrected)).toBe(uncorrected(corrected));
  });
});

describe('one row more', () => {
  const rows = [row(1n, 0, 5), row(2n, 10, 5)];

  it.each([
    ['after all others', row(3n, 20, 5), [1n, 2n, 3n], [1n, 2n, 3n]],
    ['between them', row(3n, 6, 2), [1n, 3n, 2n], [1n, 3n, 2n]],
    ['that corrects one', row(3n, 10, 9, 2n), [1n, 2n, 3n], [1n, 3n]],
    ['that takes no time', row(3n, 20, 0), [1n, 2n, 3n], [1n, 2n]],
  ])('comes in order: %s', (_, more, all, counting) => {
    uncorrected(rows);
    const found = withRow(rows, more);
    expect(ids(found)).toEqual(all);
    expect(ids(uncorrected(found))).toEqual(counting);
    expect(rows).toHaveLength(2);
  });

  it('is the first of none', () => {
    expect(ids(uncorrected(withRow([], row(1n, 0, 5))))).toEqual([1n]);
  });

  it('carries on what is known of those before it', () => {
    uncorrected(rows);
    const [first] = segments({ exposures: rows });
    expect(segments({ exposures: withRow(rows, row(3n, 20, 5)) })[0]).toBe(first);
  });
});

describe('rows that were added later', () => {
  const rows = [row(1n, 0, 5), row(4n, 20, 5)];

  it('come among the others, in order', () => {
    expect(ids(withRows(rows, [row(2n, 30, 5), row(3n, 10, 5)]))).toEqual([1n, 3n, 4n, 2n]);
    expect(withRows(rows, [])).toBe(rows);
  });

  it('are all there is where there were none', () => {
    expect(withRows([], rows)).toBe(rows);
  });

  it('are those after the last that is known, whatever its start', () => {
    expect(lastRow([row(7n, 9, 1), row(2n, 20, 1)])).toBe(7n);
    expect(lastRow([])).toBe(0n);
  });
});
