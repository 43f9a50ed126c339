import { GRAPHIC } from './category.ts';
import { daysAndShifts, type Window } from './day-limit.ts';
import { segments } from './segments.ts';
import { intersection, MINUTE, type Minutes, type Span } from './time.ts';
import type { Timeline } from './timeline.ts';

/** What is mild enough to end a run, and for how long it must go on. */
export type RunLimits = { readonly milderSeverity: number; readonly milderMinutes: Minutes };

/** The same as parameters: each number stands here alone. */
export const MILDER = {
  milderSeverity: {
    value: GRAPHIC - 1,
    unit: 'severity',
    stricter: 'lower',
    says: 'Content of this severity and below is the milder one (no published figure).',
  },
  milderMinutes: {
    value: 30,
    unit: 'minutes',
    stricter: 'higher',
    says: 'Minutes in one piece of nothing worse that start it anew (no published figure).',
  },
} as const;

/** What it rests on that severe work is interleaved with milder. */
export const MILDER_BECAUSE =
  'Interleaving: ts-handbook, ch. 14 (2026), and DIS 2024 (10.1145/3643834.3660708); rotation for ' +
  'noise, NIOSH.';

/** 'until ...', with the numbers. */
export function milderWords({ milderSeverity, milderMinutes }: RunLimits): string {
  return `until ${milderMinutes} minutes in one piece of S${milderSeverity} or milder, or away`;
}

/**
 * The runs of content worse than the milder one, as windows, in each local day and in each shift. A
 * run is ended by enough time in one piece without any: milder work, a break, the night. Silence is
 * none of these. It starts anew with a day, and with a shift, so that it has an end for sure.
 */
export function severeRuns(timeline: Timeline, span: Span, limits: RunLimits): readonly Window[] {
  const runs = allRuns(timeline, limits);
  let next = 0;
  let last = Number.NEGATIVE_INFINITY;
  return daysAndShifts(timeline, span).flatMap((window) => {
    if (window.start < last) next = 0;
    last = window.start;
    while ((runs[next]?.end ?? Number.POSITIVE_INFINITY) <= window.start) next++;
    const found: Window[] = [];
    for (let i = next; i < runs.length; i++) {
      const run = intersection(runs[i] ?? window, window);
      if (!run) break;
      found.push({ ...run, judgedFrom: Math.max(run.start, window.judgedFrom) });
    }
    return found;
  });
}

function allRuns(timeline: Timeline, limits: RunLimits): readonly Span[] {
  const runs: { start: number; end: number }[] = [];
  for (const { start, end } of severeOrSilent(timeline, limits)) {
    const run = runs.at(-1);
    if (run && start - run.end < limits.milderMinutes * MINUTE) run.end = Math.max(run.end, end);
    else runs.push({ start, end });
  }
  return runs;
}

function severeOrSilent(timeline: Timeline, limits: RunLimits): readonly Span[] {
  const severe = segments(timeline).filter((one) => one.severity > limits.milderSeverity);
  if (timeline.silences.length === 0) return severe;
  return [...severe, ...timeline.silences].toSorted((a, b) => a.start - b.start);
}
