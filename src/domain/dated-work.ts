import { dayNumber, localDayAt } from './local-time.ts';
import type { Instant, Span } from './time.ts';
import type { Timeline } from './timeline.ts';
import { hoursOfWork, zoneAt } from './working-time.ts';

/** Work within one local date: its number, counted in calendar days. */
export interface DatedWork extends Span {
  readonly date: number;
}

/** All work, without unpaid breaks, cut at local midnights and where the person's zone changes. */
export function datedWork(timeline: Timeline): readonly DatedWork[] {
  return hoursOfWork(timeline).flatMap(({ start, end }) => {
    const parts: DatedWork[] = [];
    for (let at = start; at < end; ) {
      const next = Math.min(end, endOfDate(timeline, at));
      parts.push({ start: at, end: next, date: dateAt(timeline, at) });
      at = next;
    }
    return parts;
  });
}

/** The number of the person's local date at an instant. */
export function dateAt({ zones }: Timeline, at: Instant): number {
  return dayNumber(at, zoneAt(zones, at));
}

function endOfDate({ zones }: Timeline, at: Instant): Instant {
  const zone = zoneAt(zones, at);
  const moves = zones.find(({ from }, i) => i > 0 && from > at)?.from ?? Number.POSITIVE_INFINITY;
  return Math.min(moves, localDayAt(at, zone).end);
}

/** 1 is Monday, 7 Sunday; 1970-01-01, whose number is 0, was a Thursday. */
export function weekdayOfDate(date: number): number {
  return ((((date + 3) % 7) + 7) % 7) + 1;
}
