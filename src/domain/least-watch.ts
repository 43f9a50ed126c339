/** A LIVE stream has no length that is known: who may watch it for so long may take it (no published figure). */
export const LEAST_WATCH_SECONDS = 900;

/**
 * For how many seconds somebody must be able to look at an item for it to be worth giving to them: as
 * long as it is expected to take; at a LIVE stream a quarter of an hour at most, as others watch on.
 */
export function leastSeconds(media: string, expectedSeconds: number): number {
  return media === 'live' ? Math.min(expectedSeconds, LEAST_WATCH_SECONDS) : expectedSeconds;
}
