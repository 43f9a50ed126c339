import type { PerMinute } from '../domain/day-limit.ts';
import { percentPerMinute } from '../domain/dose.ts';
import type { Params } from '../domain/policy.ts';
import { rule as dailyDose } from '../rules/daily-dose.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import { rule as graphicMinutes } from '../rules/graphic-minutes-per-day.ts';

/** A limit that a day's content counts towards, minute by minute, and that nobody may pass. */
export interface Ceiling {
  readonly rule: string;
  readonly limit: number;
  readonly perMinute: PerMinute;
}

/** The hard ceilings of a day among the rules of a person: graphic minutes and dose. */
export function ceilingsOf(rules: readonly EnforcedRule[]): readonly Ceiling[] {
  return rules.flatMap(({ rule: { id }, level, params, refused }) => {
    if (level !== 'hard' || refused) return [];
    if (id === graphicMinutes.id) return [graphic(params)];
    return id === dailyDose.id ? [dose(params)] : [];
  });
}

/** Of each rule's ceilings the lowest: the one that stopped the person first. */
export function strictestOf(ceilings: readonly Ceiling[]): readonly Ceiling[] {
  const lowest = new Map<string, Ceiling>();
  for (const ceiling of ceilings) {
    const before = lowest.get(ceiling.rule);
    if (!before || ceiling.limit < before.limit) lowest.set(ceiling.rule, ceiling);
  }
  return [...lowest.values()];
}

function graphic({ limitMinutes: limit = 0, fromSeverity = 0 }: Params): Ceiling {
  return {
    rule: graphicMinutes.id,
    limit,
    perMinute: (severity) => (severity >= fromSeverity ? 1 : 0),
  };
}

function dose(params: Params): Ceiling {
  const { limitPercent: limit = 0, s1Minutes = 0, s2Minutes = 0, s3Minutes = 0 } = params;
  const { s4Minutes = 0, s5Minutes = 0 } = params;
  const perMinute = percentPerMinute({ s1Minutes, s2Minutes, s3Minutes, s4Minutes, s5Minutes });
  return { rule: dailyDose.id, limit, perMinute };
}
