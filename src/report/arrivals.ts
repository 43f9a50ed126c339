import { CATEGORIES, type Category, isSeverity, type Severity } from '../domain/category.ts';
import { wallOf } from '../domain/local-time.ts';
import { contains, HOUR, type Instant, type Span } from '../domain/time.ts';
import {
  CORRECTED_SHARE,
  DEMAND_ZONE,
  HANDLE_SPREAD,
  HOURLY_WEIGHTS,
  MEDIA_MIX,
  type Media,
  SECOND_CATEGORIES,
  SEVERITY_STEPS,
  SEVERITY_UNKNOWN_SHARE,
} from './assumptions.ts';
import type { Floor } from './floor.ts';
import type { FloorQueue } from './queues.ts';
import { bell, pick, type Random, seeded } from './random.ts';

/** An item as it arrives, and what only whoever looks at it will find. */
export interface Arrival {
  readonly externalId: string;
  readonly queueKey: string;
  readonly media: Media;
  /** The queue's own first; sometimes a second. */
  readonly categories: readonly [Category, ...Category[]];
  /** Null: announced without one. */
  readonly severity: Severity | null;
  readonly trueSeverity: Severity;
  readonly trueSeconds: number;
  readonly at: Instant;
}

/**
 * The items that arrive within a span, in ascending order, one hour in memory at a time. Each
 * queue's hour has a seed of its own, so that any part of a span gives the same items as the span.
 */
export function* arrivals(floor: Floor, span: Span, seed: number): Generator<Arrival, void> {
  for (let hour = Math.floor(span.start / HOUR); hour * HOUR < span.end; hour++) {
    const items = floor.queues.flatMap((queue) => hourOf(queue, hour, seed));
    for (const item of items.toSorted((a, b) => a.at - b.at))
      if (contains(span, item.at)) yield item;
  }
}

/** Arrivals of one queue in one hour since 1970, independent of each other (Poisson). */
function hourOf(queue: FloorQueue, hour: number, seed: number): readonly Arrival[] {
  const expected = queue.itemsPerDay * shareOfDay(hour);
  const random = seeded(seed, queue.key, hour);
  const items: Arrival[] = [];
  for (let elapsed = 0; ; ) {
    elapsed -= Math.log(1 - random()) / expected;
    if (elapsed >= 1) return items;
    const externalId = `${queue.key}-${seed}-${hour}-${items.length + 1}`;
    items.push({ externalId, ...itemOf(queue, random), at: Math.floor((hour + elapsed) * HOUR) });
  }
}

const DAY_WEIGHT = HOURLY_WEIGHTS.reduce<number>((sum, weight) => sum + weight, 0);

/** What part of a day's items comes in an hour since 1970: the same at every queue. */
export function shareOfDay(hour: number): number {
  const local = Number(wallOf(hour * HOUR, DEMAND_ZONE).slice(11, 13));
  return (HOURLY_WEIGHTS[local] ?? 0) / DAY_WEIGHT;
}

function itemOf(queue: FloorQueue, random: Random): Omit<Arrival, 'externalId' | 'at'> {
  const { media, handling } = pick(random, MEDIA_MIX);
  const companion = SECOND_CATEGORIES[queue.category];
  const second = companion && random() < companion.share ? [companion.category] : [];
  const usual = Math.max(queue.severity, ...second.map((one) => CATEGORIES[one].severity));
  const trueSeverity = severityAt(usual + pick(random, SEVERITY_STEPS).step);
  const corrected = random() < CORRECTED_SHARE;
  const announced = corrected ? severityAt(trueSeverity + (random() < 0.5 ? 1 : -1)) : trueSeverity;
  return {
    queueKey: queue.key,
    media,
    categories: [queue.category, ...second],
    severity: random() < SEVERITY_UNKNOWN_SHARE ? null : announced,
    trueSeverity,
    trueSeconds: secondsOf(queue.expectedSeconds * handling, random),
  };
}

/** Nothing is milder than harmless nor worse than the worst. */
function severityAt(n: number): Severity {
  const bounded = Math.min(5, Math.max(0, n));
  if (!isSeverity(bounded)) throw new RangeError(`${n} is no severity`);
  return bounded;
}

function secondsOf(expected: number, random: Random): number {
  const { sigma, least, most } = HANDLE_SPREAD;
  const seconds = Math.round(expected * Math.exp(sigma * bell(random) - sigma ** 2 / 2));
  return Math.min(most, Math.max(least, seconds));
}
