import { SEVERE } from './category.ts';
import { longestWindow } from './day-limit.ts';
import { localDays } from './local-days.ts';
import { segmentsAfter } from './segments.ts';
import { HOUR, type Instant, MINUTE, type Minutes, type Span } from './time.ts';
import type { Timeline } from './timeline.ts';

/** What makes a row of days, and what ends it. */
export type RowLimits = {
  /** Most days with such content in a row. */
  readonly limitDays: number;
  readonly fromSeverity: number;
  /** Minutes in one piece, free of what is as severe as this, that end a row. */
  readonly freeMinutes: Minutes;
  readonly freeFromSeverity: number;
  /** Days further back than this are no longer counted. */
  readonly withinDays: number;
};

/** The numbers that all rows share, as parameters: each stands here alone. */
export const ROW = {
  freeMinutes: {
    value: 48 * 60,
    unit: 'minutes',
    stricter: 'higher',
    says: 'Minutes in one piece free of severe content that end a row (no published figure).',
  },
  freeFromSeverity: {
    value: SEVERE,
    unit: 'severity',
    stricter: 'lower',
    says: 'Time is free when nothing of this severity or above is seen (no published figure).',
  },
  withinDays: {
    value: 28,
    unit: 'days',
    stricter: 'higher',
    says: 'Local days that a row is counted over at most (no published figure).',
  },
} as const;

const DAY = 24 * HOUR;

/** Content on a day too many, and the how-manieth day it is. */
export interface DayTooMany {
  readonly span: Span;
  readonly observed: number;
}

/** How far back a row can reach. */
export function rowLookback({ withinDays }: RowLimits): Minutes {
  return longestWindow(withinDays);
}

/**
 * Content on more local days than the limit since the last time free of severe content that was long
 * enough. A day without any in between does not end a row by itself; silence is not free time. Across
 * a move of zone the day in hand and the one it becomes are one. With `from`, what ends by then may be
 * left out.
 */
export function daysTooMany(
  timeline: Timeline,
  limits: RowLimits,
  from: Instant = Number.NEGATIVE_INFINITY,
): readonly DayTooMany[] {
  const all = content(timeline, from - rowLookback(limits) * MINUTE);
  const isCounted = ({ severity }: Content) =>
    severity >= limits.fromSeverity && severity !== SILENCE;
  const [first, last] = [all.find(isCounted), all.findLast(isCounted)];
  if (!first || !last) return [];
  // Of the days of what counts alone: a silence may have no end.
  const days = dayParts(timeline, { start: first.start, end: last.end });
  const found: DayTooMany[] = [];
  let row: readonly Instant[] = [];
  let busyUntil = Number.NEGATIVE_INFINITY;
  let day = 0;
  for (const piece of all) {
    const { start, end, severity } = piece;
    const isBusy = severity >= limits.freeFromSeverity;
    if (!isBusy && !isCounted(piece)) continue;
    if (start - busyUntil >= limits.freeMinutes * MINUTE) row = [];
    if (isBusy) busyUntil = Math.max(busyUntil, end);
    if (!isCounted(piece)) continue;
    while ((days[day]?.end ?? Number.POSITIVE_INFINITY) <= start) day++;
    for (let i = day; i < days.length; i++) {
      const part = days[i];
      if (!part || part.start >= end) break;
      if (row.at(-1) !== part.day) row = [...row, part.day].filter(isNear(part.day, limits));
      if (end <= from || row.length <= limits.limitDays) continue;
      const span = { start: Math.max(start, part.start), end: Math.min(end, part.end) };
      found.push({ span, observed: row.length });
    }
  }
  return found;
}

function isNear(day: Instant, { withinDays }: RowLimits): (one: Instant) => boolean {
  return (one) => Math.round((day - one) / DAY) < withinDays;
}

/** Worse than anything that is seen: never free, and counted as no day's. */
const SILENCE = Number.POSITIVE_INFINITY;

type Content = Span & { readonly severity: number };

/** What was seen and what is silent, in ascending order of start, as far as it may matter. */
function content(timeline: Timeline, from: Instant): readonly Content[] {
  const seen = segmentsAfter(timeline, from);
  if (timeline.silences.length === 0) return seen;
  const silent = timeline.silences.map(({ start, end }) => ({ start, end, severity: SILENCE }));
  return [...seen, ...silent].toSorted((a, b) => a.start - b.start);
}

/** Local days as disjoint spans, each with the start of the day that it belongs to. */
function dayParts(timeline: Timeline, span: Span): readonly (Span & { readonly day: Instant })[] {
  const parts: { start: Instant; end: Instant; day: Instant }[] = [];
  for (const { start, end, judgedFrom } of localDays(timeline.zones, span)) {
    const before = parts.at(-1);
    if (before) before.end = Math.min(before.end, judgedFrom);
    // A day that began before it was known to be one is the day in hand, going on.
    const day = before && start < judgedFrom ? before.day : start;
    parts.push({ start: judgedFrom, end, day });
  }
  return parts;
}
