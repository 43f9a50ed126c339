import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../src/domain/timeline.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { rule } from '../../src/rules/severe-at-night.ts';
import { broken } from '../support/broken.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

function said(clock: string, granted: boolean, to: Agreement['to'] = 'severe-at-night'): Agreement {
  return { at: at(clock), granted, to };
}

describe('severe work at night', () => {
  it.each([
    ['does not begin before 23:00', '22:50 20@4', ['06-10 23:00 to 23:10 (4)']],
    ['ends at 06:00', '05:50 20@5', ['06-10 05:50 to 06:00 (5)']],
    ['is no milder work', '23:00 60@3', []],
    ['is no work by day', '06:00 600@5', []],
    ['goes on over midnight', '23:55 10@4', ['06-10 23:55 to 00:05 (4)']],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story))).toEqual(expected);
  });

  it('may be agreed to, from then on', () => {
    const told = (...agreements: Agreement[]) =>
      broken(rule, timeline('23:00 10@4', { facts: { agreements } }));
    expect(told(said('08:00', true))).toEqual([]);
    expect(told(said('23:00', true))).toEqual([]);
    expect(told(said('23:04', true))).toEqual(['06-10 23:00 to 23:04 (4)']);
    expect(told(said('08:00', true), said('23:06', false))).toEqual(['06-10 23:06 to 23:10 (4)']);
    expect(told(said('08:00', true, 'severe-after-aftermath'))).toHaveLength(1);
  });

  it('is told by the worst of what overlaps', () => {
    const also = [exposure(at('23:05'), 5, 5)];
    expect(broken(rule, timeline('23:00 10@2', { also }))).toEqual(['06-10 23:05 to 23:10 (5)']);
  });

  it('follows the wall clock of where somebody is', () => {
    const zones = [
      { zone: 'Asia/Tokyo', from: 0 },
      { zone: 'Europe/Berlin', from: at('15:00') },
    ];
    expect(broken(rule, timeline('13:50 100@4 21:30 40@4', { zones }))).toEqual([
      '06-10 14:00 to 15:00 (4)',
      '06-10 21:30 to 22:10 (4)',
    ]);
  });

  it('is the longer night where the clock says a time twice', () => {
    const berlin = { zone: 'Europe/Berlin', date: '2026-10-25' };
    const until = { nightUntil: 150 };
    expect(broken(rule, timeline('02:00 120@4', berlin), until)).toEqual([
      '10-25 00:00 to 01:30 (4)',
    ]);
  });

  it('follows its numbers', () => {
    const numbers = { fromSeverity: 3, nightFrom: 20 * 60, nightUntil: 5 * 60 };
    expect(broken(rule, timeline('04:55 10@3 19:55 10@3 10@2'), numbers)).toEqual([
      '06-10 04:55 to 05:00 (3)',
      '06-10 20:00 to 20:05 (3)',
    ]);
  });

  it('explains itself', () => {
    const [breach] = rule.check(timeline('23:00 10@4'), defaultsOf(rule));
    expect(breach && rule.explain(breach, defaultsOf(rule))).toBe(
      'Content of S4 at night without having agreed to that, where S3 is the most.',
    );
  });
});
