import { segments } from '../domain/segments.ts';
import { HOUR, type Instant, intersection, minutesOf } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { Lean } from './order.ts';

const REACH = 24 * HOUR;

/**
 * How much somebody has seen in the 24 hours before an instant, in minutes times severity: only for
 * choosing the least dosed of several who may. No published figure; limits are the rules' affair.
 */
function recentDose(timeline: Timeline, now: Instant): number {
  return recentlySeen(timeline, now).dose;
}

function recentlySeen(timeline: Timeline, now: Instant) {
  const recent = { start: now - REACH, end: now };
  let [dose, minutes] = [0, 0];
  const all = segments(timeline);
  for (let i = all.length - 1; i >= 0; i--) {
    const segment = all[i];
    if (!segment || segment.end <= recent.start) break;
    const seen = intersection(segment, recent);
    if (!seen) continue;
    minutes += minutesOf(seen);
    dose += minutesOf(seen) * segment.severity;
  }
  return { dose, minutes };
}

/** Whether people have seen, minute by minute, worse or milder work than is usual. */
export function leanOf(
  people: readonly { readonly timeline: Timeline }[],
  now: Instant,
  usualSeverity: number | null,
): Lean {
  if (usualSeverity === null) return 0;
  let beyond = 0;
  for (const { timeline } of people) {
    const { dose, minutes } = recentlySeen(timeline, now);
    beyond += dose - minutes * usualSeverity;
  }
  if (beyond === 0) return 0;
  return beyond > 0 ? -1 : 1;
}

/** Each person's dose before an instant, counted once and only when asked for. */
export function dosesAt(now: Instant): (person: { readonly timeline: Timeline }) => number {
  const known = new Map<Timeline, number>();
  return ({ timeline }) => {
    const dose = known.get(timeline) ?? recentDose(timeline, now);
    known.set(timeline, dose);
    return dose;
  };
}
