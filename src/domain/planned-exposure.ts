import type { Exposure } from './timeline.ts';

/** What exposure beside the queues is planned for. */
export const PLANNED_FOR = ['project', 'policy-work', 'training'] as const;
export type PlannedFor = (typeof PLANNED_FOR)[number];

/** Exposure that somebody is to have: it holds its place until it is said what became of it. */
export interface PlannedExposure extends Exposure {
  readonly id: bigint;
  readonly plannedFor: PlannedFor;
}

type Joined = { readonly planned: readonly PlannedExposure[]; readonly all: readonly Exposure[] };
const known = new WeakMap<readonly Exposure[], Joined>();

/** What was seen and what is to be seen, in order; computed once for the same two lists. */
export function withPlanned(
  seen: readonly Exposure[],
  planned: readonly PlannedExposure[],
): readonly Exposure[] {
  if (planned.length === 0) return seen;
  const before = known.get(seen);
  if (before?.planned === planned) return before.all;
  const all = [...seen, ...planned].sort((a, b) => a.start - b.start);
  known.set(seen, { planned, all });
  return all;
}
