/**
 * What working time is, for every rule that limits it. Work is a shift, from its planned start to its
 * planned end once it has begun, and what was seen outside shifts. Unpaid breaks (rest and meal) that
 * were taken are no work where hours are counted; a paid wellbeing break is.
 */

import { Kept } from './kept.ts';
import { offsetMinutes } from './local-time.ts';
import { segments } from './segments.ts';
import { firstEndingAfter, subtract, union } from './spans.ts';
import { HOUR, type Instant, MINUTE, type Minutes, type Span } from './time.ts';
import type { Break, BreakKind, Timeline, ZoneFrom } from './timeline.ts';

/** No shift is taken to last longer: what a rule about a shift looks back to. */
export const LONGEST_SHIFT: Minutes = (24 * HOUR) / MINUTE;

/** Minutes of the night in a shift that make it night work (Directive 2003/88/EC art. 2: 3 h). */
export const NIGHT_WORK: Minutes = 180;

const pieces = new Kept<Timeline, readonly Span[]>();

/** Every shift, and every stretch of exposure that is not within one, by start; they may overlap. */
export function workPieces(timeline: Timeline): readonly Span[] {
  const known = pieces.get(timeline) ?? piecesOf(timeline);
  pieces.set(timeline, known);
  return known;
}

function piecesOf(timeline: Timeline): readonly Span[] {
  const outside = seenOutsideShifts(timeline);
  if (outside.length === 0) return timeline.shifts;
  return [...timeline.shifts, ...outside].toSorted((a, b) => a.start - b.start);
}

/** Every stretch of exposure that is not within a shift, in ascending order. */
export function seenOutsideShifts({
  exposures,
  shifts,
}: Pick<Timeline, 'exposures' | 'shifts'>): readonly Span[] {
  const seen = segments({ exposures });
  const outside: Span[] = [];
  let next = 0;
  for (let i = 0; i < seen.length; ) {
    const one = seen[i] as Span;
    while ((shifts[next]?.end ?? Number.POSITIVE_INFINITY) <= one.start) next++;
    const shift = shifts[next];
    const isInside = shift && shift.start <= one.start && one.end <= shift.end;
    if (!isInside) outside.push(one);
    // What follows within the same shift is not looked at one by one.
    i = isInside ? firstEndingAfter(seen, shift.end) : i + 1;
  }
  return outside;
}

/** The same timeline as far as shifts and unpaid breaks are known. */
export function withEarlier(timeline: Timeline): Timeline {
  const { earlier } = timeline;
  if (!earlier) return timeline;
  const known = longer.get(timeline) ?? {
    ...timeline,
    knownFrom: earlier.from,
    shifts: [...earlier.shifts, ...timeline.shifts],
    breaks: [...earlier.breaks, ...timeline.breaks],
  };
  longer.set(timeline, known);
  return known;
}

const longer = new Kept<Timeline, Timeline>();

const hours = new Kept<Timeline, readonly Span[]>();

/** The time that counts as hours of work: without unpaid breaks, disjoint and in ascending order. */
export function hoursOfWork(timeline: Timeline): readonly Span[] {
  const known = hours.get(timeline) ?? subtract(workPieces(timeline), unpaidBreaks(timeline));
  hours.set(timeline, known);
  return known;
}

function unpaidBreaks(timeline: Timeline): readonly Break[] {
  return timeline.breaks.filter(({ kind }) => UNPAID.includes(kind));
}

/** The kinds of break that a statute asks for, unpaid, unless it says otherwise. */
export const UNPAID: readonly BreakKind[] = ['rest', 'meal'];

/** Whether wellbeing breaks count, as a parameter of the rules about statutory breaks. */
export const WELLBEING_COUNTS = {
  wellbeingCounts: {
    value: 0,
    unit: 'count',
    stricter: 'lower',
    says: 'Whether a paid wellbeing break counts as well: 1, or 0 (no published figure).',
  },
} as const;

