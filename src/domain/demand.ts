import type { Category, Severity } from './category.ts';
import { type Instant, MINUTE, type Minutes } from './time.ts';

/** Waiting work of one kind that is due soon. */
export interface Demand {
  /** Null: no language in particular is needed. */
  readonly language: string | null;
  readonly severity: Severity;
  readonly categories: readonly Category[];
  /** It was passed up: only for who takes escalations. */
  readonly escalated: boolean;
  /** What the longest of its items is expected to take. */
  readonly longestMinutes: Minutes;
  /** What all of them are expected to take. */
  readonly minutes: Minutes;
  readonly items: number;
  /** When the first of them is due. */
  readonly dueAt: Instant;
  /** Who gave all of them back: it is not offered to them again. */
  readonly gaveBack: readonly number[];
}

/** Nobody can be found sooner, so what is overdue counts as due then (no published figure). */
const NOTICE = 30 * MINUTE;

/** By when somebody must have done the first of it, for it not to be late, or later than it is. */
export function neededBy({ dueAt }: Pick<Demand, 'dueAt'>, now: Instant): Instant {
  return Math.max(dueAt, now + NOTICE);
}

/** How many more people it would take to do all of it by then, each with nothing else to do. */
export function peopleNeeded(demand: Demand, now: Instant): number {
  const each = (neededBy(demand, now) - now) / MINUTE;
  return Math.max(1, Math.ceil(demand.minutes / each));
}

/** What is of one kind together, whoever gave back some of it. */
export function byKind(demands: readonly Demand[]): readonly Demand[] {
  const kinds = new Map<string, Demand>();
  for (const demand of demands) {
    const { language, severity, categories, escalated } = demand;
    const key = `${language} ${severity} ${categories.join(' ')} ${escalated}`;
    const known = kinds.get(key);
    kinds.set(key, known ? both(known, demand) : demand);
  }
  return [...kinds.values()];
}

function both(a: Demand, b: Demand): Demand {
  return {
    ...a,
    longestMinutes: Math.max(a.longestMinutes, b.longestMinutes),
    minutes: a.minutes + b.minutes,
    items: a.items + b.items,
    dueAt: Math.min(a.dueAt, b.dueAt),
    gaveBack: a.gaveBack.filter((one) => b.gaveBack.includes(one)),
  };
}
