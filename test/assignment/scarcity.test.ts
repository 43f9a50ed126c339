import { describe, expect, it } from 'vitest';
import { scarcityOf } from '../../src/assignment/scarcity.ts';
import type { Category, Severity } from '../../src/domain/category.ts';
import { NOTHING_SAID } from '../support/timeline.ts';

const NOW = 1_000;

function person(languages: readonly string[], agreed: readonly Category[] = [], revoked = false) {
  const consents = agreed.map((category) => ({ category, granted: true, at: NOW }));
  const clearances = agreed.map((category) => ({ category, granted: !revoked, at: NOW }));
  return { languages, timeline: { ...NOTHING_SAID, consents, clearances } };
}

function work(
  language: string | null,
  severity: Severity = 0,
  categories: readonly Category[] = [],
) {
  return { language, severity, categories };
}

describe('the supply of people for work', () => {
  const people = [person(['et', 'de', 'de']), person(['de'], ['CSAM'])];
  const supplyOf = (
    given: ReadonlyMap<string, number> | null,
    ...[one]: [ReturnType<typeof work>]
  ) => scarcityOf(people, [one], given, NOW).supply(one);

  it.each([
    ['who speaks it, each once', work('de'), 2],
    ['the one who speaks it', work('et'), 1],
    ['nobody where nobody does', work('fi'), 0],
    ['everybody where no language is needed', work(null), Infinity],
    ['who agreed to it, where it is severe', work('de', 5, ['CSAM']), 1],
    ['everybody where it is mild', work(null, 3, ['CSAM']), Infinity],
    ['nobody where it is severe and nobody agreed to it', work(null, 4, ['HATE_INCITEMENT']), 0],
    ['everybody where it is not', work(null, 3, ['HATE_INCITEMENT']), Infinity],
  ])('is %s', (_, one, expected) => {
    expect(supplyOf(null, one)).toBe(expected);
  });

  it('is as many as is said, where it is said', () => {
    const given = new Map([['de', 40]]);
    expect(supplyOf(given, work('de'))).toBe(40);
    expect(supplyOf(given, work('et'))).toBe(1);
    expect(supplyOf(given, work('de', 5, ['CSAM']))).toBe(40);
    expect(supplyOf(new Map([['CSAM', 3]]), work(null, 5, ['CSAM']))).toBe(3);
  });
});

describe('the rarest that somebody could do', () => {
  const both = person(['et', 'de'], ['CSAM']);
  const people = [both, person(['de'], ['CSAM']), person(['de'], ['CSAM'])];
  const rarest = (...waiting: readonly ReturnType<typeof work>[]) =>
    scarcityOf(people, waiting, null, NOW).rarest(both);

  it('is of what waiting work needs', () => {
    expect(rarest(work('de'), work('et'))).toBe(1);
    expect(rarest(work('de'))).toBe(3);
    expect(rarest(work(null, 4, ['CSAM']))).toBe(3);
    expect(rarest(work('fi'), work(null))).toBe(Infinity);
  });

  it('leaves out what they took back, or lost the clearance for', () => {
    const csam = work(null, 5, ['CSAM']);
    expect(scarcityOf([person([], ['CSAM'], true)], [csam], null, NOW).supply(csam)).toBe(0);
    expect(scarcityOf([person([], ['CSAM'])], [csam], null, NOW - 1).supply(csam)).toBe(0);
  });
});