/** The kind of break that is to be taken for a statute: a wellbeing break where that counts. */
export function kindAsked(
  { wellbeingCounts }: Pick<CountedBreaks, 'wellbeingCounts'>,
  kind: BreakKind,
) {
  return wellbeingCounts >= 1 ? 'wellbeing' : kind;
}

/** Which breaks a rule counts. */
export interface CountedBreaks {
  /** 1: wellbeing breaks count beside the kinds. */
  readonly wellbeingCounts: number;
  /** The shortest that counts. */
  readonly breakMinutes: Minutes;
  readonly kinds: readonly BreakKind[];
}

/** The breaks of the kinds that count, however short. */
export function countedBreaks(
  { breaks }: Timeline,
  { kinds, wellbeingCounts }: Omit<CountedBreaks, 'breakMinutes'>,
): readonly Break[] {
  return breaks.filter(
    ({ kind }) => kinds.includes(kind) || (kind === 'wellbeing' && wellbeingCounts >= 1),
  );
}

/** Shift time between breaks, and what of them came before it in the shift. */
export interface Stretch extends Span {
  readonly shift: Span;
  /** Breaks of the shift before it that count. */
  readonly count: number;
  /** Their minutes. */
  readonly taken: Minutes;
  /** When the last of them ended; the shift's start when there was none. */
  readonly since: Instant;
}

/**
 * The time of each shift, as far as it is known, in which no break was taken. Shifts that touch are
 * one. A break that turns out too short does not count, but nobody worked in it. With `from`, shifts
 * that end by then are left out.
 */
export function stretches(
  timeline: Timeline,
  counted: CountedBreaks,
  from: Instant = Number.NEGATIVE_INFINITY,
): readonly Stretch[] {
  const breaks = countedBreaks(timeline, counted);
  return union(timeline.shifts).flatMap((shift) =>
    shift.end <= from
      ? []
      : stretchesOf(shift, Math.min(shift.end, timeline.knownUntil), breaks, counted.breakMinutes),
  );
}

function stretchesOf(
  shift: Span,
  until: Instant,
  breaks: readonly Break[],
  shortest: Minutes,
): readonly Stretch[] {
  const found: Stretch[] = [];
  let so = { start: shift.start, count: 0, taken: 0, since: shift.start };
  for (const { start, end: over } of union(breaks)) {
    if (over <= shift.start) continue;
    if (start >= until) break;
    const end = Math.min(over, shift.end);
    const minutes = (end - Math.max(start, shift.start)) / MINUTE;
    if (so.start < start) found.push({ ...so, end: start, shift });
    const counts = minutes >= shortest;
    so = {
      start: end,
      count: so.count + (counts ? 1 : 0),
      taken: so.taken + (counts ? minutes : 0),
      since: counts ? end : so.since,
    };
  }
  if (so.start < until) found.push({ ...so, end: until, shift });
  return found;
}

/**
 * Shift time in which the n-th break should have begun and did not, `dueMinutes(n)` after the shift's
 * start; observed and limit are minutes since then.
 */
export function overdue(
  timeline: Timeline,
  counted: CountedBreaks,
  dueMinutes: (n: number) => Minutes,
  from?: Instant,
): readonly { readonly span: Span; readonly observed: Minutes; readonly limit: Minutes }[] {
  return stretches(timeline, counted, from).flatMap(({ shift, start, end, count }) => {
    const limit = dueMinutes(count + 1);
    const due = Math.max(start, Math.ceil(shift.start + limit * MINUTE));
    if (due >= end) return [];
    return { span: { start: due, end }, observed: (end - shift.start) / MINUTE, limit };
  });
}

/** The zone that a person's days follow at an instant. */
export function zoneAt(zones: readonly ZoneFrom[], at: Instant): string {
  const last = zones.findLast((zone, i) => i === 0 || zone.from <= at);
  if (!last) throw new Error('a timeline has a zone');
  return last.zone;
}

/** The wall clock at an instant, in minutes after midnight. */
export function clockAt(at: Instant, zone: string): Minutes {
  const minutes = Math.floor(at / MINUTE) + offsetMinutes(zone, at);
  const day = (24 * HOUR) / MINUTE;
  return ((minutes % day) + day) % day;
}
