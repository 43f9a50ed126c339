import { expect, it } from 'vitest';
import { dosesAt } from '../../src/assignment/dose.ts';
import { at, timeline } from '../support/timeline.ts';

it.each([
  ['minutes times severity', '09:00 10@3 10- 10@2', 50],
  ['nothing that is older than a day', '2026-06-09T11:50 20@5 2026-06-10T09:00 10@1', 60],
  ['nothing that is yet to come', '11:50 20@5', 50],
  ['nothing of nothing', '09:00', 0],
])('a dose counts %s', (_, story, expected) => {
  expect(dosesAt(at('12:00'))({ timeline: timeline(story) })).toBe(expected);
});
