import { GRAPHIC } from './category.ts';
import { daysAndShifts, type Window } from './day-limit.ts';
import { segmentsAfter } from './segments.ts';
import { firstEndingAfter } from './spans.ts';
import { type Instant, intersection, MINUTE, type Minutes, overlaps, type Span } from './time.ts';
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
 * The runs of content worse than the milder one, as windows, in each local day and in each shift that
 * overlaps a span. A run is ended by enough time in one piece without any: milder work, a break, the
 * night. Silence is none of these. It starts anew with a day, and with a shift, so that it has an end
 * for sure.
 */
export function severeRuns(timeline: Timeline, span: Span, limits: RunLimits): readonly Window[] {
  const windows = daysAndShifts(timeline, span).filter((window) => overlaps(window, span));
  const first = Math.min(...windows.map(({ start }) => start));
  const runs = runsFrom(timeline, limits, first - limits.milderMinutes * MINUTE);
  return windows.flatMap((window) => {
    const found: Window[] = [];
    for (let i = firstEndingAfter(runs, window.start); i < runs.length; i++) {
      const run = intersection(runs[i] ?? window, window);
      if (!run) break;
      found.push({ ...run, judgedFrom: Math.max(run.start, window.judgedFrom) });
    }
    return found;
  });
}

/** What was before does not matter: a run is cut where its day or shift begins. */
function runsFrom(timeline: Timeline, limits: RunLimits, from: Instant): readonly Span[] {
  const runs: { start: number; end: number }[] = [];
  for (const { start, end } of severeOrSilent(timeline, limits, from)) {
    const run = runs.at(-1);
    if (run && start - run.end < limits.milderMinutes * MINUTE) run.end = Math.max(run.end, end);
    else runs.push({ start, end });
  }
  return runs;
}

function severeOrSilent(timeline: Timeline, limits: RunLimits, from: Instant): readonly Span[] {
  const seen = segmentsAfter(timeline, from);
  const severe = seen.filter((one) => one.severity > limits.milderSeverity);
  if (timeline.silences.length === 0) return severe;
  return [...severe, ...timeline.silences].toSorted((a, b) => a.start - b.start);
}
