import { type Instant, MINUTE, type Minutes, type Span } from '../domain/time.ts';
import type { BreakKind, Timeline } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import { limitAt } from './headroom.ts';
import { MILDEST } from './mildest.ts';
import { hard, objections } from './objections.ts';

/** A break that falls due at an instant: what it is for, and how long it is at least. */
export interface BreakAhead {
  readonly kind: BreakKind;
  readonly at: Instant;
  readonly minutes: Minutes;
}

/**
 * The next break of each kind that falls due within a span by whoever goes on with the mildest work
 * and takes no other before, the soonest first: at the span's start where it is due already.
 */
export function breaksAhead(
  timeline: Timeline,
  within: Span,
  rules: readonly EnforcedRule[],
): readonly BreakAhead[] {
  const found = new Map<BreakKind, BreakAhead>();
  for (const rule of hard(rules)) {
    const ahead = rule.rule.breakAsked ? breakAhead(timeline, within, rule) : null;
    if (!ahead) continue;
    const other = found.get(ahead.kind);
    if (!other || isBefore(ahead, other)) found.set(ahead.kind, ahead);
  }
  return [...found.values()].toSorted((a, b) => a.at - b.at);
}

/** Of two at the same instant the longer one is also the other. */
function isBefore(a: BreakAhead, b: BreakAhead): boolean {
  return a.at < b.at || (a.at === b.at && a.minutes > b.minutes);
}

/** Those that are due at an instant and that no time off makes up for, but a break that is taken. */
export function statutoryDue(
  timeline: Timeline,
  now: Instant,
  rules: readonly EnforcedRule[],
): readonly BreakAhead[] {
  const asked = rules.filter(({ rule }) => rule.waitingHelps === false);
  const due = breaksAhead(timeline, { start: now, end: now + MINUTE }, asked);
  return due.filter(({ at }) => at === now);
}

function breakAhead(timeline: Timeline, within: Span, enforced: EnforcedRule): BreakAhead | null {
  const { severity, categories } = MILDEST;
  const { start, end } = within;
  const at = limitAt(timeline, { start, end, severity, categories }, [enforced]);
  if (at >= end) return null;
  const past = { start, end: at + MINUTE, severity, categories };
  const [objection] = objections(timeline, past, [enforced]);
  const { rule, params } = enforced;
  if (objection?.kind !== 'breach' || !rule.breakAsked) return null;
  return { at, ...rule.breakAsked(params, objection.breach) };
}
