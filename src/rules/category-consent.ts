import type { Category } from '../domain/category.ts';
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
      value: 4,
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
  // The consents in force at the start of what is known are always known too.
  lookback: () => 0,
  describe: (p) =>
    `Content of S${p.optInFromSeverity} and above only of categories agreed to, and of ` +
    `S${p.optOutFromSeverity} and above none of a category refused.`,
  check: (timeline, p) =>
    timeline.exposures.flatMap((exposure) =>
      exposure.severity < Math.min(p.optInFromSeverity, p.optOutFromSeverity)
        ? []
        : unwanted(exposure, timeline.consents, p),
    ),
  explain: (breach) =>
    `Content of S${breach.observed} of a category that was refused or not agreed to, of which ` +
    `S${breach.limit} was the most that could be shown.`,
});

/** What an exposure showed without consent, in one piece for each time in which nothing new was said. */
function unwanted(exposure: Exposure, consents: readonly Consent[], p: Limits): readonly Breach[] {
  const about = consents.filter((said) => exposure.categories.includes(said.category));
  const changes = about
    .map((said) => said.at)
    .filter((at) => exposure.start < at && at < exposure.end);
  const starts = [exposure.start, ...new Set(changes)];
  return starts.flatMap((start, i) => {
    const span = { start, end: starts[i + 1] ?? exposure.end };
    const limit = Math.min(...exposure.categories.map((one) => most(one, about, start, p)));
    if (exposure.severity <= limit || span.start >= span.end) return [];
    return [{ span, observed: exposure.severity, limit }];
  });
}

/** The most severe content of a category that may be shown at an instant. */
function most(category: Category, consents: readonly Consent[], at: Instant, p: Limits): number {
  const said = consents.findLast((one) => one.category === category && one.at <= at);
  if (said?.granted) return Number.POSITIVE_INFINITY;
  if (said) return Math.min(p.optInFromSeverity, p.optOutFromSeverity) - 1;
  return p.optInFromSeverity - 1;
}
