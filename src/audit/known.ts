import { type HandedOut, uncorrected } from '../domain/recorded.ts';
import { type Instant, intersection } from '../domain/time.ts';
import type { Exposure, Timeline } from '../domain/timeline.ts';
import { withExposure } from '../domain/with-exposure.ts';
import { type Facts, timelineAsKnown, timelineOf } from './facts.ts';

/** What a decision had before it: the timeline without the work, and with all of its lease. */
export function asDecided(
  facts: Facts,
  decision: HandedOut,
  at: Instant,
): { readonly before: Timeline; readonly after: Timeline } {
  const known = timelineAsKnown(facts, at);
  const others = known.exposures.filter((exposure) => exposure.assignment !== decision.id);
  const before = { ...known, exposures: others };
  const { leaseUntil: end, severity, categories } = decision;
  const start = Math.max(decision.decidedAt, firstSeen(facts, decision));
  if (start >= end) return { before, after: before };
  const lease = { start, end, severity, categories };
  const origin = { origin: 'assignment', assignment: decision.id, recordedAt: at } as const;
  return { before, after: withExposure(before, { ...lease, ...origin }) };
}

/** The item was on the screen from here on; what was reserved before that was never seen. */
function firstSeen(facts: Facts, decision: HandedOut): Instant {
  const own = facts.exposures.filter((row) => row.assignment === decision.id);
  return own.reduce((first, row) => Math.min(first, row.start), decision.leaseUntil);
}

/**
 * What happened, less what was learnt after a decision, one kind after the other: what was seen
 * outside assignments; then also corrections of what was handed out; then also what was watched
 * past a lease's end. The work itself stays, within its lease, as it was announced.
 */
export function withoutLaterFacts(
  facts: Facts,
  decision: HandedOut,
  at: Instant,
): readonly [outside: Timeline, corrections: Timeline, overruns: Timeline] {
  const now = timelineOf(facts);
  const then = uncorrected(facts.exposures.filter((row) => row.recordedAt <= at));
  const outsideThen = then.filter((exposure) => exposure.origin !== 'assignment');
  const oursNow = now.exposures.filter((exposure) => exposure.origin === 'assignment');
  const own = oursNow.filter((exposure) => exposure.assignment === decision.id);
  const othersThen = then.filter(
    (exposure) => exposure.origin === 'assignment' && exposure.assignment !== decision.id,
  );
  const { severity, categories } = decision;
  const announced = withinLease(own, facts).map((e) => ({ ...e, severity, categories }));
  const beforeCorrections = [...withinLease(othersThen, facts), ...pastLease(oursNow, facts)];
  const timeline = (exposures: readonly Exposure[]): Timeline => ({
    ...now,
    exposures: exposures.toSorted((a, b) => a.start - b.start),
  });
  return [
    timeline([...outsideThen, ...oursNow]),
    timeline([...outsideThen, ...announced, ...beforeCorrections]),
    timeline([...outsideThen, ...announced, ...othersThen]),
  ];
}

function withinLease(exposures: readonly Exposure[], facts: Facts): readonly Exposure[] {
  return clipped(exposures, facts, (end) => ({ start: -Infinity, end }));
}

function pastLease(exposures: readonly Exposure[], facts: Facts): readonly Exposure[] {
  return clipped(exposures, facts, (end) => ({ start: end, end: Infinity }));
}

function clipped(
  exposures: readonly Exposure[],
  facts: Facts,
  side: (leaseEnd: Instant) => { readonly start: Instant; readonly end: Instant },
): readonly Exposure[] {
  return exposures.flatMap((exposure) => {
    const lease = facts.handedOut.find((one) => one.id === exposure.assignment);
    const part = intersection(exposure, side(lease?.leaseUntil ?? Infinity));
    return part ? [{ ...exposure, ...part }] : [];
  });
}
