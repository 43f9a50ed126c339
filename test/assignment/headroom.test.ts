import { describe, expect, it } from 'vitest';
import { headroom, limitAt } from '../../src/assignment/headroom.ts';
import type { Category, Severity } from '../../src/domain/category.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { enforced, fiveRules } from '../support/rules.ts';
import { AGREED, at, exposure, span, timeline } from '../support/timeline.ts';

const categories: readonly Category[] = ['GRAPHIC_VIOLENCE'];
const graphic = enforced('graphic-minutes-per-day', { limitMinutes: 60 });
const rest = enforced('daily-rest');

function until(end: string, start: string, severity: Severity = 4) {
  return { start: at(start), end: at(end), severity, categories };
}

describe('limitAt', () => {
  it.each([
    ['the end of the proposal when no limit is near', '09:00 10@4 10-', '09:20', '10:00', '10:00'],
    ['the instant at which the day is full', '09:00 40@4 20-', '10:00', '11:00', '10:20'],
    ['the start when the day is full already', '09:00 60@4 20-', '10:20', '11:00', '10:20'],
    ['the start when it is over', '09:00 70@4 20-', '10:30', '11:00', '10:30'],
  ])('is %s', (_, story, start, end, expected) => {
    expect(limitAt(timeline(story), until(end, start), [graphic])).toBe(at(expected));
  });

  it('is the first of several limits', () => {
    const now = timeline('09:00 30@4 10-');
    expect(limitAt(now, until('11:00', '09:40'), fiveRules)).toBe(at('10:30'));
    const stricter = enforced('graphic-minutes-per-day', { limitMinutes: 40 });
    expect(limitAt(now, until('11:00', '09:40'), [...fiveRules, stricter])).toBe(at('09:50'));
    expect(limitAt(now, until('11:00', '09:40'), [stricter, ...fiveRules])).toBe(at('09:50'));
  });

  it('counts each day for itself, but does not jump over a limit to the next', () => {
    const proposal = until('2026-06-11T00:30', '23:50');
    expect(limitAt(timeline('22:00 50@4 60-'), proposal, [graphic])).toBe(at('2026-06-11T00:30'));
    expect(limitAt(timeline('22:00 55@4 55-'), proposal, [graphic])).toBe(at('23:55'));
  });

  it('is the start where consent is missing', () => {
    const now = timeline('09:00 1-', { consents: [] });
    expect(limitAt(now, until('10:00', '09:01'), fiveRules)).toBe(at('09:01'));
    expect(limitAt(now, until('09:30', '09:01', 3), fiveRules)).toBe(at('09:30'));
  });

  it('is asked again about the worst, while a rule that is the same for all work is overridden', () => {
    const told = timeline('', { knownUntil: at('09:00') });
    const open = { ...enforced('hours-a-day', { limitMinutes: 60 }), open: span('09:00', '12:00') };
    const asked = (severity: Severity) => limitAt(told, until('11:00', '09:00', severity), [open]);
    expect([asked(1), asked(5), asked(1)]).toEqual([at('11:00'), at('10:00'), at('11:00')]);
  });

  it('is the start where it cannot be told', () => {
    const now = timeline('09:00 1-', { knownFrom: at('08:59') });
    expect(limitAt(now, until('10:00', '09:01'), [graphic])).toBe(at('09:01'));
  });

  it('is the start of an empty proposal', () => {
    expect(limitAt(timeline('09:00 1-'), until('09:01', '09:01'), fiveRules)).toBe(at('09:01'));
  });

  it.each([
    ['cuts late work to leave the rest before the next shift', 'T07:00', '20:00'],
    ['lets it run when the next shift is later', 'T10:00', '22:30'],
    ['refuses it when the rest has begun', 'T06:00', '19:30'],
  ])('%s', (_, next, expected) => {
    const now = timeline(`[ 09:00 8- 17:00 ] 2026-06-11${next} [ 60- 60- ]`);
    const live = { ...now, knownUntil: at('19:30') };
    // A day of 24 hours before the next shift holds no other piece of rest that is long enough.
    const busy = { ...live, exposures: [exposure(at('12:00'), 1, 0)] };
    expect(limitAt(busy, until('22:30', '19:30', 0), [rest])).toBe(at(expected));
  });

  it('is asked of other rules, and of others again, at the same time', () => {
    const now = timeline('09:00 60@1');
    const proposal = until('18:00', '10:00', 1);
    const [ten, eight] = [10, 8].map((hours) =>
      enforced('hours-a-day', { limitMinutes: hours * 60 }),
    );
    if (!ten || !eight) throw new Error('there are two');
    for (const rules of [[ten], [eight], [ten, eight], [ten]])
      expect(limitAt(now, proposal, rules)).toBe(at(rules.includes(eight) ? '17:00' : '18:00'));
  });

  it('is that of the worst alone where a rule is overridden for all else', () => {
    const open = {
      ...enforced('hours-a-day', { limitMinutes: 120 }),
      open: span('09:00', '18:00'),
    };
    const now = timeline('09:00 60@1');
    expect(limitAt(now, until('13:00', '10:00', 3), [open])).toBe(at('13:00'));
    expect(limitAt(now, until('13:00', '10:00', 5), [open])).toBe(at('11:00'));
  });

  it('is right for a rule that puts the breach at its very end', () => {
    const late: Rule = {
      ...graphic.rule,
      check: ({ exposures }) =>
        exposures
          .filter((e) => e.end - e.start > 10 * MINUTE)
          .map((e) => ({ span: { start: e.end - 1, end: e.end }, observed: 11, limit: 10 })),
    };
    const enforcedLate = { ...graphic, rule: late };
    expect(limitAt(timeline('09:00 1-'), until('10:00', '09:01'), [enforcedLate])).toBe(
      at('09:11'),
    );
  });
});

