import { type Category, SEVERE } from '../domain/category.ts';
import { disjoint, type Excess, LONGEST_WINDOW, type Window } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { type Segment, segments } from '../domain/segments.ts';
import {
  MILDER,
  MILDER_BECAUSE,
  milderWords,
  type RunLimits,
  severeRuns,
} from '../domain/severe-runs.ts';
import { firstEndingAfter } from '../domain/spans.ts';
import { type Instant, MINUTE } from '../domain/time.ts';
import { defineRule } from './rule.ts';

type Limits = RunLimits & { readonly limitMinutes: number; readonly fromSeverity: number };

/**
 * Minutes of severe content of one category before something milder is needed. When they are used
 * up, graphic content of any category is too much until then, and counts on.
 */
export const rule = defineRule<Limits>({
  id: 'severe-category-run',
  title: 'Minutes in one severe category',
  because: `${MILDER_BECAUSE} How many minutes: no published figure.`,
  parameters: {
    limitMinutes: {
      value: 120,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Most minutes in one severe category before something milder (no published figure).',
    },
    fromSeverity: {
      value: SEVERE,
      unit: 'severity',
      stricter: 'lower',
      says: 'Content of this severity and above is severe (no published figure).',
    },
    ...MILDER,
  },
  countsFrom: (p) => p.milderSeverity + 1,
  lookback: () => LONGEST_WINDOW,
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of one category of S${p.fromSeverity} and above in a run, ` +
    `then nothing above S${p.milderSeverity} ${milderWords(p)}.`,
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const all = segments(timeline);
    const [first, last] = [all[0], all.at(-1)];
    if (!first || !last || last.end <= from) return [];
    const asked = { start: Math.max(first.start, from), end: last.end };
    const found = severeRuns(timeline, asked, p).flatMap((run) => excess(all, run, p));
    return disjoint(found).map((one) => ({ ...one, limit: p.limitMinutes }));
  },
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} minutes of one category of S${p.fromSeverity} and ` +
    `above, and of what came after it, without something milder, where ${breach.limit} are the most.`,
});

function excess(all: readonly Segment[], run: Window, p: Limits): readonly Excess[] {
  const limit = p.limitMinutes * MINUTE;
  const seen = new Map<Category, number>();
  const found: Excess[] = [];
  let passed: Instant | null = null;
  let beyond = 0;
  for (let i = firstEndingAfter(all, run.start); i < all.length; i++) {
    const segment = all[i] as Segment;
    if (segment.start >= run.end) break;
    if (segment.severity <= p.milderSeverity) continue;
    const start = Math.max(segment.start, run.start);
    const end = Math.min(segment.end, run.end);
    if (passed === null && segment.severity >= p.fromSeverity)
      for (const category of segment.categories) {
        const before = seen.get(category) ?? 0;
        seen.set(category, before + end - start);
        const at = start + Math.ceil(limit - before);
        if (at <= end) passed = Math.min(at, passed ?? at);
      }
    if (passed === null || passed >= end) continue;
    beyond += end - Math.max(start, passed);
    const from = Math.max(start, passed, run.judgedFrom);
    const observed = p.limitMinutes + beyond / MINUTE;
    if (from < end) found.push({ span: { start: from, end }, observed });
  }
  return found;
}
