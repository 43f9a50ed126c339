import { describe, expect, it } from 'vitest';
import type { Category } from '../../src/domain/category.ts';
import type { Clearance } from '../../src/domain/timeline.ts';
import { rule } from '../../src/rules/category-clearance.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { broken } from '../support/broken.ts';
import { at, timeline } from '../support/timeline.ts';

function decided(clock: string, granted: boolean, category: Category = 'CSAM'): Clearance {
  return { at: at(clock), category, granted };
}

function story(words: string, ...clearances: Clearance[]) {
  return broken(rule, timeline(words, { facts: { clearances } }));
}

describe('clearance', () => {
  it('is needed for child sexual abuse material, and for nothing else', () => {
    expect(story('09:00 5@5:CSAM')).toEqual(['06-10 09:00 to 09:05 (5)']);
    expect(story('09:00 5@5:CHILD_GROOMING 5@4:GRAPHIC_VIOLENCE')).toEqual([]);
    expect(story('09:00 5@5:CSAM', decided('08:00', true))).toEqual([]);
  });

  it('is needed for S1 and above', () => {
    expect(story('09:00 5@0:CSAM 5@1:CSAM')).toEqual(['06-10 09:05 to 09:10 (1)']);
  });

  it('counts from the instant at which it is given to that at which it is withdrawn', () => {
    expect(story('09:00 9@5:CSAM', decided('09:02', true), decided('09:06', false))).toEqual([
      '06-10 09:00 to 09:02 (5)',
      '06-10 09:06 to 09:09 (5)',
    ]);
    expect(story('09:00 5@5:CSAM', decided('09:00', true), decided('09:05', false))).toEqual([]);
  });

  it('is needed where it is one of several categories', () => {
    expect(story('09:00 5@4:LOW_HARM+CSAM')).toEqual(['06-10 09:00 to 09:05 (4)']);
  });

  it('for one category is enough beside another that needs none', () => {
    expect(story('09:00 5@5:CSAM+LOW_HARM', decided('08:00', true))).toEqual([]);
  });

  it('is not needed for what lasted no time', () => {
    expect(story('09:00 0@5:CSAM')).toEqual([]);
  });

  it('for another category does not help', () => {
    expect(story('09:00 5@5:CSAM', decided('08:00', true, 'CHILD_GROOMING'))).toHaveLength(1);
  });

  it('follows its numbers and explains itself', () => {
    const told = timeline('09:00 5@3:CSAM');
    expect(broken(rule, told, { fromSeverity: 4 })).toEqual([]);
    const [breach] = rule.check(told, defaultsOf(rule));
    expect(breach && rule.explain(breach, defaultsOf(rule))).toBe(
      'Content of S3 of a category that needs clearance, without it, where S0 is the most.',
    );
  });
});
