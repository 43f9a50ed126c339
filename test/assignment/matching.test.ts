import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cheapestMatching } from '../../src/assignment/matching.ts';

/** Costs by row and column; a number from 100 on looks possible at its last two digits and is not. */
type Costs = readonly (readonly (number | null)[])[];

const SHAM = 100;

function solve(costs: Costs) {
  const asked: string[] = [];
  const known = costs.map((row) =>
    Float64Array.from(row, (cost) => (cost === null ? Infinity : cost % SHAM)),
  );
  const isReal = (row: number, column: number) => (costs[row]?.[column] ?? SHAM) < SHAM;
  const { columnOf, left } = cheapestMatching({
    rows: costs.length,
    columns: costs[0]?.length ?? 0,
    costs: (row) => known[row] ?? new Float64Array(),
    may: (row, column) => {
      asked.push(`${row} ${column}`);
      const own = known[row];
      if (own && !isReal(row, column)) own[column] = Infinity;
      return isReal(row, column);
    },
  });
  return { columns: [...columnOf], left, asked };
}

/** All ways to pair rows with columns, by trying them: which rows are in, and at what cost. */
function ways(costs: Costs): readonly { readonly rows: string; readonly cost: number }[] {
  const found: { rows: string; cost: number }[] = [];
  const go = (row: number, used: ReadonlySet<number>, rows: string, cost: number) => {
    if (row === costs.length) {
      found.push({ rows, cost });
      return;
    }
    go(row + 1, used, `${rows}0`, cost);
    costs[row]?.forEach((one, column) => {
      if (one === null || one >= SHAM || used.has(column)) return;
      go(row + 1, new Set([...used, column]), `${rows}1`, cost + one);
    });
  };
  go(0, new Set(), '', 0);
  return found;
}

const anyCosts = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), columns: fc.integer({ min: 1, max: 4 }) })
  .chain(({ rows, columns }) =>
    fc.array(
      fc.array(
        fc.oneof(
          { weight: 3, arbitrary: fc.integer({ min: 0, max: 9 }) },
          { weight: 1, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: fc.integer({ min: SHAM, max: SHAM + 9 }) },
        ),
        { minLength: columns, maxLength: columns },
      ),
      { minLength: rows, maxLength: rows },
    ),
  );

describe('cheapestMatching', () => {
  it('lets in the rows that count most, at the least cost, as trying all ways does', () => {
    fc.assert(
      fc.property(anyCosts, (costs) => {
        const { columns } = solve(costs);
        const rows = columns.map((column) => (column < 0 ? '0' : '1')).join('');
        const cost = columns.reduce((sum, c, row) => sum + (costs[row]?.[c] ?? 0), 0);
        const all = ways(costs);
        const best = all
          .map((way) => way.rows)
          .toSorted()
          .at(-1);
        expect(rows).toBe(best);
        expect(cost).toBe(Math.min(...all.filter((w) => w.rows === best).map((w) => w.cost)));
        expect(cost).toBeLessThan(SHAM);
        const used = columns.filter((column) => column >= 0);
        expect(new Set(used).size).toBe(used.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('lets in as many as trying all ways does, of every number of first rows', () => {
    fc.assert(
      fc.property(anyCosts, (costs) => {
        const { columns } = solve(costs);
        for (let first = 1; first <= costs.length; first++) {
          const count = (rows: string) => rows.slice(0, first).replaceAll('0', '').length;
          const most = Math.max(...ways(costs).map((way) => count(way.rows)));
          expect(columns.slice(0, first).filter((column) => column >= 0)).toHaveLength(most);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never asks of a pair that is plainly impossible, nor of one that was refused', () => {
    fc.assert(
      fc.property(anyCosts, (costs) => {
        const { asked } = solve(costs);
        const refused = new Set<string>();
        for (const pair of asked) {
          const [row = 0, column = 0] = pair.split(' ').map(Number);
          expect(costs[row]?.[column]).not.toBeNull();
          expect(refused.has(pair)).toBe(false);
          if ((costs[row]?.[column] ?? SHAM) >= SHAM) refused.add(pair);
        }
      }),
    );
  });

  it('asks once where the first is free and may', () => {
    expect(solve([[3, 3, 3, 3]]).asked).toEqual(['0 0']);
    expect(solve([[3, 3, 2, 3]]).asked).toEqual(['0 2']);
  });

  it('takes a free column before one that is as near and would have to be turned', () => {
    expect(
      solve([
        [1, 1],
        [1, 1],
      ]).columns,
    ).toEqual([0, 1]);
  });

  it('asks of as many pairs as there are rows where all are alike, in the order of columns', () => {
    const alike = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
    expect(solve(alike)).toMatchObject({
      columns: [0, 1, 2, 3],
      asked: ['0 0', '1 1', '2 2', '3 3'],
    });
    // The first is refused, so the next that is as near is asked about, and so on.
    expect(solve([[SHAM, SHAM, 0, 0]])).toMatchObject({
      columns: [2],
      asked: ['0 0', '0 1', '0 2'],
    });
  });

  it('keeps ties in the order of columns after some were passed', () => {
    // The second row can only have the first column, so the first row moves to the next as near.
    const rows = [
      [0, 0, 0],
      [0, null, null],
      [null, 0, 0],
    ];
    expect(solve(rows).columns).toEqual([1, 0, 2]);
  });

  it('moves a pair where that makes room, and where that is cheaper', () => {
    expect(
      solve([
        [0, 5],
        [0, null],
      ]).columns,
    ).toEqual([1, 0]);
    expect(
      solve([
        [0, 1],
        [0, 9],
      ]).columns,
    ).toEqual([1, 0]);
  });

  it('says which rows it came to in vain', () => {
    expect(solve([[null], [1], [1], [1]])).toMatchObject({ columns: [-1, 0, -1, -1], left: [0] });
    expect(
      solve([
        [1, null],
        [1, null],
        [null, null],
        [null, 1],
      ]),
    ).toMatchObject({
      columns: [0, -1, -1, 1],
      left: [1, 2],
    });
  });
});
