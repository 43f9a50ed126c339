/** Short, literal timelines: what somebody saw, written as they would tell it. */
import {
  CATEGORY_CODES,
  type Category,
  isCategory,
  isSeverity,
} from '../../src/domain/category.ts';
import { instantOf, localDate, nextDate } from '../../src/domain/local-time.ts';
import { HOUR, type Instant, MINUTE, type Span } from '../../src/domain/time.ts';
import type { Consent, Exposure, Shift, Timeline, ZoneFrom } from '../../src/domain/timeline.ts';

const DAY = '2026-06-10';

export interface Circumstances {
  /** Where they are; a zone without clock changes unless told otherwise. */
  readonly zone?: string;
  readonly zones?: readonly ZoneFrom[];
  /** The date on which the first clock time falls: 2026-06-10 unless told otherwise. */
  readonly date?: string;
  /** Agreed to everything unless told otherwise, and nothing else was said. */
  readonly consents?: readonly Consent[];
  /** Any other facts: breaks, clearances, agreements, statements, flags, blocks. */
  readonly facts?: Partial<Timeline>;
  /** Exposures beside those written, to make some overlap. */
  readonly also?: readonly Exposure[];
  readonly knownFrom?: Instant;
  readonly knownUntil?: Instant;
}

/** An instant by the wall clock: '09:00' on 2026-06-10, or '2026-06-11T09:00'. */
export function at(wall: string, zone = 'UTC'): Instant {
  return instantOf(wall.includes('T') ? wall : `${DAY}T${wall}`, zone);
}

export function span(from: string, to: string, zone = 'UTC'): Span {
  return { start: at(from, zone), end: at(to, zone) };
}

/** One exposure by hand: minutes of a severity from an instant on. */
export function exposure(
  start: Instant,
  minutes: number,
  severity: number,
  more: Partial<Exposure> = {},
): Exposure {
  if (!isSeverity(severity)) throw new Error(`${severity} is no severity`);
  const end = start + minutes * MINUTE;
  const categories: readonly Category[] = ['GRAPHIC_VIOLENCE'];
  return {
    start,
    end,
    severity,
    categories,
    origin: 'assignment',
    assignment: 1n,
    recordedAt: end,
    ...more,
  };
}

/** Agreement to every category there is, from the beginning of time on. */
export const AGREED: readonly Consent[] = CATEGORY_CODES.map((category) => ({
  category,
  granted: true,
  at: 0,
}));

/** Nobody was cleared, flagged or agreed to anything, no statement was published, all days are alike. */
export const NOTHING_SAID = {
  statements: [],
  clearances: [],
  agreements: [],
  flags: [],
  blocks: [],
  holidays: [],
} as const;

/**
 * A timeline told in words, read from left to right:
 * `09:00` the clock says (the next time it does) · `2026-06-11T09:00` the calendar too · `28@5` 28
 * minutes of S5 · `28@5:CSAM+ADULT_SEXUAL` of these categories · `10-` 10 minutes away · `10?` 10
 * minutes of silence · `[` a shift starts · `]` it ends.
 */
export function timeline(story: string, circumstances: Circumstances = {}): Timeline {
  const { zone = 'UTC', also = [] } = circumstances;
  const told = tell(story, zone, circumstances.date ?? DAY);
  const exposures = [...told.exposures, ...also].toSorted((a, b) => a.start - b.start);
  return {
    knownFrom: circumstances.knownFrom ?? told.start - 7 * 24 * HOUR,
    knownUntil: circumstances.knownUntil ?? Math.max(told.end, ...exposures.map((e) => e.end)),
    zones: circumstances.zones ?? [{ zone, from: 0 }],
    exposures,
    shifts: told.shifts,
    breaks: [],
    silences: told.silences,
    ...NOTHING_SAID,
    consents: circumstances.consents ?? AGREED,
    ...circumstances.facts,
  };
}

interface Told {
  readonly start: Instant;
  readonly end: Instant;
  readonly exposures: readonly Exposure[];
  readonly shifts: readonly Shift[];
  readonly silences: readonly Span[];
}

function tell(story: string, zone: string, date: string): Told {
  let now = instantOf(`${date}T00:00`, zone);
  const start = now;
  const exposures: Exposure[] = [];
  const shifts: Shift[] = [];
  const silences: Span[] = [];
  let shiftStart = now;
  for (const word of story.split(/\s+/).filter(Boolean)) {
    const [, minutes = '', mark, rest = ''] = /^(\d+(?:\.\d+)?)([@?-])(.*)$/.exec(word) ?? [];
    const end = now + Number(minutes) * MINUTE;
    if (word === '[') shiftStart = now;
    else if (word === ']') shifts.push({ id: shifts.length + 1, start: shiftStart, end: now });
    else if (/^\d{4}-\d{2}-\d{2}T/.test(word)) now = instantOf(word, zone);
    else if (/^\d{2}:\d{2}$/.test(word)) now = nextTime(word, now, zone);
    else if (!mark) throw new Error(`'${word}' is no word of a timeline`);
    else {
      if (mark === '?') silences.push({ start: now, end });
      if (mark === '@')
        exposures.push(seen(now, Number(minutes), rest, BigInt(exposures.length + 1)));
      now = end;
    }
  }
  return { start, end: now, exposures, shifts, silences };
}

function nextTime(clock: string, now: Instant, zone: string): Instant {
  const today = localDate(now, zone);
  const then = instantOf(`${today}T${clock}`, zone);
  return then >= now ? then : instantOf(`${nextDate(today)}T${clock}`, zone);
}

function seen(start: Instant, minutes: number, what: string, assignment: bigint): Exposure {
  const [severity, categories] = what.split(':');
  return exposure(start, minutes, Number(severity), {
    assignment,
    ...(categories ? { categories: categories.split('+').filter(isCategory) } : {}),
  });
}
