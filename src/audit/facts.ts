import type { Category, Severity } from '../domain/category.ts';
import type { Instant } from '../domain/time.ts';
import type { Exposure, Timeline } from '../domain/timeline.ts';

/** An exposure as the ledger keeps it: its own row and the row it corrects. */
export interface RecordedExposure extends Exposure {
  readonly id: bigint;
  readonly supersedes: bigint | null;
}

/** What was decided about one assignment: when, on what was announced, and until when. */
export interface HandedOut {
  readonly id: bigint;
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly decidedAt: Instant;
  /** The last decision about its lease, by the claim, a heartbeat or a fact learnt meanwhile. */
  readonly leaseDecidedAt: Instant;
  readonly leaseUntil: Instant;
}

/** Everything recorded of one person, superseded rows too, and what was handed out to them. */
export interface Facts {
  readonly timeline: Omit<Timeline, 'exposures'>;
  readonly exposures: readonly RecordedExposure[];
  readonly handedOut: readonly HandedOut[];
}

/** The timeline as the ledger has it today: superseded rows and empty ones do not count. */
export function timelineOf(facts: Facts): Timeline {
  return { ...facts.timeline, exposures: inForce(facts.exposures) };
}

/**
 * The timeline as it was known at an instant: rows and consents recorded by then, breaks and
 * silences that had begun, as far as they had lasted. Shifts and zones carry no such instant: they
 * count as known.
 */
export function timelineAsKnown(facts: Facts, recordedBy: Instant): Timeline {
  const { timeline } = facts;
  return {
    ...timeline,
    knownUntil: Math.min(timeline.knownUntil, recordedBy),
    exposures: inForce(facts.exposures.filter((row) => row.recordedAt <= recordedBy)),
    breaks: begunBy(timeline.breaks, recordedBy),
    silences: begunBy(timeline.silences, recordedBy),
    consents: timeline.consents.filter((consent) => consent.at <= recordedBy),
  };
}

/** The rows that no other of these corrects, in ascending order of start. */
export function inForce(rows: readonly RecordedExposure[]): readonly RecordedExposure[] {
  const corrected = new Set(rows.map((row) => row.supersedes));
  return rows
    .filter((row) => !corrected.has(row.id) && row.start < row.end)
    .toSorted((a, b) => a.start - b.start);
}

function begunBy<T extends { readonly start: Instant; readonly end: Instant }>(
  spans: readonly T[],
  at: Instant,
): readonly T[] {
  return spans
    .filter((span) => span.start < at)
    .map((span) => (span.end > at ? { ...span, end: at } : span));
}
