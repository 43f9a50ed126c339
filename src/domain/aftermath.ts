import { WORST } from './category.ts';
import { endingAfter } from './segments.ts';
import { HOUR, type Instant, MINUTE, type Minutes } from './time.ts';
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

/** No item is taken to be watched for longer: how much further back a rule about its end looks. */
export const LONGEST_ITEM: Minutes = (24 * HOUR) / MINUTE;

/** An item as far as it was watched, at its worst. */
interface Item {
  end: Instant;
  severity: number;
  worse: number;
}

/**
 * When something was over that has an aftermath, or somebody flagged, in ascending order. With `from`,
 * what was over before may be left out.
 */
export function aftermaths(
  timeline: Timeline,
  limits: AftermathLimits,
  from: Instant = Number.NEGATIVE_INFINITY,
): readonly Instant[] {
  const found = timeline.flags.map((flag) => flag.at).filter((at) => at >= from);
  const seen = endingAfter(timeline.exposures, from - LONGEST_ITEM * MINUTE);
  const isIt = (severity: number, worse: number) =>
    severity >= limits.afterSeverity || worse >= limits.levelsWorse;
  // Mostly nothing has one: then items need not be put together.
  if (seen.some((one) => isIt(one.severity, worseThanAnnounced(one))))
    for (const { end, severity, worse } of itemsOf(seen))
      if (end >= from && isIt(severity, worse)) found.push(end);
  return found.toSorted((a, b) => a - b);
}

/** What is watched on without a gap by the same assignment is one item, and ends once. */
function itemsOf(exposures: readonly Exposure[]): readonly Item[] {
  const items: Item[] = [];
  const latest = new Map<bigint | null, Item>();
  for (const exposure of exposures) {
    const { start, end, severity, assignment } = exposure;
    if (start >= end) continue;
    const worse = worseThanAnnounced(exposure);
    const before = latest.get(assignment);
    if (before && start <= before.end) {
      before.end = Math.max(before.end, end);
      before.severity = Math.max(before.severity, severity);
      before.worse = Math.max(before.worse, worse);
    } else {
      const item = { end, severity, worse };
      items.push(item);
      // What nobody handed out is never more of the same.
      if (assignment !== null) latest.set(assignment, item);
    }
  }
  return items;
}

/** By how many levels; without end in the other direction where it was not. */
function worseThanAnnounced({ severity, announced = severity }: Exposure): number {
  return severity > announced ? severity - announced : Number.NEGATIVE_INFINITY;
}
