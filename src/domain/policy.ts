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

/** One dated decision about one rule. */
export interface PolicyEntry {
  /** Grows with each commit: the highest one is the policy's version. */
  readonly version: number;
  readonly rule: string;
  readonly level: Level;
  readonly scope: Scope;
  /**
   * What it leaves out is as the rule's defaults say. Null withdraws: from then on this scope says
   * nothing of the rule at this level.
   */
  readonly params: Params | null;
  readonly from: Instant;
}

/** What the law of a site asks of a rule: always, beside the policy, which cannot replace it. */
export interface LawEntry {
  readonly rule: string;
  readonly level: Level;
  readonly params: Params;
}

/** Whose policy is asked for: where the person belongs at the instant asked about. */
export interface Subject {
  readonly person: number;
  readonly site: number | null;
  readonly team: number | null;
  /** The law of their site. */
  readonly law: readonly LawEntry[];
}

/** A rule's own numbers and the direction in which each protects more. */
export interface RuleParameters {
  readonly id: string;
  readonly defaults: Params;
  readonly stricter: Readonly<Record<string, Stricter>>;
  /** Those that somebody who starts gradually gets a part of. */
  readonly ceilings: readonly string[];
}

export interface RuleInForce {
  readonly rule: string;
  readonly level: Level;
  readonly params: Params;
  /** What it is to be held to cannot be compared: it cannot be judged, and `params` mean nothing. */
  readonly refused?: Incomparable;
}

/** Of such numbers nobody can say which is the strictest. */
export class Incomparable extends Error {
  override readonly name = 'Incomparable';
}

/**
 * The rules in force for a person at an instant. Within one rule, level and scope the latest entry
 * replaces the earlier; across scopes, the law among them, the strictest of each number wins, so
 * that an entry in another scope never loosens. Levels stand side by side. Never throws: a rule
 * whose numbers cannot be compared is in force and refused.
 */
export function rulesInForce(
  entries: readonly PolicyEntry[],
  rules: readonly RuleParameters[],
  subject: Subject,
  at: Instant,
): readonly RuleInForce[] {
  const said = new Map<string, Params[]>();
  for (const entry of [...counting(entries, subject, at), ...subject.law])
    if (entry.params) said.set(place(entry), [...(said.get(place(entry)) ?? []), entry.params]);
  return rules.flatMap((rule) =>
    LEVELS.flatMap((level) => {
      const numbers = said.get(place({ rule: rule.id, level }));
      return numbers ? [{ rule: rule.id, level, ...resolved(rule, numbers) }] : [];
    }),
  );
}

/**
 * The entries that count for a person at an instant: of each rule, level and scope the latest. A
 * person belongs to one site and one team, so the kind is the scope.
 */
export function counting(
  entries: readonly PolicyEntry[],
  subject: Subject,
  at: Instant,
): readonly PolicyEntry[] {
  const latest = new Map<string, PolicyEntry>();
  for (const entry of entries) {
    if (entry.from > at || !reaches(entry.scope, subject)) continue;
    const key = `${place(entry)} ${entry.scope.kind}`;
    const known = latest.get(key);
    if (!known || isLater(entry, known)) latest.set(key, entry);
  }
  return [...latest.values()];
}

/** Throws Incomparable, with a sentence that names the parameter, unless all can be compared. */
export function refuseIncomparable(rule: RuleParameters, params: Params): void {
  for (const [name, value] of Object.entries({ ...rule.defaults, ...params })) {
    if (!Object.hasOwn(rule.defaults, name))
      throw new Incomparable(`${rule.id} has no parameter "${name}"`);
    if (!Object.hasOwn(rule.stricter, name))
      throw new Incomparable(`${rule.id} does not say which way ${name} protects more`);
    if (!(Number.isFinite(value) && value >= 0))
      throw new Incomparable(`${name} must be a number of at least 0`);
  }
}

/** The stricter of two numbers of a parameter. */
function stricterOf(direction: Stricter | undefined, a: number, b: number): number {
  return direction === 'higher' ? Math.max(a, b) : Math.min(a, b);
}

function place({ rule, level }: Pick<PolicyEntry, 'rule' | 'level'>): string {
  return `${rule} ${level}`;
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

function isLater(entry: PolicyEntry, known: PolicyEntry): boolean {
  return entry.from === known.from ? entry.version > known.version : entry.from > known.from;
}

function resolved(
  rule: RuleParameters,
  numbers: readonly Params[],
): Pick<RuleInForce, 'params' | 'refused'> {
  try {
    for (const params of numbers) refuseIncomparable(rule, params);
    return { params: strictest(rule, numbers) };
  } catch (error) {
    if (error instanceof Incomparable) return { params: rule.defaults, refused: error };
    throw error;
  }
}

/** Of each number of a rule the strictest; what is left out is as its defaults say. */
export function strictest(rule: RuleParameters, numbers: readonly Params[]): Params {
  const pairs = Object.entries(rule.defaults).map(([name, fallback]): [string, number] => {
    const values = numbers.map((params) => params[name] ?? fallback);
    return [name, values.reduce((a, b) => stricterOf(rule.stricter[name], a, b))];
  });
  return Object.fromEntries(pairs);
}
