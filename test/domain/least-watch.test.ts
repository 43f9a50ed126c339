import { describe, expect, it } from 'vitest';
import { LEAST_WATCH_SECONDS, leastSeconds } from '../../src/domain/least-watch.ts';

describe('how long somebody must be able to look', () => {
  it.each([
    ['video', 3_600, 3_600],
    ['live', 3_600, LEAST_WATCH_SECONDS],
    ['live', 300, 300],
  ])('at %s of %i seconds: %i', (media, expected, least) => {
    expect(leastSeconds(media, expected)).toBe(least);
  });
});
