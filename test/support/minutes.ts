/**
 * A deliberately slow second reading of five rules: minute by minute over an array, written from what
 * the rules say and not from how they say it. It shares no arithmetic with src/domain; local days are
 * Temporal's. Every fact must begin and end on a whole minute.
 */
import { Temporal } from 'temporal-polyfill';
import type { Params } from '../../src/domain/policy.ts';
import type { Timeline } from '../../src/domain/timeline.ts';

const MINUTE = 60_000;

/** A minute of somebody's time, and what was true all through it. */
interface Cell {
  readonly at: number;
  readonly seen: readonly Timeline['exposures'][number][];
  /** The severity of the worst that is seen; -1: nothing is. */
  readonly worst: number;
  readonly silent: boolean;
}

/** The minutes, as the instants that they start at, in which a rule did not hold. */
type Reading = (timeline: Timeline, params: Params) => readonly number[];

/** The five rules by their ids. */
export const READINGS: Readonly<Record<string, Reading>> = {
  'graphic-minutes-per-day': (timeline, p) =>
    tooMuch(timeline, is(p, 'limitMinutes'), (worst) => (worst >= is(p, 'fromSeverity') ? 1 : 0)),
  'daily-dose': (timeline, p) =>
    tooMuch(timeline, is(p, 'limitPercent'), (worst) =>
      worst <= 0 ? 0 : 100 / is(p, `s${worst}Minutes`),
    ),
  'continuous-exposure': withoutPause,
  'category-consent': againstTheirWord,
  'daily-rest': tooSoon,
};

function is(params: Params, name: string): number {
  const value = params[name];
  if (value === undefined) throw new Error(`there is no parameter ${name}`);
  return value;
}

/**
 * In each local day and in each shift every minute of work adds what it uses up; once there is more
 * than the limit, minutes that use up anything should not have been. A minute in which the limit is
 * passed in the middle counts: part of it should not have been.
 */
function tooMuch(
  timeline: Timeline,
  limit: number,
  usedUp: (worst: number) => number,
): readonly number[] {
  const uses = [0, 1, 2, 3, 4, 5].map(usedUp);
  const all = cells(timeline).filter(({ worst }) => (uses[worst] ?? 0) > 0);
  const broken = new Set<number>();
  for (const { start, end, judgedFrom } of [...localDaysOf(timeline), ...shiftsOf(timeline)]) {
    let sum = 0;
    for (const { at, worst } of all) {
      if (at < start || at >= end) continue;
      sum += uses[worst] ?? 0;
      if (at >= judgedFrom && sum > limit + 1e-9) broken.add(at);
    }
  }
  return [...broken].toSorted((a, b) => a - b);
}

/**
 * A run begins with the first exposure and lasts until there were enough minutes away in one piece,
 * each known to be neither exposure that counts nor silence. Nothing is known before the first fact,
 * which is no rest, so a run may have begun there; but that is long ago here.
 */
function withoutPause(timeline: Timeline, p: Params): readonly number[] {
  const broken: number[] = [];
  let began: number | null = null;
  let away = 0;
  for (const { at, worst, silent } of cells(timeline)) {
    const isSeen = worst >= is(p, 'fromSeverity') && worst >= 0;
    away = isSeen || silent ? 0 : away + 1;
    if (away >= is(p, 'awayMinutes')) began = null;
    if (isSeen || silent) began ??= at;
    const lasted = began === null ? 0 : (at - began) / MINUTE + 1;
    if (isSeen && lasted > is(p, 'limitMinutes')) broken.push(at);
  }
  return broken;
}

/** Each thing seen needs each of its categories: agreed to if severe, and not refused if milder. */
function againstTheirWord(timeline: Timeline, p: Params): readonly number[] {
  const [optIn, optOut] = [is(p, 'optInFromSeverity'), is(p, 'optOutFromSeverity')];
  const isWrong = (at: number, severity: number, category: string): boolean => {
    let granted: boolean | null = null;
    for (const word of timeline.consents)
      if (word.category === category && word.at <= at) granted = word.granted;
    if (granted === true) return false;
    // What must be agreed to may be refused too, where the two numbers cross.
    if (granted === false) return severity >= optOut || severity >= optIn;
    return severity >= optIn;
  };
  return cells(timeline)
    .filter(({ at, seen }) =>
      seen.some(({ severity, categories }) => categories.some((one) => isWrong(at, severity, one))),
    )
    .map(({ at }) => at);
}

/**
 * Of each shift, the minutes before enough rest since the last work would be over, unless somewhere
 * in the 24 hours before it (or as long as the rest that is asked for) there was enough in one piece
 * after the shift before it. Work is a shift or what is seen outside of one.
 */
