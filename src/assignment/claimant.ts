import type { Category, Severity } from '../domain/category.ts';
import type { Instant, Minutes } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';

/** Somebody who asks for work now. */
export interface Claimant {
  readonly reviewer: number;
  readonly timeline: Timeline;
  readonly rules: readonly EnforcedRule[];
  readonly languages: readonly string[];
  /** The end of their shift. */
  readonly mayWorkUntil: Instant;
  /** What others passed up may be offered to them. */
  readonly takesEscalations?: boolean;
  /** Items they gave back: not offered to them again. */
  readonly gaveBack?: ReadonlySet<bigint>;
}

/** An item that waits. */
export interface Candidate {
  readonly item: bigint;
  readonly queue: number;
  /** Null: no language in particular is needed. */
  readonly language: string | null;
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly expectedMinutes: Minutes;
  /** It was passed up: for who takes escalations. */
  readonly isEscalated?: boolean;
  readonly arrivedAt: Instant;
  readonly dueAt: Instant;
}

/** Whether an item is for somebody at all, before any rule is asked. */
export function mayBeOffered(claimant: Claimant, item: Candidate): boolean {
  if (item.isEscalated && !claimant.takesEscalations) return false;
  return speaks(claimant, item.language) && !claimant.gaveBack?.has(item.item);
}

export function speaks({ languages }: Claimant, language: string | null): boolean {
  return language === null || languages.includes(language);
}
