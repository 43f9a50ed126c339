import type { GOES_TO as ALL } from '../src/services/words.ts';
import { wordsOf } from './words.ts';

export const GoesToEnum = wordsOf('GoesTo', 'Where an item goes that somebody lets go of.', {
  queue: 'Back to its queue.',
  relief: 'To the relief, who watches on.',
  escalation:
    'To those who take escalations; a stream that nobody watches to anybody else, too, who may.',
} satisfies Record<(typeof ALL)[number], string>);

/** What a field of this says of itself. */
export const GOES_TO = 'Where it goes; null: nowhere, as nothing was held or somebody watches on.';
