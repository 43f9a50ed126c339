import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/quiet-time.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

describe('quiet time', () => {
  it.each([
    ['lasts fifteen minutes after S5', '09:00 5@5 15- 5@0', []],
    ['is broken a minute before', '09:00 5@5 14- 5@0', ['06-10 09:19 to 09:20 (14)']],
    [
      'is broken by two S5 items one after the other',
      '09:00 5@5 5@5',
      ['06-10 09:05 to 09:10 (0)'],
    ],
    ['does not cut the item itself short', '09:00 60@5', []],
    ['is not asked for after S4', '09:00 5@4 5@4', []],
    [
      'is broken by each of several',
      '09:00 5@5 5@1 5@1 10@1',
      ['06-10 09:05 to 09:10 (0)', '06-10 09:10 to 09:15 (5)', '06-10 09:15 to 09:20 (10)'],
    ],
    [
      'starts anew after another',
      '09:00 5@5 10- 5@5 10- 5@1',
      ['06-10 09:15 to 09:20 (10)', '06-10 09:30 to 09:35 (10)'],
    ],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('follows a flag, even in the middle of an item', () => {
    const flagged = (clock: string) => ({ facts: { flags: [{ at: at(clock) }] } });
    expect(broken(rule, timeline('09:00 5@1', flagged('08:50')))).toEqual([
      '06-10 09:00 to 09:05 (10)',
    ]);
    expect(broken(rule, timeline('09:00 5@1', flagged('08:45')))).toEqual([]);
    expect(broken(rule, timeline('09:00 30@1', flagged('09:05')))).toEqual([
      '06-10 09:05 to 09:20 (0)',
    ]);
  });

  it('follows an item that was two levels worse than announced, and no milder surprise', () => {
    const surprised = (announced: 0 | 1 | 2 | 3) =>
      broken(
        rule,
        timeline('09:05 5@0', {
          also: [exposure(at('09:00'), 5, 3, { announced, assignment: 9n })],
        }),
      );
    expect(surprised(1)).toEqual(['06-10 09:05 to 09:10 (0)']);
    expect(surprised(0)).toHaveLength(1);
    expect(surprised(2)).toEqual([]);
    expect(surprised(3)).toEqual([]);
  });

  it('begins when the item is over, where it was watched on', () => {
    const more = (assignment: bigint | null) => [
      exposure(at('09:00'), 5, 5, { assignment: 7n }),
      exposure(at('09:05'), 5, 5, { assignment }),
    ];
    expect(broken(rule, timeline('09:15 5@1', { also: more(7n) }))).toEqual([
      '06-10 09:15 to 09:20 (5)',
    ]);
    expect(broken(rule, timeline('', { also: more(null) }))).toEqual(['06-10 09:05 to 09:10 (0)']);
  });

  it('begins when the first of two at a time is over', () => {
    const also = [exposure(at('09:00'), 5, 5, { assignment: 9n })];
    expect(broken(rule, timeline('09:00 10@1', { also }))).toEqual(['06-10 09:05 to 09:10 (0)']);
  });

  it('follows its numbers and explains itself', () => {
    const numbers = { quietMinutes: 5, afterSeverity: 4, levelsWorse: 1 };
    const told = timeline('09:00 5@4 2- 10@1');
    expect(broken(rule, told, numbers)).toEqual(['06-10 09:07 to 09:10 (2)']);
    const [breach] = rule.check(told, { ...defaultsOf(rule), ...numbers });
    expect(breach && rule.explain(breach, numbers)).toBe(
      '2 minutes of quiet after the worst content, an unexpected item or a flag, where 5 are the least.',
    );
  });
});
