import { intersect, subtract } from '../domain/spans.ts';
import type { Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import { type EnforcedRule, judge, opened } from '../rules/enforced.ts';

/**
 * How much of `spans` a rule would find in breach had this been the timeline, to its end, leaving out
 * what is overridden; null when the rule cannot say. `seen`: where the worst was seen, in which nothing
 * is overridden, if that is another timeline: what is left out of one to find a cause was seen all
 * the same.
 */
export function breached(
  enforced: EnforcedRule,
  timeline: Timeline,
  spans: readonly Span[],
  seen: Timeline = timeline,
): readonly Span[] | null {
  if (spans.length === 0) return [];
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  const known = { ...timeline, knownUntil: Math.max(timeline.knownUntil, end) };
  const verdict = judge(enforced, known, end, start);
  if (verdict.kind === 'unknown') return null;
  const broken = intersect(
    verdict.breaches.map((breach) => breach.span),
    spans,
  );
  return subtract(broken, opened(enforced, seen));
}
