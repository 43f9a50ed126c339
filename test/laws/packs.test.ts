import { describe, expect, it } from 'vitest';
import { refuseIncomparable } from '../../src/domain/policy.ts';
import {
  figuresOf,
  isJurisdiction,
  JURISDICTIONS,
  lawOf,
  levelOf,
  packOf,
} from '../../src/laws/index.ts';
import { confirmed, type LawFigure, secondary, unconfirmed } from '../../src/laws/pack.ts';
import { OFFICES } from '../../src/report/assumptions.ts';
import { parametersOf } from '../../src/rules/enforced.ts';
import { rulebook } from '../../src/rules/index.ts';

const figures = JURISDICTIONS.flatMap((name) => figuresOf(name));

describe.each(JURISDICTIONS)('the law of %s', (name) => {
  it('sets every number of rules that there are, each comparable', () => {
    for (const { rule, params } of packOf(name).figures) {
      const of = rulebook.find(({ id }) => id === rule);
      if (!of) throw new Error(`there is no rule ${rule}`);
      expect(Object.keys(params).toSorted(), rule).toEqual(Object.keys(of.parameters).toSorted());
      expect(() => refuseIncomparable(parametersOf(of), params)).not.toThrow();
      expect(of.describe(params)).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it('cites a source for each figure, and dates what was read in it', () => {
    for (const { citation, status, confirmedAt } of packOf(name).figures) {
      expect(citation.length).toBeGreaterThan(10);
      expect(confirmedAt !== null).toBe(status === 'confirmed');
    }
  });

  it('includes only what is kept, and says what no figure holds', () => {
    expect(packOf(name).includes.every(isJurisdiction)).toBe(true);
    expect(packOf(name).gaps.length).toBeGreaterThan(0);
  });
});

describe('the law of a site', () => {
  it('is kept for each of the twelve offices', () => {
    expect(OFFICES).toHaveLength(12);
    for (const { jurisdiction } of OFFICES)
      expect(lawOf(jurisdiction).length, jurisdiction).toBeGreaterThan(0);
  });

  it('holds a member state to what the union says, beside its own', () => {
    const own = lawOf('ireland').length - packOf('ireland').figures.length;
    expect(own).toBe(packOf('eu').figures.length);
    expect(figuresOf('ireland')[0]).toMatchObject({ jurisdiction: 'eu', rule: 'daily-rest' });
  });

  it('is none without a jurisdiction, and an error for one that is not kept', () => {
    expect(lawOf(null)).toEqual([]);
    expect(() => lawOf('atlantis')).toThrow(/"atlantis" is not kept; there are eu, california/);
    expect(() => lawOf('toString')).toThrow('not kept');
  });

  it('is the same list whenever it is asked for', () => {
    expect(lawOf('france')).toBe(lawOf('france'));
  });
});

describe('a figure', () => {
  const figure = { rule: 'daily-rest', level: 'hard', params: { restMinutes: 660 } } as const;

  it.each([
    [{ ...figure, ...confirmed('read') }, 'hard'],
    [{ ...figure, ...secondary('read elsewhere') }, 'hard'],
    [{ ...figure, ...unconfirmed('believed') }, 'watch'],
  ] satisfies [LawFigure, string][])('of status $status is held as %s', (one, level) => {
    expect(levelOf(one)).toBe(level);
  });

  it('that nobody has looked up is nowhere more than watched', () => {
    expect(figures.some(({ status }) => status === 'unconfirmed')).toBe(true);
    for (const name of JURISDICTIONS)
      for (const [i, { status }] of figuresOf(name).entries())
        if (status === 'unconfirmed') expect(lawOf(name)[i]?.level).toBe('watch');
  });
});
