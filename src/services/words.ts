/** The lists of words that only the database's rows use, for those who may not see the store. */
export { OUTCOMES } from '../store/assignments.ts';
export { MEDIA } from '../store/items.ts';
