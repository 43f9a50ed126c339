import { describe, expect, it } from 'vitest';
import { OVERLAP, takesOverAt } from '../../src/domain/hand-over.ts';
import { at } from '../support/timeline.ts';

const [DECIDED, LATER] = [at('10:00'), at('10:02')];

describe('a relief takes over', () => {
  it.each([
    ['when both have watched for a while', LATER, DECIDED, LATER + OVERLAP],
    [
      'from the hand-out on where nobody says what is on the screen',
      null,
      LATER,
      DECIDED + OVERLAP,
    ],
    ['never while nobody knows that they watch', null, DECIDED, Infinity],
  ])('%s', (_, openedAt, heartbeatAt, takesOver) => {
    expect(takesOverAt({ decidedAt: DECIDED, openedAt, heartbeatAt })).toBe(takesOver);
  });
});
