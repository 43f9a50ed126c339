/** A timeline with something done to all of its facts, to ask a rule whether that matters. */
import type { Instant, Span } from '../../src/domain/time.ts';
import type { Timeline } from '../../src/domain/timeline.ts';

type Said = { readonly at: Instant };

/**
 * What was known at an instant: nothing later, and what goes on cut off there. A shift or a block
 * that has begun was planned before, to its end; holidays are known ahead.
 */
export function until(timeline: Timeline, at: Instant): Timeline {
  return {
    ...timeline,
    knownUntil: Math.min(timeline.knownUntil, at),
    zones: timeline.zones.filter((zone, i) => i === 0 || zone.from < at),
    exposures: cut(timeline.exposures, at),
    shifts: timeline.shifts.filter((shift) => shift.start < at),
    breaks: cut(timeline.breaks, at),
    silences: cut(timeline.silences, at),
    blocks: timeline.blocks.filter((block) => block.start < at),
    consents: said(timeline.consents, at),
    statements: said(timeline.statements, at),
    clearances: said(timeline.clearances, at),
    agreements: said(timeline.agreements, at),
    flags: said(timeline.flags, at),
  };
}

function said<T extends Said>(words: readonly T[], before: Instant): readonly T[] {
  return words.filter((word) => word.at < before);
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
    blocks: timeline.blocks.filter(ends),
    holidays: timeline.holidays.filter(ends),
    consents: lastAndLater(timeline.consents, at, (consent) => consent.category),
    statements: lastAndLater(timeline.statements, at, () => ''),
    clearances: lastAndLater(timeline.clearances, at, (clearance) => clearance.category),
    agreements: lastAndLater(timeline.agreements, at, (agreement) => agreement.to),
    flags: timeline.flags.filter((flag) => flag.at > at),
  };
}

/** What was said after an instant, and what had been said last of each thing. */
function lastAndLater<T extends Said>(
  words: readonly T[],
  at: Instant,
  about: (word: T) => string,
): readonly T[] {
  const isLast = (word: T) =>
    word === words.findLast((one) => about(one) === about(word) && one.at <= at);
  return words.filter((word) => word.at > at || isLast(word));
}

/** Everything the same, so much later. */
export function later(timeline: Timeline, by: number): Timeline {
  const move = <T extends Span>(facts: readonly T[]): readonly T[] =>
    facts.map((fact) => ({ ...fact, start: fact.start + by, end: fact.end + by }));
  const say = <T extends Said>(words: readonly T[]): readonly T[] =>
    words.map((word) => ({ ...word, at: word.at + by }));
  return {
    knownFrom: timeline.knownFrom + by,
    knownUntil: timeline.knownUntil + by,
    zones: timeline.zones.map((zone) => ({ ...zone, from: zone.from + by })),
    exposures: move(timeline.exposures),
    shifts: move(timeline.shifts),
    breaks: move(timeline.breaks),
    silences: move(timeline.silences),
    blocks: move(timeline.blocks),
    holidays: move(timeline.holidays),
    consents: say(timeline.consents),
    statements: say(timeline.statements),
    clearances: say(timeline.clearances),
    agreements: say(timeline.agreements),
    flags: say(timeline.flags),
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
