import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/local-time.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { arrivals } from '../../src/report/arrivals.ts';
import { CORRECTED_SHARE, SEVERITY_UNKNOWN_SHARE } from '../../src/report/assumptions.ts';
import { floorOf } from '../../src/report/floor.ts';
import { bundledReport } from './bundled.ts';

const report = await bundledReport();
const floor = floorOf(report, { reviewers: 200, seed: 1 });
const start = instantOf('2026-03-30T00:00:00', 'Europe/Brussels');
const day = { start, end: start + 24 * HOUR };
const items = [...arrivals(floor, day, 1)];

describe('a day of 200 reviewers', () => {
  it('brings about as many items as its queues say, each once, in order, within the day', () => {
    const expected = floor.queues.reduce((sum, { itemsPerDay }) => sum + itemsPerDay, 0);
    // Four standard deviations of a Poisson count.
    expect(Math.abs(items.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(new Set(items.map(({ externalId }) => externalId)).size).toBe(items.length);
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(items[0]?.at).toBeGreaterThanOrEqual(day.start);
    expect(items.at(-1)?.at).toBeLessThan(day.end);
  });

  it('puts each item under its queue’s category first, never one category twice', () => {
    const categories = new Map(floor.queues.map((queue) => [queue.key, queue.category]));
    const wrong = items.filter(
      (item) =>
        item.categories[0] !== categories.get(item.queueKey) ||
        new Set(item.categories).size < item.categories.length,
    );
    expect(wrong).toEqual([]);
  });

  it('takes about the seconds that its queues expect', () => {
    const expected = new Map(floor.queues.map((queue) => [queue.key, queue.expectedSeconds]));
    const mean = (numbers: readonly number[]) =>
      numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
    const ratio =
      mean(items.map(({ trueSeconds }) => trueSeconds)) /
      mean(items.map(({ queueKey }) => expected.get(queueKey) ?? 0));
    expect(ratio).toBeGreaterThan(0.97);
    expect(ratio).toBeLessThan(1.03);
  });

  it('says no severity of some, and a wrong one of a few', () => {
    const share = (count: number) => count / items.length;
    const unknown = items.filter(({ severity }) => severity === null).length;
    expect(share(unknown)).toBeCloseTo(SEVERITY_UNKNOWN_SHARE, 1);
    const wrong = items.filter((i) => i.severity !== null && i.severity !== i.trueSeverity).length;
    expect(share(wrong)).toBeGreaterThan(0);
    expect(share(wrong)).toBeLessThan(CORRECTED_SHARE);
  });

  it('is busier at nine in the evening than at four in the morning', () => {
    const inHour = (hour: number) =>
      items.filter(({ at }) => Math.floor((at - day.start) / HOUR) === hour).length;
    expect(inHour(21)).toBeGreaterThan(5 * inHour(4));
  });
});

it('any part of a span gives the same items as that part of the whole', () => {
  const minute = fc.integer({ min: 0, max: 24 * 60 });
  fc.assert(
    fc.property(minute, minute, (a, b) => {
      const part = {
        start: day.start + Math.min(a, b) * MINUTE,
        end: day.start + Math.max(a, b) * MINUTE,
      };
      const same = items.filter(({ at }) => at >= part.start && at < part.end);
      expect([...arrivals(floor, part, 1)]).toEqual(same);
    }),
    { numRuns: 20, seed: 1 },
  );
});

it('another seed brings other items', () => {
  const other = [...arrivals(floor, day, 2)].map(({ at }) => at);
  expect(other).not.toEqual(items.map(({ at }) => at));
});

it('starts at once on a full floor of half a million items a day', () => {
  const full = floorOf(report, { reviewers: 3_738, seed: 1 });
  const stream = arrivals(full, { start, end: start + 365 * 24 * HOUR }, 1);
  expect(stream.next().value?.at).toBeGreaterThanOrEqual(start);
});
