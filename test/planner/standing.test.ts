import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardOf } from '../../src/planner/board-of.ts';
import { standingOf } from '../../src/planner/standing.ts';
import { anyRota, naiveCost } from '../support/rotas.ts';

const DAYS = 7;

describe('how rows stand', () => {
  it('is what looking at whole runs says, whatever the pattern, the history and the rows', () => {
    const seen = { hard: 0, clean: 0 };
    fc.assert(
      fc.property(
        anyRota(DAYS, 2),
        fc.uint8Array({ minLength: 2 * DAYS, maxLength: 2 * DAYS, max: 2 }),
        (rota, rows) => {
          const { hard, soft } = standingOf(boardOf(rota), rows);
          expect({ hard, soft }).toEqual(naiveCost(rota, rows));
          if (hard > 0) seen.hard++;
          else seen.clean++;
        },
      ),
      { numRuns: 2_000 },
    );
    expect(seen.hard).toBeGreaterThan(500);
    expect(seen.clean).toBeGreaterThan(20);
  });

  it('adds its parts up', () => {
    fc.assert(
      fc.property(
        anyRota(DAYS, 2),
        fc.uint8Array({ minLength: 2 * DAYS, maxLength: 2 * DAYS, max: 2 }),
        (rota, rows) => {
          const { soft, parts } = standingOf(boardOf(rota), rows);
          const { coverage, patterns, totals, wishes } = parts;
          expect(coverage + patterns + totals + wishes).toBe(soft);
        },
      ),
    );
  });
});
