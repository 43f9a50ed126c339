import { dateBefore, nextDate } from '../domain/local-time.ts';
import { HOUR, type Instant } from '../domain/time.ts';
import type { Timeline, ZoneFrom } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import { checked, type PlanBreach, type ProposedShift, spanOn, withShifts } from './proposed.ts';
import type { Plannable, ShiftKind } from './request.ts';
import { type Bounds, HARD, type Pattern } from './rota.ts';

/** Nobody works more days in a row than this, whatever rules say. */
const LONGEST_RUN = 14;
const WEEK = 7;
/** No rule that is asked here looks further back. */
const KNOWN = 400 * 24 * HOUR;

/**
 * What rules make of shifts, found out by asking them: which kind must not follow which, how many days in a
 * row may be worked, and which kind cannot be on a date. It only makes the search fast: what is found is
 * checked as a whole. What only some weekdays or a clock change forbid is left to that check.
 */
export interface Probed {
  readonly pattern: Pattern;
  /** By kind and day: it breaks a rule by itself. */
  readonly impossible: readonly (readonly boolean[])[];
}

export function probe(
  person: Plannable,
  kinds: readonly ShiftKind[],
  dates: readonly string[],
): Probed {
  const ask = new Asking(person);
  const starts = Array.from({ length: WEEK }, (_, i) => dates[i] ?? (dates[0] as string));
  const pairs = kinds.flatMap((a, i) => kinds.map((b, j) => ({ a, b, pair: [i, j] as const })));
  const runs = kinds.map((kind) => Math.max(...starts.map((start) => ask.run(kind, start))));
  const forbids = (gap: number, most: number) =>
    pairs
      .filter(({ a, b, pair: [i, j] }) => {
        const before = run(a, 1 - Math.min(most, runs[i] as number), 1);
        const after = run(b, gap, gap + Math.min(most, runs[j] as number));
        return starts.every((start) => ask.breaks([before, after], start));
      })
      .map(({ pair }) => pair);
  const longest = longestOf(runs);
  return {
    pattern: {
      kinds: kinds.length,
      forbidden: forbids(1, 1),
      // A day off that is too short a rest is found out only after a whole run, and before one.
      forbiddenAfterOneOff: forbids(2, WEEK - 1),
      work: mostOf(longest),
      off: FREE,
      ofKind: runs.map((days) => (days < longest ? mostOf(days) : FREE)),
      halfWeekend: 0,
    },
    impossible: kinds.map((kind) => dates.map((date) => ask.breaks([run(kind, 0, 1)], date))),
  };
}

/** Where kinds differ by a day, the least holds for all: to remember runs by kind makes the search many times slower. */
function longestOf(runs: readonly number[]): number {
  const most = Math.max(...runs);
  return Math.min(...runs.filter((days) => days >= most - 1));
}

const FREE: Bounds = { least: 0, most: HARD, short: 0, long: 0 };

function mostOf(days: number): Bounds {
  return { least: 0, most: Math.max(1, days), short: 0, long: HARD };
}

interface Probe {
  readonly kind: ShiftKind;
  /** Days after the first. */
  readonly day: number;
}

/** A kind on each day from one up to another. */
function run(kind: ShiftKind, from: number, to: number): readonly Probe[] {
  return Array.from({ length: to - from }, (_, i) => ({ kind, day: from + i }));
}

/** Asks one person's rules about shifts of somebody who else did nothing. */
class Asking {
  private readonly rules: readonly EnforcedRule[];
  private readonly zones: readonly ZoneFrom[];
  private readonly holidays: Timeline['holidays'];

  constructor({ rules, timeline }: Plannable) {
    this.rules = rules;
    this.zones = timeline.zones;
    this.holidays = timeline.holidays;
  }

  /** Whether runs break a rule together that none of them breaks alone; of one: whether it does. */
  breaks(runs: readonly (readonly Probe[])[], start: string): boolean {
    const together = this.said(runs.flat(), start);
    if (runs.length === 1) return together.length > 0;
    const alone = new Set(runs.flatMap((one) => this.said(one, start)).map(keyOf));
    return together.some((breach) => !alone.has(keyOf(breach)));
  }

  /** How many days in a row a kind may be worked from a date on. */
  run(kind: ShiftKind, start: string): number {
    let before = new Set(this.said(run(kind, 0, 1), start).map(keyOf));
    for (let days = 2; days <= LONGEST_RUN; days++) {
      const last = this.said(run(kind, days - 1, days), start).map(keyOf);
      const said = this.said(run(kind, 0, days), start).map(keyOf);
      const known = new Set([...before, ...last]);
      if (said.some((key) => !known.has(key))) return days - 1;
      before = new Set(said);
    }
    return LONGEST_RUN;
  }

  private said(probes: readonly Probe[], start: string): readonly PlanBreach[] {
    const shifts = probes.map(({ kind, day }): ProposedShift => {
      const date = dateBefore(start, -day);
      return { ...spanOn(kind, date), kind };
    });
    const from = Math.min(...shifts.map((shift) => shift.start));
    const timeline = withShifts(this.nothing(from), shifts);
    return checked(this.rules, timeline, Number.NEGATIVE_INFINITY).breaches;
  }

  private nothing(at: Instant): Timeline {
    return {
      ...{ knownFrom: at - KNOWN, knownUntil: at, zones: this.zones, holidays: this.holidays },
      ...{ exposures: [], shifts: [], breaks: [], silences: [], consents: [], statements: [] },
      ...{ clearances: [], agreements: [], flags: [], blocks: [] },
    };
  }
}

/** How far a rule went is not compared: a second shift may make what the first breaks longer. */
function keyOf({ rule, span }: PlanBreach): string {
  return `${rule} ${span.start} ${span.end}`;
}

/** So many dates from one on. */
export function datesFrom(first: string, days: number): readonly string[] {
  const dates = [first];
  while (dates.length < days) dates.push(nextDate(dates.at(-1) as string));
  return dates;
}
