import { localDay } from '../domain/local-time.ts';
import { type Instant, MINUTE, SECOND, type Span } from '../domain/time.ts';
import { type Arrival, arrivals } from '../report/arrivals.ts';
import { DEMAND_ZONE } from '../report/assumptions.ts';
import type { Floor } from '../report/floor.ts';
import type { FloorShift } from '../report/shifts.ts';

/**
 * Between two looks at the floor: nobody waits longer for their next item when there is one. Shorter
 * ones cost more of the machine than they change of the day.
 */
export const TICK = 30 * SECOND;

/** Review tools hand items over in batches: an item is seen by the queues this much late at most. */
export const INGEST_EVERY = MINUTE;

/** The parts of one date around the world. */
export interface VirtualDay {
  /** 'YYYY-MM-DD', at each site its own. */
  readonly date: string;
  /** Items arrive over the date of the zone where the demand is. */
  readonly demand: Span;
  /** From the first instant that the date has at any site to the last. */
  readonly dates: Span;
}

/** How far a date reaches: Tokyo's begins and Los Angeles' ends, and items arrive in Europe's. */
export function virtualDay(floor: Floor, date: string): VirtualDay {
  const days = floor.sites.map((site) => localDay(date, site.zone));
  return {
    date,
    demand: localDay(date, DEMAND_ZONE),
    dates: {
      start: Math.min(...days.map((day) => day.start)),
      end: Math.max(...days.map((day) => day.end)),
    },
  };
}

/** From the first moment at which anything happens to when the last shift's leases have run out. */
export function playedSpan(day: VirtualDay, shifts: readonly FloorShift[], until: Instant): Span {
  const start = Math.min(day.demand.start, ...shifts.map(({ span }) => span.start));
  const end = Math.max(day.demand.end, until, ...shifts.map(({ span }) => span.end));
  return { start: Math.floor(start / MINUTE) * MINUTE, end: end + 10 * MINUTE };
}

/** What arrives, handed over as time goes on; what has been handed over can be looked up. */
export interface Inflow {
  take(until: Instant): readonly Arrival[];
  readonly known: ReadonlyMap<string, Arrival>;
  forget(before: Instant): void;
}

/** `from`: what arrived before is known but not handed over again. The span may have no end. */
export function inflowOf(floor: Floor, span: Span, seed: number, from: Instant): Inflow {
  const coming = arrivals(floor, span, seed);
  const known = new Map<string, Arrival>();
  let next = coming.next();
  const take = (until: Instant) => {
    const taken: Arrival[] = [];
    for (; !next.done && next.value.at <= until; next = coming.next()) {
      taken.push(next.value);
      known.set(next.value.externalId, next.value);
    }
    return taken;
  };
  const forget = (before: Instant) => {
    for (const [externalId, { at }] of known) {
      if (at >= before) return;
      known.delete(externalId);
    }
  };
  take(from - 1);
  return { take, known, forget };
}
