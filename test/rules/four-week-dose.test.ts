import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/four-week-dose.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { broken } from '../support/broken.ts';
import { timeline } from '../support/timeline.ts';

const fortnight = Array.from({ length: 14 }, (_, i) => `2026-06-${i + 10}T09:00 120@5`).join(' ');

describe('the dose of 28 days', () => {
  it('holds for exactly fourteen full days', () => {
    expect(broken(rule, timeline(fortnight))).toEqual([]);
  });

  it('breaks with the next minute, up to the 28th day', () => {
    expect(broken(rule, timeline(`${fortnight} 2026-06-24T09:00 60@1 6@4`))).toEqual([
      '06-24 09:00 to 10:00 (1412.5)',
      '06-24 10:00 to 10:06 (1415)',
    ]);
    expect(broken(rule, timeline(`${fortnight} 2026-07-07T23:48 12@5`))).toEqual([
      '07-07 23:48 to 00:00 (1410)',
    ]);
  });

  it('lets the first day go at midnight after the 28th', () => {
    expect(broken(rule, timeline(`${fortnight} 2026-07-08T00:00 120@5`))).toEqual([]);
  });

  it('follows its numbers', () => {
    const numbers = { limitPercent: 100, days: 3 };
    const story = '09:00 60@5 2026-06-12T09:00 72@5 2026-06-15T09:00 60@5';
    expect(broken(rule, timeline(story), numbers)).toEqual(['06-12 10:00 to 10:12 (110)']);
  });

  it('explains itself', () => {
    const [breach] = rule.check(timeline(`${fortnight} 24@5`), defaultsOf(rule));
    expect(breach && rule.explain(breach, defaultsOf(rule))).toBe(
      'A dose of 1420 % in 28 days, where 1400 % is the most.',
    );
  });
});
