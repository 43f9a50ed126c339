import { type Category, SEVERE } from '../domain/category.ts';
import { byCategory, lastSaid, pieces } from '../domain/said.ts';
import { endingAfter } from '../domain/segments.ts';
import type { Instant } from '../domain/time.ts';
import type { Consent, Exposure } from '../domain/timeline.ts';
import { type Breach, defineRule } from './rule.ts';

type Limits = { readonly optInFromSeverity: number; readonly optOutFromSeverity: number };

/**
 * Severe content only of categories that the person agreed to see, and none of what they refused,
 * by what they had said last at each instant. Each category of an exposure needs it by itself.
 */
export const rule = defineRule<Limits>({
  id: 'category-consent',
  title: 'Consent by category',
  because:
    'Tech Coalition, Employee Resilience Guidebook (v2, 2015): informed consent beforehand, and ' +
    'opting out. At which severity: no published figure.',
  parameters: {
    optInFromSeverity: {
      value: SEVERE,
      unit: 'severity',
      stricter: 'lower',
      says: 'From this severity on a category must have been agreed to (no published figure).',
    },
    optOutFromSeverity: {
      value: 2,
      unit: 'severity',
      stricter: 'lower',
      says: 'From this severity on a category may be refused (no published figure).',
    },
  },
  overridable: false,
  countsFrom: (p) => Math.min(p.optInFromSeverity, p.optOutFromSeverity),
  // The consents in force at the start of what is known are always known too.
  lookback: () => 0,
  waitingHelps: false,
  describe: (p) =>
    `Content of S${p.optInFromSeverity} and above only of categories agreed to, and of ` +
    `S${p.optOutFromSeverity} and above none of a category refused.`,
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const said = byCategory(timeline.consents);
    const never = Math.min(p.optInFromSeverity, p.optOutFromSeverity);
    const breaches: Breach[] = [];
    for (const exposure of endingAfter(timeline.exposures, from))
      if (exposure.severity >= never) breaches.push(...unwanted(exposure, said, p));
    return breaches;
  },
  explain: (breach) =>
    `Content of S${breach.observed} of a category that was refused or not agreed to, of which ` +
    `S${breach.limit} was the most that could be shown.`,
});

type Said = ReadonlyMap<Category, readonly Consent[]>;

/** What an exposure showed without consent, one piece for each time in which nothing new was said. */
function unwanted(exposure: Exposure, said: Said, p: Limits): readonly Breach[] {
  const { start, end, severity, categories } = exposure;
  const changes: Instant[] = [];
  for (const category of categories)
    for (const { at } of said.get(category) ?? []) if (start < at && at < end) changes.push(at);
  // Mostly nothing new is said, and all is well: that is seen without making anything.
  if (changes.length === 0 && severity <= mostOfAll(categories, start, said, p)) return [];
  return pieces(exposure, changes).flatMap((span) => {
    const limit = mostOfAll(categories, span.start, said, p);
    return severity > limit && span.start < span.end ? [{ span, observed: severity, limit }] : [];
  });
}

function mostOfAll(categories: readonly Category[], at: Instant, said: Said, p: Limits): number {
  let limit = Number.POSITIVE_INFINITY;
  for (const category of categories) limit = Math.min(limit, most(said.get(category), at, p));
  return limit;
}

/** The most severe content of a category that may be shown at an instant, by what was said of it. */
function most(said: readonly Consent[] | undefined, at: Instant, p: Limits): number {
  const last = lastSaid(said, at);
  if (last?.granted) return Number.POSITIVE_INFINITY;
  if (last) return Math.min(p.optInFromSeverity, p.optOutFromSeverity) - 1;
  return p.optInFromSeverity - 1;
}
