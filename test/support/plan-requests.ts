import { instantOf } from '../../src/domain/local-time.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import type { Plannable, PlanRequest, ShiftKind, Slot } from '../../src/planner/request.ts';
import type { EnforcedRule } from '../../src/rules/enforced.ts';
import { timeline } from './timeline.ts';

/** A fortnight in Berlin in which the clock is put forward, in the night of the 28th. */
export const FIRST = '2026-03-23';
export const ZONE = 'Europe/Berlin';

export function kind(id: string, from: string, to: string): ShiftKind {
  return {
    ...{ id, zone: ZONE, from, to },
    breaks: [
      { kind: 'wellbeing', after: 90, minutes: 15 },
      { kind: 'meal', after: 210, minutes: 30 },
      { kind: 'wellbeing', after: 360, minutes: 15 },
    ],
  };
}

export const KINDS = [
  kind('early', '06:00', '14:00'),
  kind('late', '14:00', '22:00'),
  kind('night', '22:00', '06:00'),
] as const;

/** Somebody who speaks German and was off for long, unless told otherwise. */
export function person(
  id: number,
  rules: readonly EnforcedRule[],
  more: Partial<Plannable> = {},
): Plannable {
  const start = instantOf(`${FIRST}T00:00`, ZONE);
  return {
    ...{ id, rules, kinds: KINDS.map((one) => one.id), groups: ['de'] },
    timeline: {
      ...timeline('', { zone: ZONE }),
      ...{ knownFrom: start - 400 * 24 * HOUR, knownUntil: start },
    },
    minutes: { least: 0, most: 80 * 60 },
    share: { nights: 14, weekends: 2, severe: 14 },
    ...{ timeOff: [], wishes: [], pins: [] },
    ...more,
  };
}

/** So many people of a group at each half hour of the days. */
export function around(people: number, days: number, group = 'de'): readonly Slot[] {
  const start = instantOf(`${FIRST}T06:00`, ZONE);
  return Array.from({ length: days * 48 }, (_, i) => ({
    ...{ group, people, weight: 1 },
    start: start + i * 30 * MINUTE,
  }));
}

export function request(
  people: readonly Plannable[],
  more: Partial<PlanRequest> = {},
): PlanRequest {
  return {
    first: FIRST,
    days: 14,
    kinds: KINDS,
    people,
    demand: around(1, 14),
    severe: [],
    ...more,
  };
}