function tooSoon(timeline: Timeline, p: Params): readonly number[] {
  const asked = is(p, 'restMinutes');
  const searched = Math.max(24 * 60, asked);
  const broken = new Set<number>();
  for (const shift of timeline.shifts) {
    const before = timeline.shifts.filter(({ start }) => start < shift.start);
    let rest = 0;
    let longest = 0;
    // Nothing that happened before the last shift ended is rest before this one.
    for (let at = shift.start - searched * MINUTE; at < shift.start; at += MINUTE) {
      const inShift = before.some(({ end }) => at < end);
      rest = inShift || isSeenAt(timeline, at) ? 0 : rest + 1;
      longest = Math.max(longest, rest);
    }
    if (longest >= asked) continue;
    for (let at = shift.start; at < shift.end && (at - shift.start) / MINUTE + rest < asked; )
      [, at] = [broken.add(at), at + MINUTE];
  }
  return [...broken].toSorted((a, b) => a - b);
}

function isSeenAt(timeline: Timeline, at: number): boolean {
  const all = cells(timeline);
  const first = all[0];
  return first !== undefined && (all[(at - first.at) / MINUTE]?.worst ?? -1) >= 0;
}

interface Window {
  readonly start: number;
  readonly end: number;
  readonly judgedFrom: number;
}

function shiftsOf(timeline: Timeline): readonly Window[] {
  return timeline.shifts.map(({ start, end }) => ({ start, end, judgedFrom: start }));
}

/**
 * A day is a date of the zone in force. A day in which somebody moves ends at the move; one window of
 * both zones' days that the move is in, from the first start to the last end, is judged from it on.
 */
function localDaysOf(timeline: Timeline): readonly Window[] {
  const all = cells(timeline);
  const windows = new Map<string, Window>();
  const moves = timeline.zones.filter(({ zone }, i) => zone !== timeline.zones[i - 1]?.zone);
  moves.forEach(({ zone, from }, i) => {
    const until = moves[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    const previous = moves[i - 1];
    const moved = previous ? dateAt(from, zone) : null;
    const [a, b] = [dayOf(from, previous?.zone ?? zone), dayOf(from, zone)];
    if (previous) {
      const [start, end] = [Math.min(a.start, b.start), Math.max(a.end, b.end)];
      windows.set(`move ${i}`, { start, end, judgedFrom: from });
    }
    let last = moved;
    for (const { at } of all) {
      if (at >= until || (previous && at < from)) continue;
      const date = dateAt(at, zone);
      if (date === last || date === moved) continue;
      const key = `${i} ${date}`;
      last = date;
      const day = dayOf(at, zone);
      windows.set(key, { start: day.start, end: Math.min(day.end, until), judgedFrom: day.start });
    }
  });
  return [...windows.values()];
}

const dates = new Map<string, Map<number, string>>();

/** The same within each quarter of an hour: no zone changes its clock or its date but there. */
function dateAt(at: number, zone: string): string {
  const own = dates.get(zone) ?? new Map<number, string>();
  dates.set(zone, own);
  const quarter = Math.floor(at / (15 * MINUTE)) * 15 * MINUTE;
  const known = own.get(quarter) ?? zoned(quarter, zone).toPlainDate().toString();
  own.set(quarter, known);
  return known;
}

function dayOf(at: number, zone: string): { readonly start: number; readonly end: number } {
  const midnight = zoned(at, zone).startOfDay();
  const next = midnight.toPlainDate().add({ days: 1 }).toZonedDateTime(zone);
  return { start: midnight.epochMilliseconds, end: next.epochMilliseconds };
}

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/** Only of the last timeline that was asked about: minutes are many. */
let last: { readonly timeline: Timeline; readonly all: readonly Cell[] } | null = null;

/** Every minute from the first fact to the last, in order. */
function cells(timeline: Timeline): readonly Cell[] {
  if (last?.timeline === timeline) return last.all;
  const facts = [...timeline.exposures, ...timeline.silences, ...timeline.shifts];
  const first = Math.min(...facts.map(({ start }) => start));
  const end = Math.max(first, ...facts.map((fact) => fact.end));
  const seen: Timeline['exposures'][number][][] = [];
  const silent: boolean[] = [];
  for (let at = first; at < end; at += MINUTE) {
    seen.push([]);
    silent.push(false);
  }
  for (const one of timeline.exposures)
    for (let at = one.start; at < one.end; at += MINUTE) seen[(at - first) / MINUTE]?.push(one);
  for (const one of timeline.silences)
    for (let at = one.start; at < one.end; at += MINUTE) silent[(at - first) / MINUTE] = true;
  const all = seen.map((list, i) => ({
    at: first + i * MINUTE,
    seen: list,
    worst: list.reduce((worst, { severity }) => Math.max(worst, severity), -1),
    silent: silent[i] ?? false,
  }));
  last = { timeline, all };
  return all;
}
