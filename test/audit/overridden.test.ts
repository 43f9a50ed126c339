import { describe, expect, it } from 'vitest';
import { limitAt } from '../../src/assignment/headroom.ts';
import { objections } from '../../src/assignment/objections.ts';
import { findings } from '../../src/audit/findings.ts';
import type { Severity } from '../../src/domain/category.ts';
import { type EnforcedRule, opened, withOverrides } from '../../src/rules/enforced.ts';
import { enforced } from '../support/rules.ts';
import { at, exposure, span, timeline } from '../support/timeline.ts';

const GRAPHIC = 'graphic-minutes-per-day';
const BREAK = 'continuous-exposure';
const day = span('00:00', '2026-06-11T00:00');
const open = span('10:00', '11:00');
const opening = (rule: string) => [{ rule, ...open }];
const hour = enforced(GRAPHIC, { limitMinutes: 60 });
const [overridden] = withOverrides([hour], [], opening(GRAPHIC));
if (!overridden) throw new Error('a rule was lost');

/** An hour of graphic content by 10:00, so that nothing of it is left. */
const worn = timeline('', {
  knownFrom: at('2026-05-01T00:00'),
  knownUntil: at('10:00'),
  also: [exposure(at('08:00'), 60, 3, { origin: 'project', assignment: null })],
});
const work = (from: string, to: string, severity: Severity = 3) => {
  return { ...span(from, to), severity, categories: ['GRAPHIC_VIOLENCE'] as const };
};

describe('a rule that is overridden', () => {
  it('still says what it says, for another time and of the law', () => {
    const law = enforced(GRAPHIC, { limitMinutes: 200 });
    const soft = enforced(GRAPHIC, { limitMinutes: 90 }, 'soft');
    const other = enforced(BREAK);
    const rules = withOverrides([hour, other], [law, soft], opening(GRAPHIC));
    expect(rules).toEqual([{ ...hour, open }, law, other]);
  });

  it('is open as long as the last of its overrides lasts', () => {
    const longer = { rule: GRAPHIC, ...span('10:30', '12:00') };
    const [rule] = withOverrides([hour], [], [longer, ...opening(GRAPHIC)]);
    expect(rule?.open).toEqual(span('10:30', '12:00'));
  });

  it('objects to nothing before the override ends, and to all after', () => {
    expect(objections(worn, work('10:00', '10:30'), [hour])).toHaveLength(1);
    expect(objections(worn, work('10:00', '11:00'), [overridden])).toEqual([]);
    const [late] = objections(worn, work('10:00', '11:01'), [overridden]);
    expect(late).toMatchObject({ breach: { span: span('11:00', '11:01') } });
  });

  it('ends what is handed out where the override does', () => {
    expect(limitAt(worn, work('10:00', '12:00'), [hour])).toBe(at('10:00'));
    expect(limitAt(worn, work('10:00', '12:00'), [overridden])).toBe(at('11:00'));
  });

  it('objects to the worst as ever, also where it is the same for all kinds of work', () => {
    expect(objections(worn, work('10:00', '10:30', 5), [overridden])).toHaveLength(1);
    expect(limitAt(worn, work('10:00', '12:00', 5), [overridden])).toBe(at('10:00'));
    const tired = { ...worn, exposures: [exposure(at('09:10'), 50, 0)] };
    const rules = withOverrides([enforced(BREAK)], [], opening(BREAK));
    expect(limitAt(tired, work('10:00', '12:00', 0), rules)).toBe(at('11:00'));
    expect(limitAt(tired, work('10:00', '12:00', 5), rules)).toBe(at('10:00'));
  });

  it('is not open while the worst is seen', () => {
    const seen = {
      ...worn,
      exposures: [exposure(at('10:20'), 10, 5), exposure(at('10:40'), 10, 4)],
    };
    expect(opened(overridden, seen)).toEqual([span('10:00', '10:20'), span('10:30', '11:00')]);
    expect(opened(hour, seen)).toEqual([]);
  });
});

describe('the audit', () => {
  const audit = (rows: readonly (readonly [from: string, minutes: number, severity: number])[]) => {
    const exposures = [['08:00', 60, 3] as const, ...rows].map(([from, minutes, severity], i) => ({
      ...exposure(at(from), minutes, severity, { origin: 'project', assignment: null }),
      id: BigInt(i),
      supersedes: null,
    }));
    const rulesAt = (when: number): readonly EnforcedRule[] =>
      open.start <= when && when < open.end ? [overridden] : [hour];
    const { exposures: _, ...facts } = { ...worn, knownUntil: day.end };
    return findings({ timeline: facts, exposures, handedOut: [] }, day, rulesAt);
  };

  it('says what was overridden, and finds nothing of it', () => {
    expect(audit([['10:10', 20, 3]])).toEqual({
      findings: [],
      unverified: [],
      overridden: [{ rule: GRAPHIC, level: 'hard', span: span('10:10', '10:30') }],
    });
  });

  it('finds what was before and after, and the worst in between', () => {
    const { findings: found, overridden: left } = audit([
      ['09:50', 20, 3],
      ['10:10', 10, 5],
      ['10:50', 20, 3],
    ]);
    expect(found.map((one) => one.span)).toEqual([
      span('09:50', '10:00'),
      span('10:10', '10:20'),
      span('11:00', '11:10'),
    ]);
    expect(left.map((one) => one.span)).toEqual([span('10:00', '10:10'), span('10:50', '11:00')]);
  });

  it('says nothing of an override under which the rule held', () => {
    expect(audit([['10:10', 20, 2]])).toMatchObject({ findings: [], overridden: [] });
  });

  it('says of several rules in the order of time', () => {
    const exposures = [
      { ...exposure(at('10:00'), 60, 4, { origin: 'project' }), id: 1n, supersedes: null },
    ];
    const rules = [
      { ...enforced(GRAPHIC, { limitMinutes: 50 }), open },
      { ...enforced('severe-category-run', { limitMinutes: 20 }), open },
      { ...enforced(BREAK, { limitMinutes: 30 }), open },
    ];
    const { exposures: _, ...facts } = { ...worn, knownUntil: day.end };
    const found = findings({ timeline: facts, exposures, handedOut: [] }, day, () => rules);
    const starts = found.overridden.map((one) => one.span.start);
    expect(starts).toEqual([at('10:20'), at('10:30'), at('10:50')]);
  });
});
