import { SEVERE, SEVERITIES, WORST } from '../domain/category.ts';
import { ALLOWANCES, percentPerMinute } from '../domain/dose.ts';
import type { BreakCounts, CategoryMinutes, DueBreak, Rollup } from '../domain/rolled-day.ts';
import { runPieces } from '../domain/runs.ts';
import { segments } from '../domain/segments.ts';
import {
  contains,
  HOUR,
  intersection,
  MINUTE,
  type Minutes,
  minutesOf,
  type Span,
} from '../domain/time.ts';
import type { Exposure, Timeline } from '../domain/timeline.ts';
import { rule as continuous } from '../rules/continuous-exposure.ts';
import { defaultsOf } from '../rules/rule.ts';
import type { Ceiling } from './ceilings.ts';

/** From here on a ceiling is nearly reached: the second alert level, no published figure. */
export const NEAR = 0.8;
/** A run is told from at most so long before its day. */
export const LONGEST_RUN = 24 * HOUR;
const { fromSeverity = 0, awayMinutes = 0 } = defaultsOf(continuous);
const RUN = { fromSeverity, awayMinutes };
/** Far above the rounding errors of a day's sums, far below a millisecond's share. */
const ROUNDING = 1e-9;

const perMinute = percentPerMinute({
  s1Minutes: ALLOWANCES.s1Minutes.value,
  s2Minutes: ALLOWANCES.s2Minutes.value,
  s3Minutes: ALLOWANCES.s3Minutes.value,
  s4Minutes: ALLOWANCES.s4Minutes.value,
  s5Minutes: ALLOWANCES.s5Minutes.value,
});

/**
 * What the time of one local day comes to. The timeline is known from a day and an hour before it,
 * so that a run that came over midnight is told whole; the ceilings are those of that day.
 */
export function rollUp(
  timeline: Timeline,
  day: readonly Span[],
  breaks: readonly DueBreak[],
  ceilings: readonly Ceiling[],
): Rollup {
  const seen = within(segments(timeline), day);
  const minutes = SEVERITIES.map((severity) =>
    total(seen.filter((segment) => segment.severity === severity)),
  );
  const severe = seen.filter(({ severity }) => severity >= SEVERE);
  const used = ceilings.map((ceiling) => shareUsed(minutes, ceiling));
  return {
    minutes,
    byCategory: byCategory(within(timeline.exposures, day)),
    dosePercent: sum(SEVERITIES.map((s) => (minutes[s] ?? 0) * perMinute(s))),
    longestRunMinutes: longestRun(timeline, day),
    lastSevereAt: severe.at(-1)?.end ?? null,
    sawWorst: seen.some(({ severity }) => severity >= WORST),
    breaks: countBreaks(breaks.filter(({ dueAt }) => day.some((span) => contains(span, dueAt)))),
    capHits: used.filter((share) => share >= 1 - ROUNDING).length,
    nearMisses: used.filter((share) => share >= NEAR - ROUNDING && share < 1 - ROUNDING).length,
  };
}

/** The parts of what was seen that lie in a day. */
function within<T extends Span>(seen: readonly T[], day: readonly Span[]): readonly T[] {
  return seen.flatMap((one) =>
    day.flatMap((span) => {
      const part = intersection(one, span);
      return part ? [{ ...one, ...part }] : [];
    }),
  );
}

/** Within one category, too, what overlaps counts once, at its worst. */
function byCategory(exposures: readonly Exposure[]): readonly CategoryMinutes[] {
  const categories = [...new Set(exposures.flatMap((one) => one.categories))].toSorted();
  return categories.flatMap((category) => {
    const own = segments({ exposures: exposures.filter((e) => e.categories.includes(category)) });
    return SEVERITIES.flatMap((severity) => {
      const minutes = total(own.filter((segment) => segment.severity === severity));
      return minutes > 0 ? [{ category, severity, minutes }] : [];
    });
  });
}

/** How long the longest run had come to at an instant of the day, as continuous exposure counts it. */
function longestRun(timeline: Timeline, day: readonly Span[]): Minutes {
  const earliest = (day[0]?.start ?? 0) - LONGEST_RUN;
  const pieces = within(
    runPieces(timeline, RUN).filter(({ seen }) => seen),
    day,
  );
  const runs = pieces.map(({ runStart, end }) =>
    minutesOf({ start: Math.max(runStart, earliest), end }),
  );
  return Math.max(0, ...runs);
}

function shareUsed(minutes: readonly Minutes[], { limit, perMinute }: Ceiling): number {
  const used = sum(SEVERITIES.map((severity) => (minutes[severity] ?? 0) * perMinute(severity)));
  return used === 0 ? 0 : used / limit;
}

function countBreaks(breaks: readonly DueBreak[]): BreakCounts {
  return {
    due: breaks.length,
    taken: breaks.filter(({ startedAt }) => startedAt !== null).length,
    deferred: breaks.filter(({ deferred }) => deferred).length,
    missed: breaks.filter(({ missed }) => missed).length,
  };
}

function total(spans: readonly Span[]): Minutes {
  return sum(spans.map(({ start, end }) => end - start)) / MINUTE;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
