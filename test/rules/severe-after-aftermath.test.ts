import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../src/domain/timeline.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { rule } from '../../src/rules/severe-after-aftermath.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

function agreed(clock: string, granted = true, to: Agreement['to'] = 'severe-after-aftermath') {
  return { at: at(clock), granted, to };
}

function told(story: string, ...agreements: Agreement[]) {
  return timeline(story, { facts: { agreements } });
}

describe('severe work afterwards', () => {
  it.each([
    [
      'is none for the rest of the shift',
      '09:00 [ 5@5 16:00 5@4 17:00 ]',
      ['06-10 16:00 to 16:05 (4)'],
    ],
    ['may be milder', '09:00 [ 5@5 16:00 5@3 17:00 ]', []],
    ['may come in the next shift', '09:00 [ 5@5 12:00 ] 13:00 [ 5@4 17:00 ]', []],
    [
      'is none for the rest of the day where there is no shift',
      '09:00 5@5 23:50 20@4',
      ['06-10 23:50 to 00:00 (4)'],
    ],
    [
      'is none in the rest of a night shift',
      '22:00 [ 5@5 04:00 5@4 06:00 ]',
      ['06-11 04:00 to 04:05 (4)'],
    ],
    ['may come at once when the item ends with the shift', '09:00 [ 5@5 ] 09:10 5@4', []],
    [
      'is none in the shift that begins when the item ends',
      '09:00 [ 5@5 ] [ 09:10 5@4 17:00 ]',
      ['06-10 09:10 to 09:15 (4)'],
    ],
    [
      'is none for the rest of the day where the shift is over',
      '08:00 [ 09:00 ] 10:00 5@5 12:00 5@4',
      ['06-10 12:00 to 12:05 (4)'],
    ],
    ['is not the item itself', '09:00 [ 60@5 17:00 ]', []],
    ['is not barred by S4', '09:00 [ 5@4 5@4 17:00 ]', []],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, told(story))).toEqual(expected);
  });

  it('may come after the shift at whose very start somebody flagged', () => {
    const flags = [{ at: at('09:00') }];
    expect(broken(rule, timeline('09:00 [ 17:00 ] 18:00 5@4', { facts: { flags } }))).toEqual([]);
    const early = [{ at: at('08:59') }];
    expect(
      broken(rule, timeline('09:00 [ 17:00 ] 18:00 5@4', { facts: { flags: early } })),
    ).toHaveLength(1);
  });

  it('is none for the rest of the day of the place where they are by then', () => {
    const zones = [
      { zone: 'UTC', from: 0 },
      { zone: 'Pacific/Auckland', from: at('09:05') },
    ];
    // In Auckland that day ends at noon, and the next at noon too.
    expect(broken(rule, timeline('09:00 5@5 11:00 5@4 13:00 5@4', { zones }))).toEqual([
      '06-10 11:00 to 11:05 (4)',
    ]);
  });

  const story = '09:00 [ 5@5 10:00 10@4 17:00 ]';

  it.each([
    ['may be agreed to afterwards', [agreed('09:30')], []],
    ['may be agreed to at the very instant', [agreed('09:05')], []],
    ['cannot be agreed to before', [agreed('09:04')], ['06-10 10:00 to 10:10 (4)']],
    ['may begin when it is agreed to', [agreed('10:04')], ['06-10 10:00 to 10:04 (4)']],
    [
      'ends when that is taken back',
      [agreed('09:30'), agreed('10:04', false)],
      ['06-10 10:04 to 10:10 (4)'],
    ],
    [
      'is not agreed to by agreeing to nights',
      [agreed('09:30', true, 'severe-at-night')],
      ['06-10 10:00 to 10:10 (4)'],
    ],
  ] as const)('%s', (_, agreements, expected) => {
    expect(broken(rule, told(story, ...agreements))).toEqual(expected);
  });

  it('must be agreed to anew the next time', () => {
    const twice = '09:00 [ 5@5 10:00 5@5 11:00 5@4 17:00 ]';
    expect(broken(rule, told(twice, agreed('09:30')))).toEqual(['06-10 11:00 to 11:05 (4)']);
  });

  it('is barred by a flag, and by what was two levels worse than announced', () => {
    const flags = { facts: { flags: [{ at: at('10:05') }] } };
    expect(broken(rule, timeline('09:00 [ 10:00 10@4 17:00 ]', flags))).toEqual([
      '06-10 10:05 to 10:10 (4)',
    ]);
    const also = [exposure(at('09:30'), 5, 3, { announced: 1, assignment: 9n })];
    expect(broken(rule, timeline('09:00 [ 10:00 10@4 17:00 ]', { also }))).toEqual([
      '06-10 10:00 to 10:10 (4)',
    ]);
  });

  it('is barred to the end of the day that it was where it happened', () => {
    const zones = [
      { zone: 'Europe/Berlin', from: 0 },
      { zone: 'Asia/Tokyo', from: at('12:00') },
    ];
    expect(broken(rule, timeline('11:00 5@5 21:50 20@4', { zones }))).toEqual([
      '06-10 21:50 to 22:00 (4)',
    ]);
  });

  it('follows its numbers and explains itself', () => {
    const numbers = { fromSeverity: 2, afterSeverity: 3, levelsWorse: 3 };
    const other = timeline('09:00 [ 5@3 5@2 5@1 17:00 ]');
    expect(broken(rule, other, numbers)).toEqual(['06-10 09:05 to 09:10 (2)']);
    const [breach] = rule.check(other, { ...defaultsOf(rule), ...numbers });
    expect(breach && rule.explain(breach, numbers)).toBe(
      'Content of S2 later in the same shift, without having agreed to it since, where S1 is the most.',
    );
  });
});
