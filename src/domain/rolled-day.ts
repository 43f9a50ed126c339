import type { Category, Severity } from './category.ts';
import type { Instant, Minutes } from './time.ts';

/** A break that fell due; `startedAt` null: it was not taken, or not yet. */
export interface DueBreak {
  readonly dueAt: Instant;
  readonly startedAt: Instant | null;
  /** The person said later. */
  readonly deferred: boolean;
  readonly missed: boolean;
}

/** What one person's local day comes to. */
export interface Rollup {
  /** Of S0 to S5: what overlaps counts once, at its worst. */
  readonly minutes: readonly Minutes[];
  /** An item of several categories counts for each. */
  readonly byCategory: readonly CategoryMinutes[];
  readonly dosePercent: number;
  readonly longestRunMinutes: Minutes;
  readonly lastSevereAt: Instant | null;
  readonly sawWorst: boolean;
  readonly breaks: BreakCounts;
  readonly capHits: number;
  readonly nearMisses: number;
}

export interface CategoryMinutes {
  readonly category: Category;
  readonly severity: Severity;
  readonly minutes: Minutes;
}

/** Of the breaks that fell due in a day. A deferred one may have been taken later, or missed. */
export interface BreakCounts {
  readonly due: number;
  readonly taken: number;
  readonly deferred: number;
  readonly missed: number;
}

/** A local day of one person, as it was rolled up. */
export interface PersonDay {
  readonly reviewer: number;
  /** 'YYYY-MM-DD' */
  readonly date: string;
  readonly minutes: readonly Minutes[];
  readonly dosePercent: number;
  readonly longestRunMinutes: Minutes;
  readonly sawSevere: boolean;
  readonly breaks: BreakCounts;
  readonly capHits: number;
  readonly nearMisses: number;
}

/** What one person saw of a category and severity in all the weeks. */
export interface PersonCategory {
  readonly reviewer: number;
  readonly category: Category;
  readonly severity: Severity;
  readonly minutes: Minutes;
}

/** Where one person belongs. */
export interface Place {
  readonly site: number;
  readonly team: number;
}
