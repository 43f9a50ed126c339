import { findings } from '../../src/audit/findings.ts';
import { ALLOWANCES, percentPerMinute } from '../../src/domain/dose.ts';
import { contains, MINUTE, minutesOf, type Span } from '../../src/domain/time.ts';
import { factsOf, type Played, type Seat } from './play.ts';

/** What a day came to. */
export interface Measured {
  readonly done: number;
  readonly left: number;
  /** Of all that was due within the day or done in it, percent done after it was due, or not done. */
  readonly latePercent: number;
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
  const late = [
    ...done.map(({ waiting, at }) => Math.max(0, at - waiting.dueAt)),
    ...left.filter(({ dueAt }) => dueAt < span.end).map(({ dueAt }) => span.end - dueAt),
  ].map((ms) => ms / MINUTE);
  const doses = played.seats.map((seat) => doseOf(seat, span)).filter((dose) => dose > 0);
  return {
    done: done.length,
    left: left.length,
    latePercent: round((100 * late.filter((minutes) => minutes > 0).length) / late.length),
    lateP95: round(quantile(late, 0.95)),
    doseP95: round(quantile(doses, 0.95)),
    doseMost: round(Math.max(...doses)),
    doseGini: round(gini(doses), 1_000),
    idleMinutes,
    ...audited(played.seats, span),
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
