import { expect, it } from 'vitest';
import { learntAt, timelineAsKnown, timelineOf } from '../../src/audit/facts.ts';
import type { RecordedExposure } from '../../src/domain/recorded.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

const said = (granted: boolean, when: string) => ({
  category: 'CSAM' as const,
  granted,
  at: at(when),
});

function row(id: bigint, start: string, minutes: number, more: Partial<RecordedExposure> = {}) {
  return { ...exposure(at(start), minutes, 3), id, supersedes: null, ...more };
}

const facts = {
  timeline: {
    ...timeline('08:00 20? 12:00', { consents: [said(true, '09:00'), said(false, '10:00')] }),
    breaks: [
      { kind: 'wellbeing' as const, start: at('09:00'), end: at('09:30') },
      { kind: 'meal' as const, start: at('11:00'), end: at('11:30') },
    ],
  },
  exposures: [
    row(1n, '09:40', 10),
    row(2n, '08:30', 10),
    row(3n, '08:30', 12, { supersedes: 2n, recordedAt: at('09:45') }),
    row(4n, '08:50', 5, { supersedes: 5n, end: at('08:50'), recordedAt: at('09:45') }),
    row(5n, '08:50', 5),
  ],
  handedOut: [],
};

it('the timeline of today has the last correction of each row, in order, and no empty ones', () => {
  expect(timelineOf(facts).exposures.map((e) => [e.start, e.end])).toEqual([
    [at('08:30'), at('08:42')],
    [at('09:40'), at('09:50')],
  ]);
});

it('the timeline as known has what was recorded by then, that instant included', () => {
  const known = timelineAsKnown(facts, at('09:10'));
  expect(known.exposures.map((e) => e.end)).toEqual([at('08:40'), at('08:55')]);
  expect(known.consents).toEqual([said(true, '09:00')]);
  expect(known.breaks).toEqual([{ kind: 'wellbeing', start: at('09:00'), end: at('09:10') }]);
  expect(known.silences).toEqual([{ start: at('08:00'), end: at('08:20') }]);
  expect(known.knownUntil).toBe(at('09:10'));
  expect(timelineAsKnown(facts, at('09:45')).exposures.map((e) => e.end)).toEqual([at('08:42')]);
});

it('the timeline as known has no word that was said later, and no break that begins then', () => {
  const [early, late] = [at('09:00'), at('09:01')];
  const both = <T>(more: T) => [early, late].map((when) => ({ ...more, at: when }));
  const words = {
    consents: both({ category: 'CSAM', granted: true } as const),
    statements: both({ version: 1 }),
    clearances: both({ category: 'CSAM', granted: true } as const),
    agreements: both({ to: 'severe-at-night', granted: true } as const),
    flags: both({}),
  };
  const breaks = [{ kind: 'meal' as const, start: early, end: late }];
  const all = { ...facts, timeline: { ...facts.timeline, ...words, breaks } };
  const known = timelineAsKnown(all, early);
  for (const said of [known.consents, known.statements, known.clearances, known.agreements])
    expect(said.map((one) => one.at)).toEqual([early]);
  expect(known.flags).toEqual([{ at: early }]);
  expect(known.breaks).toEqual([]);
  expect(timelineAsKnown(all, late).breaks).toEqual(breaks);
  expect(timelineAsKnown(all, at('13:00')).knownUntil).toBe(facts.timeline.knownUntil);
  expect(learntAt(all)).toEqual([
    ...facts.exposures.map((one) => one.recordedAt),
    ...[early, late, early, late, early, late, early, late, early, late],
  ]);
});
