import { describe, expect, it } from 'vitest';
import { commonLimit, type Limit } from '../../src/assignment/common-limit.ts';
import { MINUTE, type Span } from '../../src/domain/time.ts';
import type { Exposure, Timeline } from '../../src/domain/timeline.ts';
import { withExposure } from '../../src/domain/with-exposure.ts';
import { enforced } from '../support/rules.ts';
import { at, exposure, span, timeline } from '../support/timeline.ts';

/** The rules look back a day, and two. */
const rules = [enforced('longest-shift'), enforced('daily-rest')];

/** From 9 to 17, known until noon. */
function working(also: readonly Exposure[] = []): Timeline {
  const next = '2026-06-11T09:00 [ 60- ]';
  const told = timeline(`09:00 [ 30@3 17:00 ] ${next}`, { knownUntil: at('12:00') });
  const exposures = [exposure(at('08:00'), 10, 1), ...told.exposures, ...also];
  return { ...told, exposures: exposures.toSorted((a, b) => a.start - b.start) };
}

/** Asks for a limit, and says whether it was found anew. */
function asking(limit: Limit) {
  const found: Span[] = [];
  const ask = (of: Timeline, work: Span, by = rules) => {
    const answer = commonLimit(by, of, work, (asked) => {
      found.push(asked);
      return limit;
    });
    return { answer, times: found.length };
  };
  return { ask, found };
}

const four: Limit = { at: at('16:00'), by: null };

describe('the limit that is common to all kinds of work', () => {
  it.each([
    ['to the end of the shift', span('10:00', '11:00'), span('10:00', '17:00')],
    ['to the end of work that goes on longer', span('10:00', '18:00'), span('10:00', '18:00')],
    ['to the end of work outside shifts', span('17:00', '17:30'), span('17:00', '17:30')],
  ])('is looked for %s', (_, work, expected) => {
    const { ask, found } = asking(four);
    ask(working(), work);
    expect(found).toEqual([expected]);
  });

  it.each([
    ['the end of work that is over by then', '15:59', at('15:59')],
    ['itself at that very instant', '16:00', at('16:00')],
    ['itself before the end of the work', '16:30', at('16:00')],
  ])('is %s', (_, end, expected) => {
    const by = { kind: 'unknown', rule: 'r', title: 'R', says: 'Nobody knows.' } as const;
    const { ask } = asking({ at: at('16:00'), by });
    const told = working();
    const limits = [1, 2].map(() => ask(told, span('10:00', end)).answer);
    const says = end === '16:30' ? by : null;
    expect(limits).toEqual([1, 2].map(() => ({ at: expected, by: says })));
  });

  it('is found once while somebody works on in their shift', () => {
    const { ask } = asking(four);
    const told = working();
    ask(told, span('10:00', '11:00'));
    const on = withExposure(told, exposure(at('10:00'), 20, 5));
    expect(ask(on, span('10:20', '17:00'))).toEqual({ answer: four, times: 1 });
    const late = { ...on, knownUntil: at('16:00'), flags: [{ at: at('11:00') }] };
    expect(ask(late, span('15:59', '16:30')).times).toBe(1);
  });

  it('is found once though they work from the start of their shift to its end', () => {
    const { ask } = asking({ at: at('17:30'), by: null });
    const told = { ...working(), knownUntil: at('18:00') };
    ask(told, span('09:00', '18:00'));
    const all = withExposure(told, exposure(at('09:00'), 60, 3));
    const more = withExposure(all, exposure(at('16:00'), 60, 3));
    expect(ask(more, span('17:00', '18:00')).times).toBe(1);
  });

  /** Nothing else is another. */
  const seen = ({ exposures }: Timeline) => ({ exposures });
  const changed: readonly [string, Partial<Timeline>][] = [
    ['a break', { breaks: [{ kind: 'meal', ...span('10:00', '10:30') }] }],
    ['a silence', { silences: [span('10:00', '10:30')] }],
    ['a move', { zones: [{ zone: 'Asia/Tokyo', from: 0 }] }],
    ['a block', { blocks: [{ kind: 'protected', ...span('14:00', '15:00') }] }],
    ['a shift', { shifts: [{ id: 7, ...span('09:00', '18:00') }] }],
    ['something seen outside shifts', seen(working([exposure(at('08:30'), 20, 1)]))],
    ['something seen from before to within a shift', seen(working([exposure(at('08:59'), 9, 1)]))],
    ['something seen from within a shift to after', seen(working([exposure(at('16:59'), 9, 1)]))],
    ['that nothing was seen outside shifts', { exposures: [exposure(at('09:00'), 30, 3)] }],
    ['that it is not known what was before', { knownFrom: at('09:00') }],
    ['that one rule cannot know what was before', { knownFrom: at('2026-06-09T09:00') }],
    ['that it is not known what was last', { knownUntil: at('10:04') }],
  ];
  it.each(changed)('is found anew with %s', (_, change) => {
    const { ask } = asking(four);
    const told = working();
    ask(told, span('10:00', '11:00'));
    expect(ask({ ...told, ...change }, span('10:05', '11:00')).times).toBe(2);
  });

  it.each([
    ['earlier work', span('09:59', '11:00')],
    ['work from the limit on', span('16:00', '16:30')],
    ['work past what was looked at', span('10:00', '17:01')],
  ])('is found anew for %s', (_, work) => {
    const { ask } = asking(four);
    const told = { ...working(), knownUntil: at('18:00') };
    ask(told, span('10:00', '11:00'));
    expect(ask(told, work).times).toBe(2);
  });

  it('is found anew by other rules, or by fewer', () => {
    const { ask } = asking(four);
    const told = working();
    ask(told, span('10:00', '11:00'));
    expect(ask(told, span('10:00', '11:00'), [...rules]).times).toBe(2);
  });

  it.each([
    ['does not look at what was seen further back than any rule', '2026-06-08T09:59', 1],
    ['does not look at what ended just then', '2026-06-08T10:00', 1],
    ['looks at all that ended since then', '2026-06-08T10:01', 2],
  ])('%s', (_, end, times) => {
    const back = enforced('daily-rest');
    const lookback = { ...back, rule: { ...back.rule, lookback: () => 48 * 60 } };
    const by = [enforced('longest-shift'), lookback];
    const { ask } = asking(four);
    const told = working();
    ask(told, span('10:00', '11:00'), by);
    const more = [exposure(at(end) - 5 * MINUTE, 5, 1), ...told.exposures];
    expect(ask({ ...told, exposures: more }, span('10:00', '11:00'), by).times).toBe(times);
  });
});
