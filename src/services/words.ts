/** The lists of words that only the database's rows use, for those who may not see the store. */
export { OUTCOMES, type Outcome } from '../store/assignments.ts';
export { MEDIA, type Media } from '../store/items.ts';
