import type { Level, Params } from '../domain/policy.ts';

/**
 * confirmed: read in the source that is cited. secondary: read in what others say of it.
 * unconfirmed: nobody has looked it up, so that it is shown, and only watched.
 */
export const STATUSES = ['confirmed', 'secondary', 'unconfirmed'] as const;
export type Status = (typeof STATUSES)[number];

/** One figure of a law, as a rule holds a site to it. */
export interface LawFigure {
  /** The id of the rule. */
  readonly rule: string;
  /** How strictly, once somebody has looked it up. */
  readonly level: Level;
  /** Every number of the rule, so that none of its defaults is taken for the law. */
  readonly params: Params;
  readonly citation: string;
  readonly status: Status;
  /** When it was read in its source ('YYYY-MM-DD'); null: never. */
  readonly confirmedAt: string | null;
}

/** A jurisdiction's working-time law, as far as rules can hold a site to it. */
export interface LawPack {
  readonly title: string;
  /** The jurisdictions whose figures hold here too; the strictest wins. */
  readonly includes: readonly string[];
  readonly figures: readonly LawFigure[];
  /** What the law also says, or may say, and no figure here holds a site to. */
  readonly gaps: readonly string[];
  /** Whose public holidays are kept there, as ISO 3166 has it. Null: not one calendar's. */
  readonly holidays: { readonly country: string; readonly region?: string } | null;
}

/** When what is 'confirmed' was read. */
const READ = '2026-11-24';

/** Read in the source itself. */
export function confirmed(citation: string) {
  return { citation, status: 'confirmed', confirmedAt: READ } as const;
}

/** Read in what others say of the source: a law firm, a newspaper, a guide for employers. */
export function secondary(citation: string) {
  return { citation, status: 'secondary', confirmedAt: null } as const;
}

/** Believed, and looked up by nobody. */
export function unconfirmed(citation: string) {
  return { citation, status: 'unconfirmed', confirmedAt: null } as const;
}
