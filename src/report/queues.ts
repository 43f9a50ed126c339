import { CATEGORIES, type Category, type Severity } from '../domain/category.ts';
import {
  DUE_PER_MEDIAN,
  HANDLE_SECONDS,
  LANGUAGE_FREE_SHARE,
  SMALLEST_QUEUE_A_DAY,
} from './assumptions.ts';
import type { Report } from './report.ts';
import type { FloorReviewer } from './reviewers.ts';
import { type Volume, volumes } from './volume.ts';

export interface FloorQueue {
  /** Category and language: 'HATE_INCITEMENT-de', 'LOW_HARM-any'. */
  readonly key: string;
  readonly category: Category;
  /** ISO 639-1; null: no language in particular. */
  readonly language: string | null;
  /** What an item of unknown severity counts as. */
  readonly severity: Severity;
  readonly dueWithinMinutes: number;
  readonly expectedSeconds: number;
  /** May have a fraction: a mean. */
  readonly itemsPerDay: number;
}

/**
 * The report's demand, scaled as the floor is, by category and language. No item is lost: a
 * language's part of a category joins the queue of that category that needs no language when it is
 * less than an item a day, or when nobody on the floor speaks the language and may see the
 * category; such items count as translated by machine.
 */
export function queuesOf(
  report: Report,
  reviewers: readonly FloorReviewer[],
): readonly FloorQueue[] {
  const scale = reviewers.length / report.moderators.total;
  const speakers = [...report.moderators.byLanguage.values()].reduce((sum, n) => sum + n, 0);
  return volumes(report)
    .filter(({ itemsPerDay }) => itemsPerDay > 0)
    .flatMap((volume) => {
      const items = volume.itemsPerDay * scale;
      const spoken = [...report.moderators.byLanguage]
        .map(([language, n]) => ({
          language,
          items: speakers > 0 ? (items * (1 - LANGUAGE_FREE_SHARE) * n) / speakers : 0,
        }))
        .filter((part) => part.items >= SMALLEST_QUEUE_A_DAY)
        .filter((part) => reviewers.some((one) => couldTake(one, part.language, volume.category)));
      const rest = items - spoken.reduce((sum, part) => sum + part.items, 0);
      return [
        ...spoken.map((part) => queue(volume, part.language, part.items)),
        queue(volume, null, rest),
      ];
    });
}

function couldTake(reviewer: FloorReviewer, language: string, category: Category): boolean {
  return (
    reviewer.languages.includes(language) &&
    (CATEGORIES[category].asked !== 'opt-in' || reviewer.consents.includes(category))
  );
}

function queue(volume: Volume, language: string | null, itemsPerDay: number): FloorQueue {
  const { category } = volume;
  return {
    key: `${category}-${language ?? 'any'}`,
    category,
    language,
    severity: CATEGORIES[category].severity,
    dueWithinMinutes: Math.round(volume.medianHoursToAct * DUE_PER_MEDIAN * 60),
    expectedSeconds: HANDLE_SECONDS[category],
    itemsPerDay,
  };
}
