import type { Level, Params, Stricter } from '../domain/policy.ts';
import type { Instant, Minutes, Span } from '../domain/time.ts';
import type { BreakAsked, Timeline } from '../domain/timeline.ts';

/**
 * A rule did not hold: `span` is the time of work that should not have been, from the instant at
 * which the limit was passed. `observed` and `limit` are in the unit of the rule's first parameter.
 */
export interface Breach {
  readonly span: Span;
  readonly observed: number;
  readonly limit: number;
}

export interface Parameter {
  readonly value: number;
  readonly unit:
    | 'minutes'
    | 'percent'
    | 'severity'
    | 'days'
    | 'weeks'
    | 'levels'
    | 'count'
    | 'clock';
  readonly stricter: Stricter;
  /** The most of a day or of longer: what a gradual start scales. */
  readonly ceiling?: true;
  /** What the number is, as wellbeing staff would say it, and where it comes from. */
  readonly says: string;
}

/** One thing that protects a reviewer. The same `check` serves planning, assignment and audit. */
export interface Rule<P extends Params = Params> {
  /** The file's name: a noun phrase for what is limited. */
  readonly id: string;
  readonly title: string;
  /** The norm or study it rests on, or 'no published figure'. */
  readonly because: string;
  /** Each with its default, unit and the direction that protects more; the limit comes first. */
  readonly parameters: { readonly [K in keyof P]: Parameter };
  /**
   * How the baseline policy of an empty database enforces it: as a hard limit unless told otherwise;
   * 'law': not at all, because only the law of some sites asks for it.
   */
  readonly baseline?: Level | 'law';
  /** How much history decides whether the rule holds at an instant. */
  lookback(params: P): Minutes;
  /**
   * For a rule whose breaches lie in exposure of this severity and above, and to which nothing milder
   * adds any: it is not asked about milder work, nor what it says of the past.
   */
  countsFrom?(params: P): number;
  /** It looks at when work is, never at what it shows: asked once for all kinds of work. */
  readonly sameForAll?: true;
  /**
   * Of the time that only it looks back to it reads `earlier` alone, so that no more than shifts and
   * unpaid breaks is loaded for it.
   */
  readonly readsShiftsAlone?: true;
  /** What it refuses now it refuses until new facts come: nobody need look for a later time. */
  readonly waitingHelps?: false;
  /**
   * It asks everybody alike for an ordinary break, so whoever runs the floor may be told when that is
   * over. Of what any other rule refuses they are told no more than that.
   */
  readonly ordinaryBreak?: true;
  /** Where a break would have kept it from being broken: which one, given how it was. */
  breakAsked?(params: P, breach: Breach): BreakAsked;
  /**
   * Nobody may override it for anybody: it rests on what the person said themselves, or keeps to what
   * was promised to them. Every other rule may be, by two people, for less than the worst.
   */
  readonly overridable?: false;
  /** One sentence with the numbers in it. */
  describe(params: P): string;
  /**
   * No breach: it holds. Pure; reads facts before an instant only to judge that instant. With `from`
   * nothing is asked about the time before: breaches that end by then may be left out, and the time
   * of others before it; so a claim costs as much as what it adds, not as what was before.
   */
  check(timeline: Timeline, params: P, from?: Instant): readonly Breach[];
  explain(breach: Breach, params: P): string;
}

/** Types a rule's parameters where it is written and forgets them where rules are listed. */
export function defineRule<P extends Params>(rule: Rule<P>): Rule {
  return rule as unknown as Rule;
}

export function defaultsOf(rule: Rule): Params {
  return Object.fromEntries(Object.entries(rule.parameters).map(([name, p]) => [name, p.value]));
}
