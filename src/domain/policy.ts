import type { Instant } from './time.ts';

/** hard: nobody may pass it. soft: planning avoids it. watch: audited only. */
export const LEVELS = ['hard', 'soft', 'watch'] as const;
export type Level = (typeof LEVELS)[number];

export type Params = Readonly<Record<string, number>>;

/** Which way a number protects more, so that the strictest of several can be taken. */
export type Stricter = 'lower' | 'higher';

export type Scope =
  | { readonly kind: 'organisation' }
  | { readonly kind: 'site' | 'team' | 'person'; readonly id: number };

/** One dated decision about one rule. `params` may leave out what the rule's defaults say. */
export interface PolicyEntry {
  /** Grows with each commit: the highest one is the policy's version. */
  readonly version: number;
  readonly rule: string;
  readonly level: Level;
  readonly scope: Scope;
  readonly params: Params;
  readonly from: Instant;
}

/** Whose policy is asked for: where the person belongs at the instant asked about. */
export interface Subject {
  readonly person: number;
  readonly site: number | null;
  readonly team: number | null;
}

/** A rule's own numbers and the direction in which each protects more. */
export interface RuleParameters {
  readonly id: string;
  readonly defaults: Params;
  readonly stricter: Readonly<Record<string, Stricter>>;
}

export interface RuleInForce {
  readonly rule: string;
  readonly level: Level;
  readonly params: Params;
}

/**
 * The rules in force for a person at an instant. Within one rule, level and scope the latest entry
 * replaces the earlier; across scopes the strictest of each number wins, so that an entry in
 * another scope never loosens. Levels stand side by side.
 */
export function rulesInForce(
  entries: readonly PolicyEntry[],
  rules: readonly RuleParameters[],
  subject: Subject,
  at: Instant,
): readonly RuleInForce[] {
  const inForce: RuleInForce[] = [];
  for (const rule of rules)
    for (const level of LEVELS) {
      const own = entries.filter(
        (e) => e.rule === rule.id && e.level === level && e.from <= at && reaches(e.scope, subject),
      );
      const latest = latestByScope(own);
      if (latest.length > 0)
        inForce.push({ rule: rule.id, level, params: strictest(rule, latest) });
    }
  return inForce;
}

function reaches(scope: Scope, subject: Subject): boolean {
  switch (scope.kind) {
    case 'organisation':
      return true;
    case 'site':
      return scope.id === subject.site;
    case 'team':
      return scope.id === subject.team;
    case 'person':
      return scope.id === subject.person;
  }
}

/** One entry a scope kind: a person belongs to one site and one team, so the kind is the scope. */
function latestByScope(entries: readonly PolicyEntry[]): readonly PolicyEntry[] {
  const latest = new Map<Scope['kind'], PolicyEntry>();
  for (const entry of entries) {
    const known = latest.get(entry.scope.kind);
    const later =
      !known ||
      entry.from > known.from ||
      (entry.from === known.from && entry.version > known.version);
    if (later) latest.set(entry.scope.kind, entry);
  }
  return [...latest.values()];
}

function strictest(rule: RuleParameters, entries: readonly PolicyEntry[]): Params {
  return Object.fromEntries(
    Object.entries(rule.defaults).map(([name, fallback]) => {
      const values = entries.map((entry) => entry.params[name] ?? fallback);
      const pick = rule.stricter[name] === 'higher' ? Math.max : Math.min;
      return [name, pick(...values)];
    }),
  );
}
