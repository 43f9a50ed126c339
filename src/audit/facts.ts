import { type HandedOut, type RecordedExposure, uncorrected } from '../domain/recorded.ts';
import type { Instant } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';

/** Everything recorded of one person, superseded rows too, and what was handed out to them. */
export interface Facts {
  readonly timeline: Omit<Timeline, 'exposures'>;
  readonly exposures: readonly RecordedExposure[];
  readonly handedOut: readonly HandedOut[];
}

/** The timeline as the ledger has it today: superseded rows and empty ones do not count. */
export function timelineOf(facts: Facts): Timeline {
  return { ...facts.timeline, exposures: uncorrected(facts.exposures) };
}

/**
 * The timeline as it was known at an instant: rows and words recorded by then, breaks and
 * silences that had begun, as far as they had lasted. Shifts, blocks and zones carry no such instant:
 * they count as known.
 */
export function timelineAsKnown(facts: Facts, recordedBy: Instant): Timeline {
  const { timeline } = facts;
  return {
    ...timeline,
    knownUntil: Math.min(timeline.knownUntil, recordedBy),
    exposures: uncorrected(facts.exposures.filter((row) => row.recordedAt <= recordedBy)),
    breaks: begunBy(timeline.breaks, recordedBy),
    silences: begunBy(timeline.silences, recordedBy),
    consents: saidBy(timeline.consents, recordedBy),
    statements: saidBy(timeline.statements, recordedBy),
    clearances: saidBy(timeline.clearances, recordedBy),
    agreements: saidBy(timeline.agreements, recordedBy),
    flags: saidBy(timeline.flags, recordedBy),
  };
}

/** When the ledger learnt something of the person: what was seen, or said of them and by them. */
export function learntAt({ exposures, timeline }: Facts): readonly Instant[] {
  const { consents, statements, clearances, agreements, flags } = timeline;
  const words = [...consents, ...statements, ...clearances, ...agreements, ...flags];
  return [...exposures.map((row) => row.recordedAt), ...words.map((word) => word.at)];
}

function saidBy<T extends { readonly at: Instant }>(said: readonly T[], by: Instant): readonly T[] {
  return said.filter((one) => one.at <= by);
}

function begunBy<T extends { readonly start: Instant; readonly end: Instant }>(
  spans: readonly T[],
  at: Instant,
): readonly T[] {
  return spans
    .filter((span) => span.start < at)
    .map((span) => (span.end > at ? { ...span, end: at } : span));
}
