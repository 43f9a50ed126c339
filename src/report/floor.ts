import { OFFICES } from './assumptions.ts';
import { type FloorQueue, queuesOf } from './queues.ts';
import type { Report } from './report.ts';
import { type FloorReviewer, type FloorTeam, reviewersOf } from './reviewers.ts';

export interface FloorSite {
  readonly name: string;
  /** IANA. */
  readonly zone: string;
  /** Whose law holds there: the name of a pack in `src/laws`. */
  readonly jurisdiction: string;
}

/** A floor as a report implies it: who works where, and what arrives for them. */
export interface Floor {
  readonly sites: readonly FloorSite[];
  readonly teams: readonly FloorTeam[];
  readonly reviewers: readonly FloorReviewer[];
  readonly queues: readonly FloorQueue[];
}

/**
 * The report's floor, or with fewer reviewers a small one of the same proportions, its demand
 * scaled alike. Deterministic in the seed. Fewer than one reviewer is a RangeError.
 */
export function floorOf(
  report: Report,
  size: { readonly reviewers: number; readonly seed: number },
): Floor {
  if (!Number.isInteger(size.reviewers) || size.reviewers < 1)
    throw new RangeError(`a floor has 1 reviewer or more, not ${size.reviewers}`);
  const reviewers = reviewersOf(report.moderators, size.reviewers, size.seed);
  const teams = new Map(reviewers.map(({ team, site }) => [team, { name: team, site }]));
  return {
    sites: OFFICES.map(({ name, zone, jurisdiction }) => ({ name, zone, jurisdiction })),
    teams: [...teams.values()].toSorted((a, b) =>
      a.name.localeCompare(b.name, 'en', { numeric: true }),
    ),
    reviewers,
    queues: queuesOf(report, reviewers),
  };
}
