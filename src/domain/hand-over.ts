import { type Instant, MINUTE, SECOND } from './time.ts';

/** A relief is looked for from so long before a watcher must leave (no published figure). */
export const RELIEF_AHEAD = 10 * MINUTE;

/** So long both watch, so that the relief knows what goes on: it counts for both (no published figure). */
export const OVERLAP = 60 * SECOND;

/** Somebody who watches beside whoever is to leave. */
export interface Relief {
  readonly decidedAt: Instant;
  readonly openedAt: Instant | null;
  readonly heartbeatAt: Instant;
}

/** When a relief has watched for long enough to go on alone; Infinity: nobody knows that they do watch. */
export function takesOverAt({ decidedAt, openedAt, heartbeatAt }: Relief): Instant {
  if (openedAt !== null) return openedAt + OVERLAP;
  return heartbeatAt > decidedAt ? decidedAt + OVERLAP : Infinity;
}
