import { parseArgs } from 'node:util';
import { type Reading, wrong } from './env.ts';

export interface Flags {
  /** How many reviewers the floor of the embedded database has. */
  readonly reviewers: number;
  /** Whether all reviewers but a handful are played, so that a visitor sees a living floor. */
  readonly play: boolean;
}

const MOST_REVIEWERS = 10_000;

/** Reads the flags of `npm start -- ...`; what cannot be meant is said in one sentence. */
export function readFlags(argv: readonly string[]): Reading<Flags> {
  let given: { reviewers?: string; 'no-play'?: boolean };
  try {
    given = parseArgs({
      args: [...argv],
      options: { reviewers: { type: 'string' }, 'no-play': { type: 'boolean' } },
    }).values;
  } catch (error) {
    const why = error instanceof Error ? error.message.split('. ')[0] : String(error);
    return wrong(`${why}; the flags are --reviewers N and --no-play.`);
  }
  const reviewers = given.reviewers ?? '200';
  if (!/^\d+$/.test(reviewers) || Number(reviewers) < 1 || Number(reviewers) > MOST_REVIEWERS) {
    return wrong(
      `--reviewers must be a whole number from 1 to ${MOST_REVIEWERS}; it is '${reviewers}'.`,
    );
  }
  return {
    kind: 'read',
    value: { reviewers: Number(reviewers), play: given['no-play'] !== true },
  };
}
