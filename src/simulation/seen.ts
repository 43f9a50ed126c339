import { SEVERITIES } from '../domain/category.ts';
import { uncorrected } from '../domain/recorded.ts';
import { segments } from '../domain/segments.ts';
import { minutesOf, type Span } from '../domain/time.ts';
import { rulebook } from '../rules/index.ts';
import { defaultsOf } from '../rules/rule.ts';
import type { Db } from '../store/db.ts';
import { loadFacts } from '../store/facts.ts';

/** How something spreads over people. */
export interface Spread {
  readonly median: number;
  readonly p90: number;
  readonly max: number;
}

export interface Seen {
  /** Who saw anything at all. */
  readonly people: number;
  readonly minutes: Spread;
  /** Percent of the daily dose, with the rule's own numbers. */
  readonly dose: Spread;
}

/** People are read so many at a time, so that a large floor does not fill the memory. */
const AT_ONCE = 200;

/** What each person saw within a span, over everybody who saw anything. */
export async function seenBy(db: Db, reviewers: readonly number[], span: Span): Promise<Seen> {
  const perMinute = percentPerMinute();
  const minutes: number[] = [];
  const doses: number[] = [];
  for (let i = 0; i < reviewers.length; i += AT_ONCE)
    for (const facts of await loadFacts(db.pool, reviewers.slice(i, i + AT_ONCE), span)) {
      const seen = segments({ exposures: uncorrected(facts.exposures) });
      if (seen.length === 0) continue;
      minutes.push(seen.reduce((sum, piece) => sum + minutesOf(piece), 0));
      doses.push(
        seen.reduce((sum, piece) => sum + minutesOf(piece) * (perMinute[piece.severity] ?? 0), 0),
      );
    }
  return { people: minutes.length, minutes: spreadOf(minutes), dose: spreadOf(doses) };
}

function percentPerMinute(): readonly number[] {
  const rule = rulebook.find(({ id }) => id === 'daily-dose');
  const limits = rule ? defaultsOf(rule) : {};
  return SEVERITIES.map((severity) => {
    const most = limits[`s${severity}Minutes`];
    return most === undefined ? 0 : 100 / most;
  });
}

/** Rounded to a tenth; zeros when there is nobody. */
export function spreadOf(values: readonly number[]): Spread {
  const ordered = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round((ordered[Math.ceil(ordered.length * share) - 1] ?? 0) * 10) / 10;
  return { median: at(0.5), p90: at(0.9), max: at(1) };
}
