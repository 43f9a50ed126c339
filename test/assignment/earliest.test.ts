import { describe, expect, it } from 'vitest';
import { earliest } from '../../src/assignment/earliest.ts';
import { intersection, type Span } from '../../src/domain/time.ts';
import type { EnforcedRule } from '../../src/rules/enforced.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { enforced } from '../support/rules.ts';
import { at, span, timeline } from '../support/timeline.ts';

/** A rule that bars all work in these spans. */
function barring(spans: readonly Span[], more: Partial<Rule> = {}): EnforcedRule {
  const { countsFrom: _, ...known } = enforced('continuous-exposure').rule;
  const rule: Rule = {
    ...known,
    lookback: () => 0,
    check: ({ exposures }) =>
      exposures.flatMap((one) =>
        spans.flatMap((barred) => {
          const both = intersection(one, barred);
          return both ? [{ span: both, observed: 1, limit: 0 }] : [];
        }),
      ),
    explain: () => 'It is barred.',
    ...more,
  };
  return { ...enforced('continuous-exposure'), rule };
}

/** When a minute of work could begin that is asked for at 09:02. */
function begin(rules: readonly EnforcedRule[], until = '12:00', minutes = 1): string | null {
  const told = timeline('09:00 2-');
  const work = { severity: 3, categories: [], minutes } as const;
  const found = earliest(told, { start: at('09:02'), end: at(until) }, work, rules);
  return found === null ? null : new Date(found).toISOString().slice(11, 16);
}

describe('the earliest time for work', () => {
  it.each([
    ['is now where nothing bars it', [], '09:02'],
    ['is the minute at which nothing bars it any more', [span('09:00', '09:38')], '09:38'],
    ['is never before now', [span('09:02', '09:04')], '09:04'],
    [
      'is not a window between two looks',
      [span('09:00', '09:04'), span('09:05', '09:08')],
      '09:08',
    ],
    ['is never where it is barred to the end', [span('09:00', '12:00')], null],
  ])('%s', (_, spans, expected) => {
    expect(begin([barring(spans)])).toBe(expected);
  });

  it('leaves room for all of the work', () => {
    expect(begin([], '09:12', 10)).toBe('09:02');
    expect(begin([], '09:11', 10)).toBeNull();
    expect(begin([barring([span('09:00', '09:05')])], '09:15', 10)).toBe('09:05');
    expect(begin([barring([span('09:00', '09:05')])], '09:14', 10)).toBeNull();
  });

  it('asks all the rules at each', () => {
    const [first, second] = [barring([span('09:00', '09:30')]), barring([span('09:20', '10:00')])];
    expect(begin([first, second])).toBe('10:00');
    expect(begin([second, first])).toBe('10:00');
  });

  it('is not looked for where waiting does not help, be it the last to be asked', () => {
    const never = barring([span('09:00', '09:30')], { waitingHelps: false });
    expect(begin([never])).toBeNull();
    expect(begin([barring([span('09:00', '09:10')]), never])).toBeNull();
    expect(begin([never, barring([span('09:00', '09:10')])])).toBeNull();
  });
});
