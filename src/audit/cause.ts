import { subtract } from '../domain/spans.ts';
import { overlaps, type Span } from '../domain/time.ts';
import type { Exposure, Timeline } from '../domain/timeline.ts';
import { periods } from './applied.ts';
import { breached } from './breached.ts';
import { causesOf } from './decision.ts';
import { learntAt } from './facts.ts';
import { blame, type Caused, type Inquiry } from './inquiry.ts';

/**
 * Why a span was in breach, in pieces. Asked in this order, each time of what is left:
 *
 * 1. Would it be in breach without any exposure in it? Then it is the shift that should not have
 *    been: by the plan alone 'schedule'; by what was seen outside assignments before it
 *    'outside-assignment'; else by the last of our assignments before it, which is looked into.
 * 2. Does it lie in no assignment's exposure? 'outside-assignment'.
 * 3. Would it be in breach without an assignment's exposure, by what was seen meanwhile? Then that is
 *    the cause, unless the decision should have been refused on what was known (5).
 * 4. Is it after the lease's end? 'overrun'.
 * 5. By the policy and the facts at the decision: not a breach by that policy? 'policy-changed'.
 *    Does the rule object to the lease on what was known, or could it not say? 'handed-out'.
 * 6. So something learnt later is the cause. What was learnt is taken away again, and what clears
 *    the breach is it: first exposure outside assignments ('outside-assignment'), then also
 *    corrections ('reclassified'), then also overruns of earlier leases ('overrun'). If nothing
 *    clears it, it is ours: 'handed-out'.
 *
 * Of the decisions about a lease only the first and the last are kept. Time from the last on is
 * judged by it. For time before it every state of knowledge since the first is tried, and it is
 * 'handed-out' only if each of them should have refused.
 */
export function causes(inquiry: Inquiry, span: Span): readonly Caused[] {
  const around = without(inquiry.timeline, (exposure) => overlaps(exposure, span));
  const ofShift = breached(inquiry.enforced, around, [span], inquiry.timeline) ?? [];
  const inside = edges(inquiry, subtract([span], ofShift));
  return [
    ...causesOfShift(inquiry, ofShift),
    ...inside.flatMap((piece) => causesInside(inquiry, piece)),
  ];
}

function without(timeline: Timeline, dropped: (exposure: Exposure) => boolean): Timeline {
  return { ...timeline, exposures: timeline.exposures.filter((exposure) => !dropped(exposure)) };
}

function isOurs(exposure: Exposure): boolean {
  return exposure.origin === 'assignment';
}

function causesOfShift(inquiry: Inquiry, spans: readonly Span[]): readonly Caused[] {
  if (spans.length === 0) return [];
  const { enforced, timeline } = inquiry;
  const planned =
    breached(
      enforced,
      without(timeline, () => true),
      spans,
      timeline,
    ) ?? [];
  const unplanned = subtract(spans, planned);
  const outside = breached(enforced, without(timeline, isOurs), unplanned, timeline) ?? [];
  let left = subtract(unplanned, outside);
  const found = [...blame(planned, 'schedule'), ...blame(outside, 'outside-assignment')];
  const before = timeline.exposures.filter((e) => isOurs(e) && e.start < (spans[0]?.start ?? 0));
  const dropped = new Set<Exposure>();
  for (const suspect of before.toReversed()) {
    if (left.length === 0) break;
    dropped.add(suspect);
    const still =
      breached(
        enforced,
        without(timeline, (e) => dropped.has(e)),
        left,
        timeline,
      ) ?? left;
    const spans = subtract(left, still);
    found.push(...causesOf(inquiry, suspect, { spans, at: suspect.end - 1, unaided: [] }));
    left = still;
  }
  return [...found, ...blame(left, 'schedule')];
}

/**
 * Asks of each of our exposures in a piece why it led to the breach, if it was needed for it. Where
 * several overlap so that no single one was, the one that was not handed out for that time is it.
 */
function causesInside(inquiry: Inquiry, piece: Span): readonly Caused[] {
  const { enforced, timeline } = inquiry;
  const seen = timeline.exposures.filter((exposure) => overlaps(exposure, piece));
  const ours = seen.filter(isOurs);
  if (seen.length > ours.length && ours.length === 0) return blame([piece], 'outside-assignment');
  const found = ours.flatMap((exposure) => {
    const others = without(timeline, (other) => other === exposure);
    const unaided = breached(enforced, others, [piece], timeline) ?? [];
    return causesOf(inquiry, exposure, { spans: [piece], at: piece.start, unaided });
  });
  const first = found.filter((one) => one.cause === 'handed-out');
  const left = subtract([piece], found);
  const elsewhere =
    breached(
      enforced,
      without(timeline, (e) => seen.includes(e)),
      left,
      timeline,
    ) ?? [];
  const together = subtract(left, elsewhere);
  return disjoint([
    ...first,
    ...found,
    ...causesOfShift(inquiry, elsewhere),
    ...(seen.length > ours.length
      ? blame(together, 'outside-assignment')
      : blameOverrun(inquiry, ours, together)),
  ]);
}

/** We never hand out two at once: where two of ours overlap, one was past its lease. */
function blameOverrun(
  { handedOut }: Inquiry,
  ours: readonly Exposure[],
  spans: readonly Span[],
): readonly Caused[] {
  return spans.flatMap((span) => {
    const late = ours.find(({ assignment: id }) => {
      const decision = id === null ? undefined : handedOut.get(id);
      return decision !== undefined && decision.leaseUntil <= span.start;
    });
    return blame([span], late ? 'overrun' : 'handed-out', (late ?? ours[0])?.assignment);
  });
}

function disjoint(found: readonly Caused[]): readonly Caused[] {
  return found.flatMap((one, i) =>
    subtract([one], found.slice(0, i)).map((span) => ({ ...one, ...span })),
  );
}

/** Pieces in which nothing begins or ends, no decision changes, and nothing new is learnt. */
function edges(inquiry: Inquiry, spans: readonly Span[]): readonly Span[] {
  const { facts, timeline, handedOut, rulesAt } = inquiry;
  const learnt = learntAt(facts);
  const seen = timeline.exposures.flatMap(({ start, end, assignment }) => {
    const decision = assignment === null ? undefined : handedOut.get(assignment);
    return decision ? [start, end, decision.leaseDecidedAt, decision.leaseUntil] : [start, end];
  });
  return spans.flatMap((span) => {
    const policies = periods(span, rulesAt).map((period) => period.start);
    const cuts = [...learnt, ...seen, ...policies].filter((at) => span.start < at && at < span.end);
    const starts = [span.start, ...new Set(cuts.toSorted((a, b) => a - b))];
    return starts.map((start, i) => ({ start, end: starts[i + 1] ?? span.end }));
  });
}
