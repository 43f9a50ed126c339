/** What has become of a finding: nobody looked yet, somebody did, said why, or is done with it. */
export const FINDING_STATES = ['new', 'acknowledged', 'explained', 'resolved'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** What wellbeing staff may do about a finding. */
export const FINDING_STEPS = ['acknowledge', 'explain', 'resolve'] as const;
export type FindingStep = (typeof FINDING_STEPS)[number];

const LEADS_TO: Readonly<Record<FindingStep, FindingState>> = {
  acknowledge: 'acknowledged',
  explain: 'explained',
  resolve: 'resolved',
};

const FROM: Readonly<Record<FindingStep, readonly FindingState[]>> = {
  acknowledge: ['new'],
  // An explanation may be put better, until it is resolved.
  explain: ['new', 'acknowledged', 'explained'],
  resolve: ['new', 'acknowledged', 'explained'],
};

/** The state that a step leads to; null: it is no step from there. Nothing ever goes back. */
export function stateAfter(state: FindingState, step: FindingStep): FindingState | null {
  return FROM[step].includes(state) ? LEADS_TO[step] : null;
}
