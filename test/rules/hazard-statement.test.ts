import { describe, expect, it } from 'vitest';
import type { Consent, Statement } from '../../src/domain/timeline.ts';
import { rule } from '../../src/rules/hazard-statement.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { broken } from '../support/broken.ts';
import { at, timeline } from '../support/timeline.ts';

const first: Statement = { version: 1, at: at('2026-05-01T00:00') };
const second: Statement = { version: 2, at: at('2026-06-03T09:02') };

function agreed(wall: string, statement?: number, granted = true): Consent {
  const said = { category: 'CSAM', granted, at: at(wall) } as const;
  return statement === undefined ? said : { ...said, statement };
}

function told(statements: readonly Statement[], ...consents: readonly Consent[]) {
  return timeline('09:00 5@5:CSAM', { consents, facts: { statements } });
}

describe('the hazard statement', () => {
  const all = ['06-10 09:00 to 09:05 (5)'];
  const read = agreed('2026-05-02T09:00', 1);
  const again = agreed('2026-06-04T09:00', 2);

  it.each([
    ['asks nothing before one is published', [], [agreed('08:00')], []],
    ['is asked of who agreed without it', [first], [agreed('08:00')], all],
    ['is asked of who never agreed', [first], [], all],
    [
      'is asked of who took back what they agreed to',
      [first],
      [read, agreed('08:00', 1, false)],
      all,
    ],
    ['lets through who read it', [first], [read], []],
    [
      'asks again seven days after a new version',
      [first, second],
      [read],
      ['06-10 09:02 to 09:05 (5)'],
    ],
    ['lets through who read the new version', [first, second], [read, again], []],
    [
      'asks who agreed once more without reading the new version',
      [first, second],
      [again, agreed('08:00', 1)],
      ['06-10 09:02 to 09:05 (5)'],
    ],
    [
      'counts as read from the instant at which it was agreed to',
      [first],
      [agreed('09:03', 1)],
      ['06-10 09:00 to 09:03 (5)'],
    ],
  ] as const)('%s', (_, statements, consents, expected) => {
    expect(broken(rule, told(statements, ...consents))).toEqual(expected);
  });

  it('is asked of each of several categories, and from S4 on', () => {
    const circumstances = { consents: [read], facts: { statements: [first] } };
    expect(broken(rule, timeline('09:00 5@4:CSAM+TERRORISM_EXTREMISM', circumstances))).toEqual([
      '06-10 09:00 to 09:05 (4)',
    ]);
    expect(broken(rule, timeline('09:00 5@3:HATE_INCITEMENT', circumstances))).toEqual([]);
  });

  it('follows its numbers', () => {
    const numbers = { graceDays: 6, fromSeverity: 5 };
    expect(broken(rule, told([first, second], read), numbers)).toEqual(all);
    const statements = { facts: { statements: [first] } };
    expect(broken(rule, timeline('09:00 5@4', statements), numbers)).toEqual([]);
  });

  it('explains itself', () => {
    const [breach] = rule.check(told([first]), defaultsOf(rule));
    expect(breach && rule.explain(breach, defaultsOf(rule))).toBe(
      'Content of S5 without having read the hazard statement that is in force, where S3 is the most.',
    );
  });
});
