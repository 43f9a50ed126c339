/** The lists of words that only the database's rows use, for those who may not see the store. */

export { MEDIA } from '../store/items.ts';
export { GOES_TO, OUTCOMES } from '../store/outcomes.ts';
export { PROPOSAL_STATES } from '../store/proposals.ts';
