import { describe, expect, it } from 'vitest';
import {
  FINDING_STATES,
  FINDING_STEPS,
  type FindingState,
  type FindingStep,
  stateAfter,
} from '../../src/domain/finding-state.ts';

const STEPS: readonly (readonly [FindingState, FindingStep, FindingState | null])[] = [
  ['new', 'acknowledge', 'acknowledged'],
  ['new', 'explain', 'explained'],
  ['new', 'resolve', 'resolved'],
  ['acknowledged', 'acknowledge', null],
  ['acknowledged', 'explain', 'explained'],
  ['acknowledged', 'resolve', 'resolved'],
  ['explained', 'acknowledge', null],
  ['explained', 'explain', 'explained'],
  ['explained', 'resolve', 'resolved'],
  ['resolved', 'acknowledge', null],
  ['resolved', 'explain', null],
  ['resolved', 'resolve', null],
];

describe('a finding', () => {
  it.each(STEPS)('that is %s, when somebody would %s it, is then: %s', (state, step, then) => {
    expect(stateAfter(state, step)).toBe(then);
  });

  it('has every state and step in the table above', () => {
    expect(STEPS).toHaveLength(FINDING_STATES.length * FINDING_STEPS.length);
  });
});
