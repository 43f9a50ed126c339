import { describe, expect, it } from 'vitest';
import type { Category } from '../../src/domain/category.ts';
import type { Consent } from '../../src/domain/timeline.ts';
import { rule } from '../../src/rules/category-consent.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

function said(clock: string, category: Category, granted: boolean): Consent {
  return { at: at(clock), category, granted };
}

function story(words: string, ...consents: Consent[]) {
  return broken(rule, timeline(words, { consents }));
}

describe('consent by category', () => {
  it('is needed for S4 and above', () => {
    expect(story('09:00 5@4:CSAM')).toEqual(['06-10 09:00 to 09:05 (4)']);
    expect(story('09:00 5@3:CSAM')).toEqual([]);
    expect(story('09:00 5@5:CSAM', said('08:00', 'CSAM', true))).toEqual([]);
  });

  it('holds from the instant at which it is given', () => {
    expect(story('09:00 5@5:CSAM', said('09:00', 'CSAM', true))).toEqual([]);
    expect(story('09:00 5@5:CSAM', said('09:01', 'CSAM', true))).toEqual([
      '06-10 09:00 to 09:01 (5)',
    ]);
  });

  it('is over at the instant at which it is taken back', () => {
    const granted = said('08:00', 'CSAM', true);
    expect(story('09:00 5@5:CSAM', granted, said('09:03', 'CSAM', false))).toEqual([
      '06-10 09:03 to 09:05 (5)',
    ]);
    expect(story('09:00 5@5:CSAM', granted, said('09:05', 'CSAM', false))).toEqual([]);
  });

  it('follows what was said last', () => {
    const all = [
      said('07:00', 'CSAM', true),
      said('08:00', 'CSAM', false),
      said('08:30', 'CSAM', true),
    ];
    expect(story('08:10 5@5:CSAM 08:40 5@5:CSAM', ...all)).toEqual(['06-10 08:10 to 08:15 (5)']);
  });

  it('is needed for each of several categories', () => {
    const granted = said('08:00', 'CSAM', true);
    const words = '09:00 5@4:CSAM+TERRORISM_EXTREMISM';
    expect(story(words, granted)).toEqual(['06-10 09:00 to 09:05 (4)']);
    expect(story('09:00 5@4:TERRORISM_EXTREMISM+CSAM', granted)).toHaveLength(1);
    expect(story(words, granted, said('08:00', 'TERRORISM_EXTREMISM', true))).toEqual([]);
  });

  it('of another category does not help', () => {
    expect(story('09:00 5@4:CSAM', said('08:00', 'TERRORISM_EXTREMISM', true))).toHaveLength(1);
  });

  it('refused keeps S2 and above away, and not S1', () => {
    const refused = said('08:00', 'HATE_INCITEMENT', false);
    expect(story('09:00 5@2:HATE_INCITEMENT', refused)).toEqual(['06-10 09:00 to 09:05 (2)']);
    expect(story('09:00 5@1:HATE_INCITEMENT', refused)).toEqual([]);
    expect(story('09:00 5@3:HATE_INCITEMENT')).toEqual([]);
  });

  it('splits where something new is said', () => {
    const all = [
      said('09:02', 'CSAM', false),
      said('09:04', 'CSAM', true),
      said('09:06', 'CSAM', false),
    ];
    expect(story('09:00 8@5:CSAM', ...all)).toEqual([
      '06-10 09:00 to 09:02 (5)',
      '06-10 09:02 to 09:04 (5)',
      '06-10 09:06 to 09:08 (5)',
    ]);
  });

  it('is asked of each exposure by itself, even of a milder one that overlaps', () => {
    const also = [exposure(at('09:00'), 5, 2, { categories: ['ADULT_SEXUAL'] })];
    const consents = [said('08:00', 'CSAM', true), said('08:00', 'ADULT_SEXUAL', false)];
    expect(broken(rule, timeline('09:00 5@5:CSAM', { also, consents }))).toEqual([
      '06-10 09:00 to 09:05 (2)',
    ]);
  });

  it('is the same on the day the clock changes, over midnight and in silence', () => {
    const berlin = { zone: 'Europe/Berlin', date: '2026-10-25', consents: [] };
    expect(broken(rule, timeline('02:50 20@4 23:55 10? 10@4', berlin))).toEqual([
      '10-25 00:50 to 01:10 (4)',
      '10-25 23:05 to 23:15 (4)',
    ]);
  });

  it('follows its numbers', () => {
    const nothing = timeline('09:00 5@2 5@1', { consents: [] });
    expect(broken(rule, nothing, { optInFromSeverity: 2 })).toEqual(['06-10 09:00 to 09:05 (2)']);
  });

  it('explains itself without saying of which category', () => {
    const numbers = { optInFromSeverity: 4, optOutFromSeverity: 2 };
    const [breach] = rule.check(timeline('09:00 5@5:CSAM', { consents: [] }), numbers);
    expect(breach && rule.explain(breach, numbers)).toBe(
      'Content of S5 of a category that was refused or not agreed to, of which S3 was the most that could be shown.',
    );
  });
});
