import { WORST } from './category.ts';
import type { Instant } from './time.ts';
import type { Exposure, Timeline } from './timeline.ts';

/** Which items have an aftermath, beside those that somebody flags. */
export type AftermathLimits = { readonly afterSeverity: number; readonly levelsWorse: number };

/** The same as parameters: each number stands here alone. */
export const AFTERMATH = {
  afterSeverity: {
    value: WORST,
    unit: 'severity',
    stricter: 'lower',
    says: 'An item of this severity or above has an aftermath (no published figure).',
  },
  levelsWorse: {
    value: 2,
    unit: 'levels',
    stricter: 'lower',
    says: 'So has one that was so much worse than announced (no published figure).',
  },
} as const;

/** What an aftermath rests on. */
export const AFTERMATH_BECAUSE =
  'IWF: time off at any moment, no questions asked; Zevo and TaskUs on startle: what is unexpected ' +
  'harms most.';

/** 'an item of S5, ...' with the numbers, and a flag. */
export function aftermathWords({ afterSeverity, levelsWorse }: AftermathLimits): string {
  return (
    `an item of S${afterSeverity} or above, one that was ${levelsWorse} levels worse than announced, ` +
    'and a flag'
  );
}

/** An item as far as it was watched, at its worst. */
interface Item {
  end: Instant;
  severity: number;
  worse: number;
}

const known = new WeakMap<readonly Exposure[], readonly Item[]>();

/** When something was over that has an aftermath, or somebody flagged, in ascending order. */
export function aftermaths(timeline: Timeline, limits: AftermathLimits): readonly Instant[] {
  const items = known.get(timeline.exposures) ?? itemsOf(timeline.exposures);
  known.set(timeline.exposures, items);
  const found = timeline.flags.map((flag) => flag.at);
  for (const { end, severity, worse } of items)
    if (severity >= limits.afterSeverity || worse >= limits.levelsWorse) found.push(end);
  return found.toSorted((a, b) => a - b);
}

/** What is watched on without a gap by the same assignment is one item, and ends once. */
function itemsOf(exposures: readonly Exposure[]): readonly Item[] {
  const items: Item[] = [];
  const latest = new Map<bigint, Item>();
  for (const { start, end, severity, announced = severity, assignment } of exposures) {
    if (start >= end) continue;
    const worse = severity > announced ? severity - announced : Number.NEGATIVE_INFINITY;
    const before = assignment === null ? undefined : latest.get(assignment);
    if (before && start <= before.end) {
      before.end = Math.max(before.end, end);
      before.severity = Math.max(before.severity, severity);
      before.worse = Math.max(before.worse, worse);
    } else {
      const item = { end, severity, worse };
      items.push(item);
      if (assignment !== null) latest.set(assignment, item);
    }
  }
  return items;
}
