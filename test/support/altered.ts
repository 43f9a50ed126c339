/** A timeline with something done to all of its facts, to ask a rule whether that matters. */
import type { Instant, Span } from '../../src/domain/time.ts';
import type { Consent, Timeline } from '../../src/domain/timeline.ts';

/** What was known at an instant: nothing later, and what goes on cut off there. */
export function until(timeline: Timeline, at: Instant): Timeline {
  return {
    ...timeline,
    knownUntil: at,
    zones: timeline.zones.filter((zone, i) => i === 0 || zone.from < at),
    exposures: cut(timeline.exposures, at),
    shifts: cut(timeline.shifts, at),
    breaks: cut(timeline.breaks, at),
    silences: cut(timeline.silences, at),
    consents: timeline.consents.filter((consent) => consent.at < at),
  };
}

function cut<T extends Span>(facts: readonly T[], at: Instant): readonly T[] {
  return facts
    .filter((fact) => fact.start < at)
    .map((fact) => ({ ...fact, end: Math.min(fact.end, at) }));
}

/** The same loaded with less history: facts that ended before are gone, as the store leaves them out. */
export function since(timeline: Timeline, at: Instant): Timeline {
  const ends = (fact: Span): boolean => fact.end > at;
  return {
    ...timeline,
    knownFrom: at,
    zones: timeline.zones.filter((_, i) => (timeline.zones[i + 1]?.from ?? at + 1) > at),
    exposures: timeline.exposures.filter(ends),
    shifts: timeline.shifts.filter(ends),
    breaks: timeline.breaks.filter(ends),
    silences: timeline.silences.filter(ends),
    consents: timeline.consents.filter(
      (consent) => consent.at > at || isLast(consent, timeline, at),
    ),
  };
}

function isLast(consent: Consent, { consents }: Timeline, at: Instant): boolean {
  return consent === consents.findLast((one) => one.category === consent.category && one.at <= at);
}

/** Everything the same, so much later. */
export function later(timeline: Timeline, by: number): Timeline {
  const move = <T extends Span>(facts: readonly T[]): readonly T[] =>
    facts.map((fact) => ({ ...fact, start: fact.start + by, end: fact.end + by }));
  return {
    knownFrom: timeline.knownFrom + by,
    knownUntil: timeline.knownUntil + by,
    zones: timeline.zones.map((zone) => ({ ...zone, from: zone.from + by })),
    exposures: move(timeline.exposures),
    shifts: move(timeline.shifts),
    breaks: move(timeline.breaks),
    silences: move(timeline.silences),
    consents: timeline.consents.map((consent) => ({ ...consent, at: consent.at + by })),
  };
}

/** Nothing may change it any more. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
