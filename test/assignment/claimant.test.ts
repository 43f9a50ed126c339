import { describe, expect, it } from 'vitest';
import { type Candidate, type Claimant, mayBeOffered } from '../../src/assignment/claimant.ts';
import { at, timeline } from '../support/timeline.ts';

const ANN: Claimant = {
  reviewer: 1,
  timeline: timeline(''),
  rules: [],
  languages: ['et'],
  mayWorkUntil: at('18:00'),
};
const ITEM: Candidate = {
  item: 7n,
  queue: 1,
  language: 'et',
  severity: 1,
  categories: ['LOW_HARM'],
  expectedMinutes: 1,
  arrivedAt: at('09:00'),
  dueAt: at('10:00'),
};

describe('an item may be offered', () => {
  it.each([
    ['to who speaks it', ANN, ITEM, true],
    ['not to who does not', { ...ANN, languages: ['de'] }, ITEM, false],
    ['not to who gave it back', { ...ANN, gaveBack: new Set([7n]) }, ITEM, false],
    ['not where it was passed up', ANN, { ...ITEM, isEscalated: true }, false],
    [
      'to who takes escalations where it was passed up',
      { ...ANN, takesEscalations: true },
      { ...ITEM, isEscalated: true },
      true,
    ],
    ['to who takes escalations all the same', { ...ANN, takesEscalations: true }, ITEM, true],
  ])('%s', (_, person, item, may) => {
    expect(mayBeOffered(person, item)).toBe(may);
  });
});
