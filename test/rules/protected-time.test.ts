import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/protected-time.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, span, timeline } from '../support/timeline.ts';

const hour = { kind: 'protected', ...span('10:00', '11:00') } as const;

function told(story: string) {
  return timeline(story, { facts: { blocks: [hour] } });
}

describe('protected time', () => {
  it.each([
    ['has no work in it', '09:30 30@5 11:00 5@5', []],
    ['has not even harmless work in it', '10:10 5@0', ['06-10 10:10 to 10:15 (5)']],
    ['cuts off what runs into it', '09:50 15@3', ['06-10 10:00 to 10:05 (5)']],
    ['is over at its end', '10:50 15@3', ['06-10 10:50 to 11:00 (10)']],
    ['adds up', '10:00 5@1 5- 5@1', ['06-10 10:00 to 10:05 (5)', '06-10 10:10 to 10:15 (10)']],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, told(story))).toEqual(expected);
  });

  it('counts what overlaps once', () => {
    const also = [exposure(at('10:00'), 5, 4)];
    const twice = timeline('10:00 5@1', { also, facts: { blocks: [hour] } });
    expect(broken(rule, twice)).toEqual(['06-10 10:00 to 10:05 (5)']);
  });

  it('follows its numbers and explains itself', () => {
    expect(broken(rule, told('10:00 5@1'), { limitMinutes: 3 })).toEqual([
      '06-10 10:03 to 10:05 (5)',
    ]);
    const [breach] = rule.check(told('10:00 5@1'), defaultsOf(rule));
    expect(breach && rule.explain(breach, defaultsOf(rule))).toBe(
      '5 minutes of content in protected time, where 0 are the most.',
    );
  });
});
