/**
 * What one person's full check costs: every rule of the rulebook, as the assigner asks (until when
 * one more item may be seen on a live timeline, and what objects to it), as the audit asks (every rule
 * about the last day) and about all that is known, after so many days of so many items. Beside it, in the same run, five rules and a slow reading of the same five.
 */
import { limitAt } from '../src/assignment/headroom.ts';
import { objections, type Proposal } from '../src/assignment/objections.ts';
import { HOUR, type Instant, MINUTE } from '../src/domain/time.ts';
import type { Exposure, Shift, Timeline } from '../src/domain/timeline.ts';
import { enforce } from '../src/rules/enforced.ts';
import { rulebook } from '../src/rules/index.ts';
import { defaultsOf } from '../src/rules/rule.ts';
import { READINGS } from '../test/support/minutes.ts';
import { AGREED, exposure, NOTHING_SAID } from '../test/support/timeline.ts';
import { median, medians, rounded } from './median.ts';

const DAY = 24 * HOUR;
/** 2026-03-09T08:00Z: 28 days on, Berlin's clock has changed. */
const FIRST = 1_773_043_200_000;
/** As many items as are looked at in a day, of the severities that a mixed queue has (no source). */
const SEVERITIES = [0, 1, 2, 0, 3, 1, 4, 2, 0, 3] as const;

/** The target of issue 2: every rule, on 28 days of 130 items. */
const TARGET = { days: 28, ms: 1 };

const RULES = enforce(
  rulebook,
  rulebook.map((rule) => ({ rule: rule.id, level: 'hard', params: defaultsOf(rule) })),
);
const READ = RULES.filter(({ rule }) => READINGS[rule.id]);

/** Words: items a day (130) measured runs (40) and after which days (7,28,90). */
export function bench(words: readonly string[]): object {
  const [items = '130', runs = '40', days = '7,28,90'] = words;
  const measured = days
    .split(',')
    .map((some) => measure(Number(some), Number(items), Number(runs)));
  for (const { byRule, ...rest } of measured) {
    console.log(`${rest.days} days: ${JSON.stringify(rest)}`);
    console.table(byRule);
  }
  const asked = measured.find((one) => one.days === TARGET.days);
  return {
    unit: 'ms, median',
    items: Number(items),
    rules: RULES.length,
    ours: asked?.claim,
    target: TARGET.ms,
    peer: asked?.slowFive,
    peerIs: `a reading minute by minute of ${READ.length} of the rules`,
    oursOfThose: asked?.five,
    ratio: asked && rounded(asked.slowFive / asked.five),
    growth: measured.map(({ byRule, ...rest }) => rest),
  };
}

function measure(days: number, items: number, runs: number) {
  const history = timelineOf(days, items);
  const at = history.knownUntil;
  const proposal: Proposal = {
    start: at,
    end: at + 3 * MINUTE,
    severity: 4,
    categories: ['GRAPHIC_VIOLENCE'],
  };
  const day = at - DAY;
  // Another list each time, as the store would load it: nothing is remembered of it.
  const fresh = (): Timeline => ({ ...history, exposures: [...history.exposures] });
  const checks = RULES.map(
    ({ rule, params }) =>
      () =>
        rule.check(history, params),
  );
  const [claim = 0, objecting = 0, again = 0, auditOfADay = 0, all = 0, five = 0, ...each] =
    medians(
      [
        () => limitAt(fresh(), proposal, RULES),
        () => objections(fresh(), proposal, RULES),
        () => objections(history, proposal, RULES),
        () => checked(fresh(), day),
        () => checked(fresh()),
        () => READ.map(({ rule, params }) => rule.check(history, params)),
        ...checks,
      ],
      // Longer ones fewer times: they take longer.
      Math.ceil(runs * Math.min(1, TARGET.days / days)),
    );
  const slow = Array.from({ length: Math.min(3, runs) }, () => slowly(fresh()));
  const byRule = Object.fromEntries(
    RULES.map(({ rule }, i) => [rule.id, rounded(each[i] ?? Number.NaN)]),
  );
  const warm = each.reduce((sum, ms) => sum + ms, 0);
  const numbers = { claim, objecting, again, auditOfADay, all, warm, five, slowFive: median(slow) };
  const entries = Object.entries(numbers).map(([name, ms]) => [name, rounded(ms)]);
  return { days, ...(Object.fromEntries(entries) as typeof numbers), byRule };
}

function checked(timeline: Timeline, from?: Instant) {
  return RULES.map(({ rule, params }) => rule.check(timeline, params, from));
}

function slowly(timeline: Timeline): number {
  const start = performance.now();
  for (const { rule, params } of READ) READINGS[rule.id]?.(timeline, params);
  return performance.now() - start;
}

/** Eight hours a day but for weekends, with a pause an hour; the last shift is still going on. */
function timelineOf(days: number, items: number): Timeline {
  const shifts: Shift[] = [];
  const exposures: Exposure[] = [];
  for (let day = 0; day < days; day++) {
    const start = FIRST - (days - day) * DAY;
    shifts.push({ id: day + 1, start, end: start + 8 * HOUR });
    const apart = (7.5 * HOUR) / items;
    for (let i = 0; i < items; i++) {
      const from = Math.floor(
        (start + i * apart + Math.floor((i * apart) / HOUR) * 4 * MINUTE) / MINUTE,
      );
      const severity = SEVERITIES[i % SEVERITIES.length] ?? 0;
      exposures.push(
        exposure(from * MINUTE, 2, severity, { assignment: BigInt(exposures.length) }),
      );
    }
  }
  return {
    ...NOTHING_SAID,
    knownFrom: FIRST - 400 * DAY,
    knownUntil: exposures.at(-1)?.end ?? FIRST,
    zones: [{ zone: 'Europe/Berlin', from: 0 }],
    exposures,
    shifts,
    breaks: [],
    silences: [],
    consents: AGREED,
  };
}
