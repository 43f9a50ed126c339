/**
 * A rota to be planned, in the planner's small vocabulary: people by days, in whole numbers, without
 * names, instants or rules. What a rule asks is put into these words before and checked by it after.
 */
export interface Rota {
  readonly days: number;
  /** By day: whether it is the first or the second day of a weekend. */
  readonly weekend: readonly WeekendDay[];
  readonly duties: readonly Duty[];
  readonly people: readonly Person[];
  readonly cells: readonly Cell[];
  /** What is added up in totals: by day, how much each value comes to. */
  readonly measures: readonly Measure[];
}

export type WeekendDay = 'first' | 'second' | null;

/** What somebody works on a day: a kind of shift, and what is worked in it. */
export interface Duty {
  /** Runs and successions look at the kind alone. */
  readonly kind: number;
  /** By day: what it adds to which cell of the demand. */
  readonly covers: readonly (readonly Share[])[];
}

export interface Share {
  readonly cell: number;
  readonly amount: number;
}

/**
 * A piece of demand: so much is wanted of what duties add to it; what each unit below and above costs. Where
 * the first units matter more than the last, there are two cells, and duties add to both.
 */
export interface Cell {
  readonly wanted: number;
  readonly lacking: Weight;
  readonly beyond: Weight;
}

/** What a unit costs; HARD: it must not be, and nothing can buy it off. */
export type Weight = number;
export const HARD = Number.POSITIVE_INFINITY;

/** Between least and most; each unit below costs `short`, each above `long`. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly short: Weight;
  readonly long: Weight;
}

/** By day and value (0: off; 1 and on: all duties). 'weekends': how many are worked in. */
export type Measure = 'weekends' | readonly (readonly number[])[];

/** Bounds on the sum of a measure over the days from one up to another. */
export interface Total extends Bounds {
  readonly measure: number;
  readonly from: number;
  readonly to: number;
}

/** What may follow what, and for how long; the same for many people. */
export interface Pattern {
  readonly kinds: number;
  /** A kind and one that must not be worked on the day after it. */
  readonly forbidden: readonly (readonly [number, number])[];
  /** The same with exactly one day off between. */
  readonly forbiddenAfterOneOff: readonly (readonly [number, number])[];
  readonly work: Bounds;
  readonly off: Bounds;
  /** Days in a row of each kind. */
  readonly ofKind: readonly Bounds[];
  /** What a weekend costs of which only one day is worked. */
  readonly halfWeekend: Weight;
}

/** How the days before the first one ended; null: nothing is known, and no run was too short. */
export type Before =
  | { readonly kind: number; readonly ofKind: number; readonly work: number }
  | { readonly off: number }
  | null;

export interface Person {
  readonly pattern: Pattern;
  /** What they can be given at all. */
  readonly duties: readonly number[];
  readonly before: Before;
  /** By day and value (0: off; 1 and on: their duties): what it costs; HARD: it cannot be. */
  readonly wishes: readonly (readonly Weight[])[];
  readonly totals: readonly Total[];
}

/** By person and day: 0 off, else the place of the duty among theirs and 1. */
export type Rows = Uint8Array;