describe('headroom', () => {
  const work = { severity: 4, categories, minutes: 10 } as const;

  it('is all the time to the horizon when nothing limits it', () => {
    const now = timeline('09:00 1-');
    expect(headroom(now, at('09:01'), work, fiveRules, at('09:31'))).toEqual({
      minutes: 30,
      limitedBy: null,
      earliest: at('09:01'),
    });
  });

  it('names what ends it and when enough would fit again', () => {
    const now = timeline('09:00 45@4');
    const found = headroom(now, at('09:45'), work, fiveRules, at('17:00'));
    expect(found.minutes).toBe(5);
    expect(found.limitedBy).toMatchObject({ rule: 'continuous-exposure' });
    expect(found.earliest).toBe(at('09:55'));
  });

  it('says what would be said a minute past it, by the rule that ends it', () => {
    const later = enforced('graphic-minutes-per-day', { limitMinutes: 50.5 });
    const now = timeline('09:00 45@4');
    const focus = enforced('continuous-exposure', { limitMinutes: 50 });
    const found = headroom(now, at('09:45'), work, [later, focus], at('17:00'));
    expect(found.limitedBy).toMatchObject({
      rule: 'continuous-exposure',
      breach: { span: span('09:50', '09:51'), observed: 51 },
    });
  });

  it('finds the minute between the steps', () => {
    const now = timeline('09:02 50@4');
    expect(headroom(now, at('09:52'), work, fiveRules, at('17:00')).earliest).toBe(at('10:02'));
  });

  it('waits for the local midnight when the day is full', () => {
    const zone = 'Asia/Kolkata';
    const now = timeline('09:00 60@4 30-', { zone });
    const found = headroom(now, at('10:30', zone), work, [graphic], at('2026-06-11T12:00', zone));
    expect(found.minutes).toBe(0);
    expect(found.earliest).toBe(at('2026-06-11T00:00', zone));
  });

  it('has no earliest time where consent is missing', () => {
    const now = timeline('09:00 1-', { consents: [] });
    expect(headroom(now, at('09:01'), work, fiveRules, at('2026-06-11T09:00')).earliest).toBeNull();
  });

  it('has no earliest time where what is asked does not fit before the horizon', () => {
    const now = timeline('09:00 45@4');
    expect(headroom(now, at('09:45'), work, fiveRules, at('10:04')).earliest).toBeNull();
    expect(headroom(now, at('09:45'), work, fiveRules, at('10:05')).earliest).toBe(at('09:55'));
  });

  it('says no when it cannot be told', () => {
    const now = timeline('09:00 1-', { consents: AGREED, knownFrom: at('08:00') });
    const found = headroom(now, at('09:01'), work, [graphic], at('12:00'));
    expect(found).toMatchObject({ minutes: 0, limitedBy: { kind: 'unknown' }, earliest: null });
  });
});
