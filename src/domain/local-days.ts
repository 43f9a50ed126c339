import { localDayAt } from './local-time.ts';
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
 * With more `days` than one each counts together with the dates before it. Throws RangeError where
 * the span has no start or no end.
 */
export function localDays(zones: readonly ZoneFrom[], span: Span, days = 1): readonly LocalDay[] {
  const moves = zones.filter((entry, i) => entry.zone !== zones[i - 1]?.zone);
  return moves.flatMap(({ zone, from }, i) => {
    const previous = moves[i - 1];
    const end = moves[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    const inForce = { start: previous ? from : Number.NEGATIVE_INFINITY, end };
    const asked = intersection(inForce, span);
    const own = asked ? daysOf(zone, asked) : [];
    const withDaysBefore = (day: Span): LocalDay => ({
      start: startBefore(day.start, days - 1, zone),
      end: Math.min(day.end, end),
      judgedFrom: day.start,
    });
    if (!previous) return own.map(withDaysBefore);
    const move = dayOfMove(previous.zone, zone, from, days - 1);
    return [
      ...(overlaps({ start: from, end: move.end }, span) ? [move] : []),
      ...own.filter((day) => !contains(day, from)).map(withDaysBefore),
    ];
  });
}

function daysOf(zone: string, span: Span): readonly Span[] {
  if (!Number.isFinite(span.end - span.start))
    throw new RangeError(`the days of a span without end: ${span.start} to ${span.end}`);
  const days: Span[] = [];
  let day = localDayAt(span.start, zone);
  while (day.start < span.end) {
    days.push(day);
    day = localDayAt(day.end, zone);
  }
  return days;
}

function dayOfMove(from: string, to: string, at: Instant, daysBefore: number): LocalDay {
  const [left, entered] = [localDayAt(at, from), localDayAt(at, to)];
  return {
    start: Math.min(
      startBefore(left.start, daysBefore, from),
      startBefore(entered.start, daysBefore, to),
    ),
    end: Math.max(left.end, entered.end),
    judgedFrom: at,
  };
}

/** The start of the date so many days before that of an instant at which a date starts. */
function startBefore(start: Instant, days: number, zone: string): Instant {
  return days === 0 ? start : localDayAt(start, zone, days).start;
}
