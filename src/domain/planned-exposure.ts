import type { Category, Severity } from './category.ts';
import { Kept } from './kept.ts';
import type { Instant, Span } from './time.ts';
import type { Exposure } from './timeline.ts';

/** What exposure beside the queues is planned for. */
export const PLANNED_FOR = ['project', 'policy-work', 'training'] as const;
export type PlannedFor = (typeof PLANNED_FOR)[number];

/** Exposure as somebody wants to plan it. */
export interface NewPlan extends Span {
  /** Names it for whoever plans: sent again, it is the same one. */
  readonly key: string;
  readonly plannedFor: PlannedFor;
  readonly severity: Severity;
  readonly categories: readonly Category[];
}

/** Exposure that somebody is to have: it holds its place until it is said what became of it. */
export interface PlannedExposure extends Exposure {
  readonly id: bigint;
  readonly plannedFor: PlannedFor;
}

type Joined = { readonly planned: readonly PlannedExposure[]; readonly all: readonly Exposure[] };
const known = new Kept<readonly Exposure[], Joined>();

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

/** As rules see it: work outside the queues. */
export function plannedOf({
  id,
  plannedFor,
  start,
  end,
  severity,
  categories,
  at,
}: Omit<NewPlan, 'key'> & { readonly id: bigint; readonly at: Instant }): PlannedExposure {
  const work = { origin: 'project', assignment: null, recordedAt: at } as const;
  return { id, plannedFor, start, end, severity, categories, ...work };
}
