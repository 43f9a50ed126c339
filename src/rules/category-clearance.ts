import { type Category, needsClearance } from '../domain/category.ts';
import { byCategory, lastSaid, pieces } from '../domain/said.ts';
import { endingAfter } from '../domain/segments.ts';
import type { Clearance, Exposure } from '../domain/timeline.ts';
import { type Breach, defineRule } from './rule.ts';

type Limits = { readonly fromSeverity: number };

/**
 * Content of a category that needs clearance only for people who were cleared for it, by what had
 * been decided last at each instant. What is harmless of it anybody may see.
 */
export const rule = defineRule<Limits>({
  id: 'category-clearance',
  title: 'Clearance by category',
  because:
    'roostorg/coop issue 1153 (2026): members of a queue are not always cleared for it, so it is ' +
    'asked when something is handed out. Which categories need it, and from which severity: no ' +
    'published figure.',
  parameters: {
    fromSeverity: {
      value: 1,
      unit: 'severity',
      stricter: 'lower',
      says: 'From this severity on somebody must be cleared (no published figure).',
    },
  },
  overridable: false,
  countsFrom: (p) => p.fromSeverity,
  // What was decided last of each category before what is known is always known too.
  lookback: () => 0,
  waitingHelps: false,
  describe: (p) =>
    `Content of S${p.fromSeverity} and above, of a category that needs clearance, only for people ` +
    'who are cleared for it.',
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const decided = byCategory(timeline.clearances);
    const breaches: Breach[] = [];
    for (const exposure of endingAfter(timeline.exposures, from))
      if (exposure.severity >= p.fromSeverity && exposure.categories.some(needsClearance))
        breaches.push(...uncleared(exposure, decided, p));
    return breaches;
  },
  explain: (breach) =>
    `Content of S${breach.observed} of a category that needs clearance, without it, where ` +
    `S${breach.limit} is the most.`,
});

function uncleared(
  exposure: Exposure,
  decided: ReadonlyMap<Category, readonly Clearance[]>,
  p: Limits,
): readonly Breach[] {
  const needed = exposure.categories.filter(needsClearance);
  if (exposure.start >= exposure.end) return [];
  const changes = needed.flatMap((one) => decided.get(one)?.map(({ at }) => at) ?? []);
  return pieces(exposure, changes)
    .filter(({ start }) => needed.some((one) => !lastSaid(decided.get(one), start)?.granted))
    .map((span) => ({ span, observed: exposure.severity, limit: p.fromSeverity - 1 }));
}
