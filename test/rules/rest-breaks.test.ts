import { describe, expect, it } from 'vitest';
import type { BreakKind } from '../../src/domain/timeline.ts';
import { rule } from '../../src/rules/rest-breaks.ts';
import { broken } from '../support/broken.ts';
import { span, timeline } from '../support/timeline.ts';

/** A shift from 08:00 with breaks of ten minutes from these clock times on. */
function shift(to: string, breaks: readonly string[], kind: BreakKind = 'rest', minutes = 10) {
  const taken = breaks.map((from) => {
    const { start } = span(from, from);
    return { kind, start, end: start + minutes * 60_000 };
  });
  return timeline(`08:00 [ ${to} ]`, { facts: { breaks: taken } });
}

describe('short rests', () => {
  it.each([
    ['holds for 3.5 hours without any', '11:30', [], []],
    ['breaks past 3.5 hours', '11:40', [], ['06-10 11:30 to 11:40 (220)']],
    ['holds for one up to 6 hours', '14:00', ['10:00'], []],
    ['breaks for one past 6 hours', '15:00', ['10:00'], ['06-10 14:00 to 15:00 (420)']],
    ['holds for two up to 10 hours', '18:00', ['10:00', '14:00'], []],
    ['breaks for two past 10 hours', '18:30', ['10:00', '14:00'], ['06-10 18:00 to 18:30 (630)']],
    ['holds for three', '20:00', ['10:00', '14:00', '18:00'], []],
    ['breaks until it begins', '14:00', ['11:45'], ['06-10 11:30 to 11:45 (225)']],
  ] as const)('%s', (_, to, breaks, expected) => {
    expect(broken(rule, shift(to, breaks))).toEqual(expected);
  });

  it('takes neither a meal nor a wellbeing break for a rest', () => {
    for (const kind of ['meal', 'wellbeing'] as const)
      expect(broken(rule, shift('12:00', ['10:00'], kind))).toEqual(['06-10 11:30 to 12:00 (240)']);
  });

  it('follows its numbers', () => {
    const one = shift('14:00', ['11:00']);
    expect(broken(rule, one, { breakMinutes: 11 })).toEqual(['06-10 11:30 to 14:00 (360)']);
    expect(broken(rule, one, { fromMinutes: 150 })).toEqual(['06-10 10:30 to 11:00 (180)']);
    expect(broken(rule, one, { everyMinutes: 180 })).toEqual(['06-10 12:30 to 14:00 (360)']);
    const wellbeing = shift('12:00', ['10:00'], 'wellbeing');
    expect(broken(rule, wellbeing, { wellbeingCounts: 1 })).toEqual([]);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 220, limit: 210 };
    expect(rule.explain(breach, { breakMinutes: 10 })).toBe(
      '220 minutes into a shift, where a rest of 10 minutes begins before 210.',
    );
  });
});
