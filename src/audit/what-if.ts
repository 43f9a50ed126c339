import type { Level } from '../domain/policy.ts';
import { intersect, subtract, union } from '../domain/spans.ts';
import { overlaps, type Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import { type EnforcedRule, judge } from '../rules/enforced.ts';

/** Counts of fewer people are not shown (Tivian and others: 5). */
export const FEWEST = 5;

/** What two sets of rules say of one person's time, past and planned. */
export interface WhatIf {
  readonly rules: readonly {
    readonly rule: string;
    readonly level: Level;
    /** Pieces of the past in breach; null: it cannot be told. */
    readonly before: number | null;
    readonly after: number | null;
  }[];
  /**
   * Assignments some of whose exposure would be past a hard limit that it is not past now. Had all
   * else been the same, each would have been refused or ended sooner.
   */
  readonly assignments: number;
  /** Planned shifts in which a hard or soft rule would not hold that holds now. */
  readonly shifts: number;
}

/** The past that is judged, what is planned after it, and the rules now and as they would be. */
export interface Asked {
  readonly past: Span;
  readonly planned: Span;
  readonly before: readonly EnforcedRule[];
  readonly after: readonly EnforcedRule[];
}

/**
 * What a change of rules would have meant for one person. The timeline is what happened and what is
 * planned; in what is planned nothing is seen and no break is taken.
 */
export function whatIf(timeline: Timeline, { past, planned, before, after }: Asked): WhatIf {
  const told = { ...timeline, knownUntil: planned.end };
  const rules: WhatIf['rules'][number][] = [];
  const [worse, harder]: [Span[], Span[]] = [[], []];
  for (const { id, level, ...one } of pairs(before, after)) {
    const [old, fresh] = [broken(one.old, told, past), broken(one.fresh, told, past)];
    const count = (spans: readonly Span[] | null) => spans && intersect(spans, [past]).length;
    rules.push({ rule: id, level, before: count(old), after: count(fresh) });
    if (!old || !fresh || level === 'watch') continue;
    const added = subtract(fresh, old);
    worse.push(...added);
    if (level === 'hard') harder.push(...added);
  }
  const refused = timeline.exposures.flatMap((exposure) =>
    exposure.assignment !== null &&
    overlaps(exposure, past) &&
    harder.some((span) => overlaps(span, exposure))
      ? [exposure.assignment]
      : [],
  );
  const shifts = timeline.shifts.filter(
    (shift) =>
      shift.start >= planned.start &&
      shift.start < planned.end &&
      worse.some((span) => overlaps(span, shift)),
  );
  return { rules, assignments: new Set(refused).size, shifts: shifts.length };
}

/** Each rule at each level that one of the two asks for. */
function pairs(before: readonly EnforcedRule[], after: readonly EnforcedRule[]) {
  const named = new Map([...before, ...after].map((one) => [`${one.rule.id} ${one.level}`, one]));
  return [...named.values()].map(({ rule, level }) => {
    const of = (list: readonly EnforcedRule[]) =>
      list.find((one) => one.rule === rule && one.level === level) ?? null;
    return { id: rule.id, level, old: of(before), fresh: of(after) };
  });
}

/** When a rule does not hold; none where it is not asked for; null when it cannot say. */
function broken(
  enforced: EnforcedRule | null,
  timeline: Timeline,
  past: Span,
): readonly Span[] | null {
  if (!enforced) return [];
  const first = judge(enforced, timeline, past.start, past.start);
  if (first.kind === 'unknown') return null;
  return union(first.breaches.map(({ span }) => span));
}

/** A count; null: of fewer people than are shown. */
export type Shown = number | null;

/** What a change would have meant for all who were looked at, as it may be shown. */
export interface Effect {
  readonly rules: readonly {
    readonly rule: string;
    readonly level: Level;
    readonly breachesBefore: Shown;
    readonly breachesAfter: Shown;
    readonly peopleBefore: Shown;
    readonly peopleAfter: Shown;
    /** Of how many people the rule could not say. */
    readonly unverified: number;
  }[];
  readonly assignments: Shown;
  readonly shifts: Shown;
}

/** Adds up what was found of each person. */
export function effectOf(people: readonly WhatIf[]): Effect {
  const all = people.flatMap(({ rules }) => rules);
  const named = new Map(all.map((one) => [`${one.rule} ${one.level}`, one]));
  return {
    rules: [...named.values()].map(({ rule, level }) => {
      const own = all.filter((one) => one.rule === rule && one.level === level);
      const [before, after] = [
        shown(own.map((one) => one.before ?? 0)),
        shown(own.map((one) => one.after ?? 0)),
      ];
      const isUnknown = own.filter((one) => one.before === null || one.after === null);
      return {
        rule,
        level,
        breachesBefore: before.sum,
        breachesAfter: after.sum,
        peopleBefore: before.people,
        peopleAfter: after.people,
        unverified: isUnknown.length,
      };
    }),
    assignments: shown(people.map((one) => one.assignments)).sum,
    shifts: shown(people.map((one) => one.shifts)).sum,
  };
}

/** What may be shown of counts that belong to one person each. */
function shown(counts: readonly number[]): { readonly sum: Shown; readonly people: Shown } {
  const people = counts.filter((count) => count > 0).length;
  if (people < FEWEST) return { sum: null, people: null };
  return { sum: counts.reduce((sum, count) => sum + count, 0), people };
}
