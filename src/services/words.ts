/** The lists of words that only the database's rows use, for those who may not see the store. */

export { MEDIA } from '../store/items.ts';
export { PROPOSAL_STATES } from '../store/proposals.ts';
export { OUTCOMES } from '../store/settlement.ts';
