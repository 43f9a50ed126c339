import { localDate, localDayAt } from './local-time.ts';
import type { Instant, Span } from './time.ts';
import type { ZoneFrom } from './timeline.ts';

/** The time that bore a date where the person was: several spans where they moved to it again. */
export interface DatedDay {
  /** 'YYYY-MM-DD' */
  readonly date: string;
  /** Disjoint and in ascending order. */
  readonly spans: readonly Span[];
}

/**
 * A person's time by the date on their wall: each instant is in one day, so that sums over days are
 * sums over time. All days that overlap a span, whole, except where a zone began or ended in one.
 */
export function datedDays(zones: readonly ZoneFrom[], span: Span): readonly DatedDay[] {
  const days = new Map<string, Span[]>();
  let at = firstInstant(zones, span.start);
  while (at < span.end) {
    const { zone, until } = inForce(zones, at);
    if (zone === null) break;
    const end = Math.min(localDayAt(at, zone).end, until);
    const date = localDate(at, zone);
    days.set(date, [...(days.get(date) ?? []), { start: at, end }]);
    at = end;
  }
  return [...days].map(([date, spans]) => ({ date, spans }));
}

/** The start of the day that an instant is in. */
function firstInstant(zones: readonly ZoneFrom[], at: Instant): Instant {
  const { zone, since } = inForce(zones, at);
  return zone === null ? at : Math.max(localDayAt(at, zone).start, since);
}

/** The first zone counts also before it starts. */
function inForce(zones: readonly ZoneFrom[], at: Instant) {
  const place = Math.max(
    0,
    zones.findLastIndex(({ from }) => from <= at),
  );
  return {
    zone: zones[place]?.zone ?? null,
    since: place === 0 ? Number.NEGATIVE_INFINITY : (zones[place]?.from ?? 0),
    until: zones[place + 1]?.from ?? Number.POSITIVE_INFINITY,
  };
}
