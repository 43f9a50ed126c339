/** A point in time: milliseconds since 1970-01-01T00:00:00Z. Never a wall clock. */
export type Instant = number;

/** An elapsed duration in minutes; may have a fraction. */
export type Minutes = number;

/** Half-open: the end is the first instant that no longer belongs to it. */
export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** Elapsed minutes of a span; 0 when it is empty or turned round. */
export function minutesOf(span: Span): Minutes {
  return Math.max(0, span.end - span.start) / MINUTE;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

export function contains(span: Span, at: Instant): boolean {
  return span.start <= at && at < span.end;
}

/** What two spans share, or null when they share nothing. */
export function intersection(a: Span, b: Span): Span | null {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start < end ? { start, end } : null;
}
