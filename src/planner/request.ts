import type { Instant, Minutes, Span } from '../domain/time.ts';
import type { BreakKind, Timeline } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';

/** What is to be planned: who could work what, what is wanted, and the rules for each person. */
export interface PlanRequest {
  /** The first date, 'YYYY-MM-DD'; the same at every site. */
  readonly first: string;
  /** 7 to 91: one to thirteen weeks. */
  readonly days: number;
  readonly kinds: readonly ShiftKind[];
  readonly people: readonly Plannable[];
  readonly demand: readonly Slot[];
  /** The kinds of work that are severe: days of them are shared out. */
  readonly severe: readonly string[];
}

/** A kind of shift by its site's wall clock: a night of eight hours has seven or nine where the clock changes. */
export interface ShiftKind {
  readonly id: string;
  /** IANA. */
  readonly zone: string;
  /** 'HH:MM'; an end that is not later is on the next date. */
  readonly from: string;
  readonly to: string;
  readonly breaks: readonly PlannedBreak[];
}

export interface PlannedBreak {
  readonly kind: BreakKind;
  /** Elapsed minutes of the shift before it. */
  readonly after: Minutes;
  readonly minutes: Minutes;
}

export interface Plannable {
  readonly id: number;
  /** What is known of them, with the shifts that are published until the first date. */
  readonly timeline: Timeline;
  readonly rules: readonly EnforcedRule[];
  /** The kinds of shift that they may be given; all in one zone. */
  readonly kinds: readonly string[];
  /** The kinds of work that they can do: a language, a risk tier, or both. */
  readonly groups: readonly string[];
  /** Working time that is agreed for all the days together; less is planned rather than a rule broken. */
  readonly minutes: { readonly least: Minutes; readonly most: Minutes };
  /** Their part of nights, weekends and severe days; more are planned only where demand would be left. */
  readonly share: { readonly nights: number; readonly weekends: number; readonly severe: number };
  readonly timeOff: readonly Span[];
  readonly wishes: readonly Wish[];
  readonly pins: readonly Pin[];
}

/** To work a kind of shift on a date, or (null) to be off. */
export interface Wish {
  readonly date: string;
  readonly kind: string | null;
  /** From 1 on, as many times as strong. */
  readonly weight: number;
}

/** What a lead has decided for a date: nothing else is planned. */
export interface Pin {
  readonly date: string;
  readonly kind: string | null;
}

/** So many people are wanted for a kind of work in the half hour from an instant on. */
export interface Slot {
  readonly group: string;
  readonly start: Instant;
  readonly people: number;
  /** How much a person too few counts: 1 and more. */
  readonly weight: number;
}
