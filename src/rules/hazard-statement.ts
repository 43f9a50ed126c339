import { type Category, SEVERE } from '../domain/category.ts';
import { byCategory, lastSaid, pieces } from '../domain/said.ts';
import { endingAfter } from '../domain/segments.ts';
import { HOUR, type Instant, MINUTE } from '../domain/time.ts';
import type { Consent, Exposure, Statement, Timeline } from '../domain/timeline.ts';
import { type Breach, defineRule } from './rule.ts';

type Limits = { readonly fromSeverity: number; readonly graceDays: number };

const DAY = 24 * HOUR;

/**
 * Severe content only for people who agreed to its category after reading the hazard statement, in
 * the version that is in force. A new version asks again; until its days of grace are over, an
 * agreement by the version before stands. Before the first is published nothing is asked.
 */
export const rule = defineRule<Limits>({
  id: 'hazard-statement',
  title: 'Hazard statement',
  because:
    'Tech Coalition, Employee Resilience Guidebook (v2, 2015): informed consent beforehand. At ' +
    'which severity, and the days in which a new version may be read, so that publishing it does ' +
    'not stop a floor: no published figure.',
  parameters: {
    fromSeverity: {
      value: SEVERE,
      unit: 'severity',
      stricter: 'lower',
      says: 'From this severity on the statement must have been read (no published figure).',
    },
    graceDays: {
      value: 7,
      unit: 'days',
      stricter: 'lower',
      says: 'Days of 24 hours in which a new version may still be unread (no published figure).',
    },
  },
  overridable: false,
  countsFrom: (p) => p.fromSeverity,
  lookback: (p) => (p.graceDays * DAY) / MINUTE,
  waitingHelps: false,
  describe: (p) =>
    `Content of S${p.fromSeverity} and above only for people who agreed after reading the hazard ` +
    `statement that is in force, with ${p.graceDays} days to read a new one.`,
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const asked = askedFrom(timeline, p);
    if (asked.length === 0) return [];
    const said = byCategory(timeline.consents);
    return endingAfter(timeline.exposures, from).flatMap((exposure) =>
      exposure.severity < p.fromSeverity ? [] : unread(exposure, said, asked, p),
    );
  },
  explain: (breach) =>
    `Content of S${breach.observed} without having read the hazard statement that is in force, ` +
    `where S${breach.limit} is the most.`,
});

/** Each version of the statement from when on it must have been read. */
function askedFrom(timeline: Timeline, p: Limits): readonly Statement[] {
  return timeline.statements.map((one) => ({ ...one, at: one.at + p.graceDays * DAY }));
}

function unread(
  exposure: Exposure,
  said: ReadonlyMap<Category, readonly Consent[]>,
  asked: readonly Statement[],
  p: Limits,
): readonly Breach[] {
  if (exposure.start >= exposure.end) return [];
  const words = exposure.categories.flatMap((one) => said.get(one) ?? []);
  const hasRead = (category: Category, at: Instant): boolean => {
    const version = lastSaid(asked, at)?.version ?? Number.NEGATIVE_INFINITY;
    const last = lastSaid(said.get(category), at);
    const read = last?.granted ? (last.statement ?? 0) : 0;
    return read >= version;
  };
  return pieces(
    exposure,
    [...words, ...asked].map(({ at }) => at),
  )
    .filter(({ start }) => exposure.categories.some((one) => !hasRead(one, start)))
    .map((span) => ({ span, observed: exposure.severity, limit: p.fromSeverity - 1 }));
}
