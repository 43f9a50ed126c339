import { describe, expect, it } from 'vitest';
import { ceilingsOf, strictestOf } from '../../src/audit/ceilings.ts';
import { rollUp } from '../../src/audit/rollup.ts';
import { datedDays } from '../../src/domain/dated-days.ts';
import type { DueBreak } from '../../src/domain/rolled-day.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { enforce } from '../../src/rules/enforced.ts';
import { rulebook } from '../../src/rules/index.ts';
import { at, exposure, span, timeline } from '../support/timeline.ts';

const DAY = [span('00:00', '2026-06-11T00:00')];
const hard = (rule: string, params = {}) => enforce(rulebook, [{ rule, level: 'hard', params }]);
const CEILINGS = ceilingsOf([...hard('graphic-minutes-per-day'), ...hard('daily-dose')]);
const rolled = (story: string, more = {}) => rollUp(timeline(story, more), DAY, [], CEILINGS);

describe('the minutes of a day', () => {
  it('are told by severity, and of an item of two categories for each, but once in all', () => {
    const day = rolled('09:00 30@4:GRAPHIC_VIOLENCE+CSAM 20- 10@2:LOW_HARM');
    expect(day.minutes).toEqual([0, 0, 10, 0, 30, 0]);
    expect(day.byCategory).toEqual([
      { category: 'CSAM', severity: 4, minutes: 30 },
      { category: 'GRAPHIC_VIOLENCE', severity: 4, minutes: 30 },
      { category: 'LOW_HARM', severity: 2, minutes: 10 },
    ]);
  });

  it('that overlap count once, at their worst, and in each category at its own', () => {
    const also = [exposure(at('09:10'), 10, 5, { categories: ['CSAM'] })];
    const day = rolled('09:00 30@2:LOW_HARM', { also });
    expect(day.minutes).toEqual([0, 0, 20, 0, 0, 10]);
    expect(day.byCategory).toEqual([
      { category: 'CSAM', severity: 5, minutes: 10 },
      { category: 'LOW_HARM', severity: 2, minutes: 30 },
    ]);
    expect(day.sawWorst).toBe(true);
  });

  it('end at midnight', () => {
    expect(rolled('23:50 30@3').minutes).toEqual([0, 0, 0, 10, 0, 0]);
    expect(rolled('2026-06-09T23:50 30@3').minutes).toEqual([0, 0, 0, 20, 0, 0]);
  });

  it('of a day without content are none, and no run and no dose', () => {
    expect(rolled('2026-06-09T09:00 30@5 10-')).toEqual({
      minutes: [0, 0, 0, 0, 0, 0],
      byCategory: [],
      dosePercent: 0,
      longestRunMinutes: 0,
      lastSevereAt: null,
      sawWorst: false,
      breaks: { due: 0, taken: 0, deferred: 0, missed: 0 },
      capHits: 0,
      nearMisses: 0,
    });
  });
});

describe('the dose of a day', () => {
  it.each([
    ['09:00 600@0', 0],
    ['09:00 240@1', 50],
    ['09:00 36@2 20- 30@3 20- 24@4 20- 12@5', 40],
  ])('of %s is %d %%', (story, percent) => {
    expect(rolled(story).dosePercent).toBeCloseTo(percent, 9);
  });
});

describe('the longest run', () => {
  it.each([
    ['goes on through less than ten minutes away', '09:00 20@1 9- 20@0', 49],
    ['ends with ten minutes away', '09:00 20@1 10- 25@0', 25],
    ['goes on through silence, which is no rest', '09:00 20@1 30? 5@0', 55],
    ['does not end in silence that nothing follows', '09:00 20@1 300?', 20],
    ['that came over midnight is told whole', '2026-06-09T23:30 60@1', 60],
    ['that goes on over midnight is told up to it', '23:30 60@1', 30],
    ['of the day before is not told', '2026-06-09T09:00 90@1', 0],
  ])('%s', (_, story, minutes) => {
    expect(rolled(story).longestRunMinutes).toBe(minutes);
  });

  it('is told from at most a day before its day', () => {
    expect(rolled('2026-06-08T00:00 3000@0').longestRunMinutes).toBe((24 + 2) * 60);
  });
});

describe('what was severe', () => {
  it('is told by its last instant in the day', () => {
    const day = rolled('09:00 10@4 10- 10@5 10- 10@3');
    expect([day.lastSevereAt, day.sawWorst]).toEqual([at('09:30'), true]);
    expect(rolled('09:00 10@4').sawWorst).toBe(false);
    expect(rolled('09:00 600@3').lastSevereAt).toBeNull();
  });
});

