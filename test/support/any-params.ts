/** Numbers that a rule might be given, and instants at which it might be asked. */
import fc from 'fast-check';
import type { Params } from '../../src/domain/policy.ts';
import { HOUR, type Instant, MINUTE, type Span } from '../../src/domain/time.ts';
import type { Timeline } from '../../src/domain/timeline.ts';
import type { Parameter, Rule } from '../../src/rules/rule.ts';

/** Numbers a policy might set, around the defaults. */
export function anyParams(rule: Rule): fc.Arbitrary<Params> {
  return fc.record(
    Object.fromEntries(
      Object.entries(rule.parameters).map(([name, one], i) => [
        name,
        anyNumber(isOfAYear(rule) && i === 0 ? { ...one, value: one.value / 12 } : one),
      ]),
    ),
  );
}

/** What a rule lets add up in a year is more than the month of a timeline ever holds. */
function isOfAYear({ parameters }: Rule): boolean {
  const [limit, weeks] = Object.values(parameters);
  return limit?.unit === 'minutes' && weeks?.unit === 'weeks' && weeks.value >= 52;
}

function anyNumber({ unit, value }: Parameter): fc.Arbitrary<number> {
  if (unit === 'severity') return fc.integer({ min: 0, max: 5 });
  if (unit === 'clock') return fc.integer({ min: 0, max: 24 * 60 });
  // A timeline tells of a month at most: a longer period would hold no more than that.
  if (unit === 'weeks') return fc.integer({ min: 1, max: 4 });
  return fc.integer({ min: Math.ceil(value / 4), max: Math.max(1, value * 2) });
}

/** Picks instants where something happens, or a little beside: laws break at edges. */
export const somewhere = fc.tuple(
  fc.nat(),
  fc.oneof(fc.constantFrom(-MINUTE, -1, 0, 1, MINUTE), fc.integer({ min: -HOUR, max: HOUR })),
);

export function instantIn(
  told: Timeline,
  broken: readonly Span[],
  [which, beside]: [number, number],
): Instant {
  const facts = [...told.exposures, ...told.shifts, ...told.silences, ...broken];
  const edges = facts.flatMap((fact) => [fact.start, fact.end]);
  const moments = [...told.zones.slice(1).map((zone) => zone.from), ...edges];
  return (moments[which % moments.length] ?? told.knownUntil) + beside;
}
