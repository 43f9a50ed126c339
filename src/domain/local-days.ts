import { localDate, localDay } from './local-time.ts';
import { contains, type Instant, intersection, overlaps, type Span } from './time.ts';
import type { ZoneFrom } from './timeline.ts';

/** A person's local day, as far as it was known at each instant. */
export interface LocalDay extends Span {
  /** Counts from `start`, but is judged from here on: before, nobody knew that it would be one. */
  readonly judgedFrom: Instant;
}

/**
 * The local days of a person that overlap a span. Each day follows the zone in force (the first
 * zone also before it starts). Across a move of zone the longer day counts: the day in hand ends at
 * the move, and one window from the earlier start to the later end of both zones' days that contain
 * the move is judged from the move on. The days after it stay whole, even where they overlap it.
 */
export function localDays(zones: readonly ZoneFrom[], span: Span): readonly LocalDay[] {
  const moves = zones.filter((entry, i) => entry.zone !== zones[i - 1]?.zone);
  return moves.flatMap(({ zone, from }, i) => {
    const previous = moves[i - 1];
    const end = moves[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    const inForce = { start: previous ? from : Number.NEGATIVE_INFINITY, end };
    const asked = intersection(inForce, span);
    const days = asked ? daysOf(zone, asked) : [];
    if (!previous) return days.map((day) => until(day, end));
    const move = dayOfMove(previous.zone, zone, from);
    return [
      ...(overlaps({ start: from, end: move.end }, span) ? [move] : []),
      ...days.filter((day) => !contains(day, from)).map((day) => until(day, end)),
    ];
  });
}

function daysOf(zone: string, span: Span): readonly Span[] {
  const days: Span[] = [];
  let day = localDay(localDate(span.start, zone), zone);
  while (day.start < span.end) {
    days.push(day);
    day = localDay(localDate(day.end, zone), zone);
  }
  return days;
}

function until(day: Span, end: Instant): LocalDay {
  return { start: day.start, end: Math.min(day.end, end), judgedFrom: day.start };
}

function dayOfMove(from: string, to: string, at: Instant): LocalDay {
  const [left, entered] = [localDay(localDate(at, from), from), localDay(localDate(at, to), to)];
  return {
    start: Math.min(left.start, entered.start),
    end: Math.max(left.end, entered.end),
    judgedFrom: at,
  };
}
