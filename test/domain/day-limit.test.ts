import { describe, expect, it } from 'vitest';
import {
  disjoint,
  excessMinutes,
  excessOverDays,
  excessPerDay,
  LONGEST_WINDOW,
  longestWindow,
} from '../../src/domain/day-limit.ts';
import { figure } from '../../src/domain/figure.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { since } from '../support/altered.ts';
import { at, type Circumstances, span, timeline } from '../support/timeline.ts';

/** A limit of 60 minutes of S1 and above; a minute of S2 counts double. */
function excess(story: string, circumstances?: Circumstances) {
  return excessPerDay(timeline(story, circumstances), 60, (severity) => severity);
}

describe('a limit per day and per shift', () => {
  it('is not passed by exactly the limit', () => {
    expect(excess('09:00 30@1 10- 15@2')).toEqual([]);
  });

  it('is passed at the very instant at which it is used up', () => {
    expect(excess('09:00 40@1 20@2')).toEqual([{ span: span('09:50', '10:00'), observed: 80 }]);
  });

  it('has one excess for each exposure after it was passed', () => {
    expect(excess('09:00 70@1 10- 10@2')).toEqual([
      { span: span('10:00', '10:10'), observed: 70 },
      { span: span('10:20', '10:30'), observed: 90 },
    ]);
  });

  it('says once what passes it in a day and in a shift', () => {
    expect(excess('09:00 [ 70@1 ]')).toEqual([{ span: span('10:00', '10:10'), observed: 70 }]);
  });

  it('says first what was passed first, in a shift or in a day', () => {
    const story = '23:20 [ 40@1 40@1 ] 01:00 50@1';
    expect(excess(story)).toEqual([
      { span: span('2026-06-11T00:20', '2026-06-11T00:40'), observed: 80 },
      { span: span('2026-06-11T01:20', '2026-06-11T01:50'), observed: 90 },
    ]);
  });

  it('starts anew on the next day and in the next shift', () => {
    expect(excess('22:30 [ 40@1 ] 23:30 [ 20@1 ] 00:00 [ 40@1 ]')).toEqual([]);
  });

  it('counts what does not count as nothing', () => {
    expect(excess('09:00 600@0 60@1')).toEqual([]);
  });
});

describe('a limit that is asked about from an instant on', () => {
  const story = '09:00 50@1 [ 20@1 10- 20@2 ] 23:50 20@1';
  const from = (clock: string) =>
    excessPerDay(timeline(story), 60, (severity) => severity, at(clock));
  const all = excess(story);

  it('says the same of what ends after it', () => {
    for (const clock of ['09:00', '10:05', '10:10', '10:30', '10:39', '10:40', '23:55']) {
      const later = all.filter(({ span: { end } }) => end > at(clock));
      expect([clock, from(clock).filter(({ span: { end } }) => end > at(clock))]).toEqual([
        clock,
        later,
      ]);
    }
    expect(all.map(({ observed }) => observed)).toEqual([70, 110, 120]);
  });

  it('leaves out what is surely over', () => {
    expect(from('2026-06-11T00:00')).toEqual([]);
    expect(from('2026-06-12T00:00')).toEqual([]);
    expect(from('10:45').map(({ span: { start } }) => start)).toEqual([at('23:50')]);
  });
});

describe('a limit of minutes', () => {
  const spans = [span('09:00', '09:40'), span('10:00', '10:40'), span('11:00', '11:10')];
  const window = (from: string, to: string, judged = from) => ({
    ...span(from, to),
    judgedFrom: at(judged),
  });

  it('is counted in each window, and judged from where that is', () => {
    const found = (judged: string) =>
      excessMinutes(spans, 60, () => [window('09:10', '11:05', judged)]);
    expect(found('09:10')).toEqual([
      { span: span('10:30', '10:40'), observed: 70 },
      { span: span('11:00', '11:05'), observed: 75 },
    ]);
    expect(found('10:35')[0]).toEqual({ span: span('10:35', '10:40'), observed: 70 });
    expect(found('11:01')).toEqual([{ span: span('11:01', '11:05'), observed: 75 }]);
  });

  it('is asked for windows from the first to the last that count', () => {
    const asked: unknown[] = [];
    const windowsOf = (one: unknown) => {
      asked.push(one);
      return [];
    };
    excessMinutes(spans, 60, windowsOf);
    excessMinutes(spans, 60, windowsOf, at('10:00'));
    excessMinutes(spans, 60, windowsOf, at('11:10'));
    excessMinutes([], 60, windowsOf);
    expect(asked).toEqual([span('09:00', '11:10'), span('10:00', '11:10')]);
  });

  it('says what several windows find once, and first what comes first', () => {
    const one = (from: string, to: string, observed: number) => ({
      span: span(from, to),
      observed,
    });
    expect(
      disjoint([one('10:00', '10:30', 1), one('09:00', '10:10', 2), one('09:30', '10:00', 3)]),
    ).toEqual([one('09:00', '10:10', 2), one('10:10', '10:30', 1)]);
  });
});

describe('a limit over some days', () => {
  it('counts from the midnight that they begin with, in whatever lay across it', () => {
    const told = timeline('2026-06-09T23:40 30@1 2026-06-11T09:00 60@1');
    expect(excessOverDays(told, 60, (severity) => severity, 2)).toEqual([
      { span: span('2026-06-11T09:50', '2026-06-11T10:00'), observed: 70 },
    ]);
  });
});

describe('a figure', () => {
  it.each([
    [240.0001, 240, '240.1'],
    [659.99, 660, '659.9'],
    [250, 240, '250'],
    [7.25, 7.25, '7.2'],
    [100.30000000000001, 100, '100.3'],
  ])('%d against %d reads %s', (observed, limit, expected) => {
    expect(figure(observed, limit)).toBe(expected);
  });
});

describe('the longest window', () => {
  it.each([
    [1, 50 * 60],
    [7, 200 * 60],
  ])('of %d days has 25 hours for each, and as many for a move', (days, minutes) => {
    expect(longestWindow(days)).toBe(minutes);
  });

  it('lets what was seen first in it decide at its end, and is known by its lookback', () => {
    // The 10th in Pago Pago and the 11th on Kiritimati share half an hour: together they are 47 h.
    const zones = [
      { zone: 'Pacific/Pago_Pago', from: 0 },
      { zone: 'Pacific/Kiritimati', from: at('2026-06-10T10:30') },
    ];
    const story = '2026-06-09T11:00 60@1 2026-06-11T09:50 10@1';
    const told = timeline(story, { zones });
    const last = { span: span('2026-06-11T09:50', '2026-06-11T10:00'), observed: 70 };
    const loaded = since(told, last.span.start - LONGEST_WINDOW * MINUTE);
    expect(excessPerDay(told, 60, (severity) => severity)).toEqual([last]);
    expect(excessPerDay(loaded, 60, (severity) => severity)).toEqual([last]);
    const tooLittle = since(told, last.span.start - 24 * 60 * MINUTE);
    expect(excessPerDay(tooLittle, 60, (severity) => severity)).toEqual([]);
  });
});
