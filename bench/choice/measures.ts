import { findings } from '../../src/audit/findings.ts';
import { SEVERE } from '../../src/domain/category.ts';
import { ALLOWANCES, percentPerMinute } from '../../src/domain/dose.ts';
import { contains, MINUTE, type Minutes, minutesOf, type Span } from '../../src/domain/time.ts';
import { type Done, factsOf, type Played, type Seat } from './play.ts';
import type { Waiting } from './waiting.ts';

/** What a day came to. */
export interface Measured {
  readonly done: number;
  readonly left: number;
  /** Of all that was due within the day or done in it, percent done after it was due, or not done. */
  readonly latePercent: number;
  /** The same of what somebody of the floor speaks and agreed to see: the rest is late whoever hands out. */
  readonly latePossiblePercent: number;
  /** By how many minutes, over all of those. */
  readonly lateP95: number;
  /** Percent of a day's allowance, over everybody who worked. */
  readonly doseP95: number;
  readonly doseMost: number;
  readonly doseGini: number;
  readonly idleMinutes: number;
  /** Findings at the level hard, by cause. */
  readonly breaches: Readonly<Record<string, number>>;
  /** Those of cause handed-out, by rule. */
  readonly handedOut: Readonly<Record<string, number>>;
}

export function measured(played: Played, span: Span): Measured {
  const { left, idleMinutes } = played;
  const done = played.done.filter(({ at }) => at >= span.start);
  const all = [...done, ...left.map((waiting) => ({ waiting, at: span.end }))].filter(
    ({ waiting, at }) => at < span.end || waiting.dueAt < span.end,
  );
  const late = all.map(lateBy);
  const isPossible = possible(played.seats);
  const possibly = all.filter(({ waiting }) => isPossible(waiting)).map(lateBy);
  const doses = played.seats.map((seat) => doseOf(seat, span)).filter((dose) => dose > 0);
  return {
    done: done.length,
    left: left.length,
    latePercent: lateOf(late),
    latePossiblePercent: lateOf(possibly),
    lateP95: round(quantile(late, 0.95)),
    doseP95: round(quantile(doses, 0.95)),
    doseMost: round(Math.max(...doses)),
    doseGini: round(gini(doses), 1_000),
    idleMinutes,
    ...audited(played.seats, span),
  };
}

function lateBy({ waiting, at }: Done): Minutes {
  return Math.max(0, at - waiting.dueAt) / MINUTE;
}

function lateOf(minutes: readonly Minutes[]): number {
  return round((100 * minutes.filter((one) => one > 0).length) / minutes.length, 100);
}

/** Whether somebody of the floor speaks it and agreed to see it, whenever they work. */
function possible(seats: readonly Seat[]): (waiting: Waiting) => boolean {
  const known = new Map<string, boolean>();
  return ({ language, severity, categories }) => {
    const kind = `${language} ${severity} ${categories.join(' ')}`;
    const may = ({ person }: Seat) =>
      (language === null || person.languages.includes(language)) &&
      (severity < SEVERE || categories.every((one) => person.consents.includes(one)));
    const is = known.get(kind) ?? seats.some(may);
    known.set(kind, is);
    return is;
  };
}

function audited(seats: readonly Seat[], span: Span) {
  const [breaches, handedOut]: [Record<string, number>, Record<string, number>] = [{}, {}];
  for (const seat of seats) {
    const end = Math.max(span.end, seat.freeFrom === Infinity ? 0 : seat.freeFrom) + MINUTE;
    const rulesAt = () => seat.person.rules;
    const { findings: found } = findings(factsOf(seat, end), { start: span.start, end }, rulesAt);
    for (const { level, cause, rule } of found) {
      if (level !== 'hard') continue;
      breaches[cause] = (breaches[cause] ?? 0) + 1;
      if (cause === 'handed-out') handedOut[rule] = (handedOut[rule] ?? 0) + 1;
    }
  }
  return { breaches, handedOut };
}

const perMinute = percentPerMinute({
  s1Minutes: ALLOWANCES.s1Minutes.value,
  s2Minutes: ALLOWANCES.s2Minutes.value,
  s3Minutes: ALLOWANCES.s3Minutes.value,
  s4Minutes: ALLOWANCES.s4Minutes.value,
  s5Minutes: ALLOWANCES.s5Minutes.value,
});

function doseOf({ rows }: Seat, span: Span): number {
  const own = rows.filter(({ start }) => contains(span, start));
  return own.reduce((sum, row) => sum + minutesOf(row) * perMinute(row.severity), 0);
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** 0: all have seen alike; near 1: one has seen it all. */
function gini(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const sum = sorted.reduce((all, one) => all + one, 0);
  const weighted = sorted.reduce((all, one, i) => all + one * (2 * (i + 1) - sorted.length - 1), 0);
  return sum === 0 ? 0 : weighted / (sum * sorted.length);
}

function round(n: number, to = 10): number {
  return Math.round(n * to) / to;
}