describe('a ceiling', () => {
  it.each([
    ['just under 80 % of both', '09:00 191@3', [0, 0]],
    ['exactly 80 % of the graphic minutes', '09:00 192@3', [0, 1]],
    ['exactly 80 % of the dose, of graphic minutes less', '09:00 96@5', [0, 1]],
    ['all of the graphic minutes and 80 % of the dose', '09:00 240@3', [1, 1]],
    ['all of both', '09:00 240@4', [2, 0]],
    ['more than all of both', '09:00 300@5', [2, 0]],
    ['nothing that counts', '09:00 600@0', [0, 0]],
  ])('with %s counts so', (_, story, [hits, near]) => {
    const day = rolled(story);
    expect([day.capHits, day.nearMisses]).toEqual([hits, near]);
  });

  it('is the strictest in force that day, and only hard ones count', () => {
    const both = ceilingsOf([
      ...hard('graphic-minutes-per-day'),
      ...hard('graphic-minutes-per-day', { limitMinutes: 60 }),
    ]);
    expect(strictestOf(both).map(({ limit }) => limit)).toEqual([60]);
    expect(strictestOf(both.toReversed()).map(({ limit }) => limit)).toEqual([60]);
    expect(ceilingsOf(hard('daily-dose')).map(({ rule }) => rule)).toEqual(['daily-dose']);
    const soft = enforce(rulebook, [{ rule: 'daily-dose', level: 'soft', params: {} }]);
    expect(ceilingsOf([...soft, ...hard('weekly-dose')])).toEqual([]);
    const [refused] = hard('daily-dose').map((one) => ({ ...one, refused: new Error('no') }));
    expect(ceilingsOf(refused ? [refused] : [])).toEqual([]);
  });

  it('of nothing is hit by anything, and not by nothing', () => {
    const none = ceilingsOf(hard('graphic-minutes-per-day', { limitMinutes: 0 }));
    expect(rollUp(timeline('09:00 1@3'), DAY, [], none).capHits).toBe(1);
    expect(rollUp(timeline('09:00 60@2'), DAY, [], none).capHits).toBe(0);
  });
});

describe('the last severe content of a day', () => {
  it.each([
    ['S4 is severe', '09:00 10@4', '09:10'],
    ['S3 is not', '09:00 10@3', null],
    ['the last of several counts', '09:00 10@4 10@5 10- 10@4 10@1', '09:40'],
  ])('%s', (_, story, expected) => {
    expect(rolled(story).lastSevereAt).toBe(expected === null ? null : at(expected));
  });
});

describe('breaks that fell due', () => {
  const due = (
    dueAt: string,
    startedAt: string | null,
    { deferred = false, missed = false } = {},
  ): DueBreak => ({
    dueAt: at(dueAt),
    startedAt: startedAt === null ? null : at(startedAt),
    deferred,
    missed,
  });
  it.each([
    ['taken at once', due('10:00', '10:00'), [1, 1, 0, 0]],
    ['rested before anybody said so', due('10:00', '09:55'), [1, 1, 0, 0]],
    ['taken later because nobody said anything', due('10:00', '10:30'), [1, 1, 0, 0]],
    ['put off and taken', due('10:00', '10:11', { deferred: true }), [1, 1, 1, 0]],
    ['put off and missed', due('10:00', null, { deferred: true, missed: true }), [1, 0, 1, 1]],
    ['never taken', due('10:00', null, { missed: true }), [1, 0, 0, 1]],
    ['not taken yet', due('10:00', null), [1, 0, 0, 0]],
    ['due the day before', due('2026-06-09T23:59', '10:00'), [0, 0, 0, 0]],
    ['due the day after', due('2026-06-11T00:00', null), [0, 0, 0, 0]],
  ])('and were %s', (_, one, [fell, taken, deferred, missed]) => {
    const twice = [...DAY, span('2026-06-12T00:00', '2026-06-12T01:00')];
    expect(rollUp(timeline(''), twice, [one], []).breaks.due).toBe(fell);
    expect(rollUp(timeline(''), DAY, [one], []).breaks).toEqual({
      due: fell,
      taken,
      deferred,
      missed,
    });
  });
});

describe('a day of a zone', () => {
  it.each([
    ['23 hours', '2027-03-28', 23],
    ['25 hours', '2026-10-25', 25],
  ])('of %s has all of its hours', (_, date, hours) => {
    const zone = 'Europe/Berlin';
    const start = at(`${date}T00:00`, zone);
    const [day, ...rest] = datedDays([{ zone, from: 0 }], {
      start: start + HOUR,
      end: start + 2 * HOUR,
    });
    expect(rest).toEqual([]);
    expect(day).toEqual({ date, spans: [{ start, end: start + hours * HOUR }] });
    const all = [exposure(start - HOUR, (hours + 2) * 60, 1)];
    const seen = rollUp(timeline('', { also: all, zone }), day?.spans ?? [], [], []);
    expect(seen.minutes[1]).toBe(hours * 60);
  });

  it('moved west of comes again on the same date, and each instant has one', () => {
    const [from, move] = [at('2026-06-11T00:00', 'Asia/Singapore'), at('2026-06-10T20:00')];
    const zones = [
      { zone: 'Asia/Singapore', from: 0 },
      { zone: 'America/New_York', from: move },
    ];
    const days = datedDays(zones, { start: from - HOUR, end: move + 24 * HOUR });
    expect(days.map(({ date }) => date)).toEqual(['2026-06-10', '2026-06-11']);
    expect(days[0]?.spans).toEqual([
      { start: from - 24 * HOUR, end: from },
      { start: move, end: at('2026-06-11T00:00', 'America/New_York') },
    ]);
    const spans = days.flatMap((day) => day.spans).toSorted((a, b) => a.start - b.start);
    for (const [i, one] of spans.entries()) if (i > 0) expect(one.start).toBe(spans[i - 1]?.end);
  });

  it('starts before the first zone does, and nowhere has none', () => {
    const zones = [{ zone: 'UTC', from: at('12:00') }];
    const [day] = datedDays(zones, { start: at('13:00'), end: at('13:00') + MINUTE });
    expect(day?.spans[0]?.start).toBe(at('00:00'));
    expect(datedDays([], DAY[0] ?? { start: 0, end: 1 })).toEqual([]);
  });
});
