import { continued } from './segments.ts';
import type { Exposure, Timeline } from './timeline.ts';

/** The same person as if they saw this too. Nothing is lost of `knownUntil`; it may grow. */
export function withExposure(timeline: Timeline, exposure: Exposure): Timeline {
  const last = timeline.exposures.at(-1);
  const exposures = [...timeline.exposures, exposure];
  // What is proposed is mostly the last: many proposals are weighed, so that is worth a look.
  if (last && last.start > exposure.start) exposures.sort((a, b) => a.start - b.start);
  else continued(timeline.exposures, exposures);
  return { ...timeline, knownUntil: Math.max(timeline.knownUntil, exposure.end), exposures };
}
