import type { MISSED_BY } from '../src/domain/missed-break.ts';
import { wordsOf } from './words.ts';

export const MissedByEnum = wordsOf('MissedBy', 'Whose decision it was that a break was missed.', {
  plan: 'The shift left no room for it.',
  reviewer: 'They chose to have it later. That is their right, and never held against them.',
  operations: 'Work was handed out although it was due.',
} satisfies Record<(typeof MISSED_BY)[number], string>);
