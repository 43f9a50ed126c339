/** How an assignment ends. */
export const OUTCOMES = [
  'completed',
  'stepped-away',
  'lapsed',
  'refused',
  'passed-up',
  'relieved',
  'withdrawn',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Where an item goes that somebody lets go of. */
export const GOES_TO = ['queue', 'relief', 'escalation'] as const;
export type GoesTo = (typeof GOES_TO)[number];
