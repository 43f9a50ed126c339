import type { Category, Severity } from './category.ts';
import type { Instant, Minutes, Span } from './time.ts';

/** Where an exposure came from: handed out by us, or one of three ways round us. */
export const ORIGINS = ['assignment', 'project', 'escalation', 'incidental'] as const;
export type Origin = (typeof ORIGINS)[number];

/** Something that a person saw, or, while an item is in their hands, may yet see (a reservation). */
export interface Exposure extends Span {
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly origin: Origin;
  /** The assignment that handed it out; null unless the origin is one. */
  readonly assignment: bigint | null;
  /** When the ledger learnt of it. */
  readonly recordedAt: Instant;
  /** The severity that it was announced with, where it was handed out; absent: as it was seen. */
  readonly announced?: Severity;
}

export interface Shift extends Span {
  readonly id: number;
}

/** Paid wellbeing breaks and unpaid statutory ones never stand in for each other. */
export const BREAK_KINDS = ['wellbeing', 'rest', 'meal'] as const;
export type BreakKind = (typeof BREAK_KINDS)[number];

/** What somebody is to take: a break of a kind, in one piece of so many minutes at least. */
export interface BreakAsked {
  readonly kind: BreakKind;
  readonly minutes: Minutes;
}

/** A break that was really taken. `end` is Infinity while it lasts. */
export interface Break extends Span {
  readonly kind: BreakKind;
}

/** What a person said about a category at an instant; the latest one counts. */
export interface Consent {
  readonly category: Category;
  readonly granted: boolean;
  readonly at: Instant;
  /** The version of the hazard statement that was read before; absent: none. */
  readonly statement?: number;
}

/** A version of the hazard statement, in force from when it was published. */
export interface Statement {
  readonly version: number;
  readonly at: Instant;
}

/** Clearance for a category given to a person, or withdrawn; the latest one counts. */
export interface Clearance {
  readonly category: Category;
  readonly granted: boolean;
  readonly at: Instant;
}

/** What a person may agree to beside categories, each revocable at once. */
export const AGREEMENTS = ['severe-at-night', 'severe-after-aftermath'] as const;

/** What a person said about one of these at an instant; the latest one counts. */
export interface Agreement {
  readonly to: (typeof AGREEMENTS)[number];
  readonly granted: boolean;
  readonly at: Instant;
}

/** A person said that something got to them, without a reason. */
export interface Flag {
  readonly at: Instant;
}

/** A busy block in which no item is handed out: the weekly protected hour. */
export interface Block extends Span {
  readonly kind: 'protected';
}

/** The IANA zone that a person's days follow, from an instant on. */
export interface ZoneFrom {
  readonly zone: string;
  readonly from: Instant;
}

/**
 * What is known of one person's work, as an immutable value: the same for what happened, what is
 * held at this moment and what is proposed, so that a rule cannot tell which it judges.
 *
 * Every list is in ascending order of start (or of `at`, or of `from`). Facts that overlap `known` are
 * all here; older ones may be missing, except the zone and what was said last of each thing (consents,
 * clearances, agreements, statements) before its start. Nothing is known past `knownUntil`, but shifts that are planned are listed beyond it.
 */
export interface Timeline {
  readonly knownFrom: Instant;
  readonly knownUntil: Instant;
  readonly zones: readonly ZoneFrom[];
  readonly exposures: readonly Exposure[];
  readonly shifts: readonly Shift[];
  readonly breaks: readonly Break[];
  /** After a vanished reviewer's last sign: neither exposure nor rest. `end` is Infinity while open. */
  readonly silences: readonly Span[];
  readonly consents: readonly Consent[];
  readonly statements: readonly Statement[];
  readonly clearances: readonly Clearance[];
  readonly agreements: readonly Agreement[];
  readonly flags: readonly Flag[];
  readonly blocks: readonly Block[];
  /**
   * Public holidays of the site where the person belonged, each a day of its calendar; those within a
   * week of `known` and of what is planned are here.
   */
  readonly holidays: readonly Span[];
  /** Absent: nothing before is known. */
  readonly earlier?: Earlier;
}

/** What is known of the time before `knownFrom`, for rules that look back a year: when work was. */
export interface Earlier {
  readonly from: Instant;
  /** Those that ended before; in ascending order. */
  readonly shifts: readonly Shift[];
  /** The unpaid ones that ended before. */
  readonly breaks: readonly Break[];
}
