import { instantOf, nextDate } from '../domain/local-time.ts';
import { type Instant, MINUTE, type Span } from '../domain/time.ts';
import type { Break, Shift, Timeline } from '../domain/timeline.ts';
import { type EnforcedRule, judge } from '../rules/enforced.ts';
import type { Breach } from '../rules/rule.ts';
import type { ShiftKind } from './request.ts';

/** When a kind of shift is on a date. */
export function spanOn(kind: ShiftKind, date: string): Span {
  const endDate = kind.to <= kind.from ? nextDate(date) : date;
  return {
    start: instantOf(`${date}T${kind.from}`, kind.zone),
    end: instantOf(`${endDate}T${kind.to}`, kind.zone),
  };
}

/** The breaks of a shift of a kind; what lies past its end is left out. */
export function breaksIn(kind: ShiftKind, span: Span): readonly Break[] {
  return kind.breaks.flatMap((one) => {
    const start = span.start + one.after * MINUTE;
    const end = Math.min(span.end, start + one.minutes * MINUTE);
    return start < end ? [{ kind: one.kind, start, end }] : [];
  });
}

export interface ProposedShift extends Span {
  readonly kind: ShiftKind;
}

/** What somebody's timeline would be: as it is, and the shifts proposed with their breaks. */
export function withShifts(timeline: Timeline, shifts: readonly ProposedShift[]): Timeline {
  const ends = shifts.map((shift) => shift.end);
  const added: readonly Shift[] = shifts.map(({ start, end }, i) => ({ id: -1 - i, start, end }));
  const breaks = shifts.flatMap((shift) => breaksIn(shift.kind, shift));
  const byStart = (a: Span, b: Span) => a.start - b.start;
  return {
    ...timeline,
    knownUntil: Math.max(timeline.knownUntil, ...ends),
    shifts: [...timeline.shifts, ...added].toSorted(byStart),
    breaks: [...timeline.breaks, ...breaks].toSorted(byStart),
  };
}

export interface PlanBreach extends Breach {
  readonly rule: string;
}

export interface Checked {
  readonly breaches: readonly PlanBreach[];
  /** Why a rule could not be asked: then nothing is published. */
  readonly unknown: readonly string[];
}

/**
 * What hard rules about when work is say of a timeline from an instant on: the same `check` that the
 * assignment and the audit ask. What is seen in the work is not known when a rota is planned.
 */
export function checked(
  rules: readonly EnforcedRule[],
  timeline: Timeline,
  from: Instant,
): Checked {
  const breaches: PlanBreach[] = [];
  const unknown: string[] = [];
  for (const enforced of planningRules(rules)) {
    const verdict = judge(enforced, timeline, timeline.knownUntil, from);
    if (verdict.kind === 'unknown') unknown.push(verdict.why);
    else
      for (const breach of verdict.breaches)
        if (breach.span.end > from) breaches.push({ ...breach, rule: enforced.rule.id });
  }
  return { breaches, unknown };
}

export function planningRules(rules: readonly EnforcedRule[]): readonly EnforcedRule[] {
  return rules.filter(({ rule, level }) => level === 'hard' && rule.sameForAll === true);
}
