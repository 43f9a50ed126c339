import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/audit/facts.ts';
import { asDecided, withoutLaterFacts } from '../../src/audit/known.ts';
import type { Severity } from '../../src/domain/category.ts';
import type { HandedOut, RecordedExposure } from '../../src/domain/recorded.ts';
import type { Timeline } from '../../src/domain/timeline.ts';
import { at, exposure, timeline } from '../support/timeline.ts';

const clock = (instant: number) => new Date(instant).toISOString().slice(11, 16);

/** '09:00 to 09:50 S3 of 2' of each exposure; of null where nobody handed it out. */
const told = ({ exposures }: Pick<Timeline, 'exposures'>) =>
  exposures.map(
    ({ start, end, severity, assignment }) =>
      `${clock(start)} to ${clock(end)} S${severity} of ${assignment}`,
  );

function row(
  id: bigint,
  from: string,
  minutes: number,
  severity: Severity,
  more: Partial<RecordedExposure>,
): RecordedExposure {
  return { ...exposure(at(from), minutes, severity), id, supersedes: null, ...more };
}
const project = { origin: 'project', assignment: null } as const;

function lease(id: bigint, from: string, until: string, severity: Severity): HandedOut {
  const categories = ['HATE_INCITEMENT'] as const;
  return {
    id,
    severity,
    categories,
    decidedAt: at(from),
    leaseDecidedAt: at(from),
    leaseUntil: at(until),
  };
}

const own = lease(1n, '10:00', '10:30', 3);
const facts: Facts = {
  timeline: timeline(''),
  handedOut: [lease(2n, '09:00', '09:40', 2), own],
  exposures: [
    row(1n, '08:00', 30, 4, { ...project }),
    row(2n, '08:40', 10, 4, { ...project, recordedAt: at('11:00') }),
    row(3n, '09:00', 50, 2, { assignment: 2n }),
    row(4n, '09:00', 50, 4, { assignment: 2n, supersedes: 3n, recordedAt: at('11:00') }),
    row(5n, '10:05', 35, 5, { assignment: 1n }),
  ],
};

describe('what a decision had before it', () => {
  it('is what was recorded by then, and with it all of the lease from when it was seen on', () => {
    const { before, after } = asDecided(facts, own, at('10:00'));
    const known = ['08:00 to 08:30 S4 of null', '09:00 to 09:50 S2 of 2'];
    expect(told(before)).toEqual(known);
    expect(told(after)).toEqual([...known, '10:05 to 10:30 S3 of 1']);
    expect(after.exposures.at(-1)).toMatchObject({
      origin: 'assignment',
      categories: own.categories,
      recordedAt: at('10:00'),
    });
  });

  it('leaves out the work itself, though some of it was known', () => {
    const { before, after } = asDecided(facts, own, at('12:00'));
    const others = [
      '08:00 to 08:30 S4 of null',
      '08:40 to 08:50 S4 of null',
      '09:00 to 09:50 S4 of 2',
    ];
    expect(told(before)).toEqual(others);
    expect(told(after)).toEqual([...others, '10:05 to 10:30 S3 of 1']);
  });

  it('is the same with a lease of which nothing was ever seen', () => {
    for (const decision of [lease(9n, '10:00', '10:30', 3), { ...own, leaseUntil: at('10:05') }]) {
      const { before, after } = asDecided(facts, decision, at('10:00'));
      expect(after).toBe(before);
      expect(told(before)).toHaveLength(2);
    }
  });

  it('begins with the decision, though it was on the screen before', () => {
    const early = { ...own, decidedAt: at('10:10') };
    expect(told(asDecided(facts, early, at('10:10')).after).at(-1)).toBe('10:10 to 10:30 S3 of 1');
  });
});

describe('what happened, less what was learnt after a decision', () => {
  const [outside, corrections, overruns] = withoutLaterFacts(facts, own, at('10:00'));

  it('is first without what was seen outside', () => {
    expect(told(outside)).toEqual([
      '08:00 to 08:30 S4 of null',
      '09:00 to 09:50 S4 of 2',
      '10:05 to 10:40 S5 of 1',
    ]);
  });

  it('then also without corrections, within the leases', () => {
    expect(told(corrections)).toEqual([
      '08:00 to 08:30 S4 of null',
      '09:00 to 09:40 S2 of 2',
      '09:40 to 09:50 S4 of 2',
      '10:05 to 10:30 S3 of 1',
      '10:30 to 10:40 S5 of 1',
    ]);
    expect(corrections.exposures[3]?.categories).toEqual(own.categories);
  });

  it('then also without what was watched past a lease', () => {
    expect(told(overruns)).toEqual([
      '08:00 to 08:30 S4 of null',
      '09:00 to 09:50 S2 of 2',
      '10:05 to 10:30 S3 of 1',
    ]);
  });

  it('has the work itself once, though it was recorded by then', () => {
    for (const one of withoutLaterFacts(facts, own, at('10:45')))
      expect(told(one).filter((line) => line.startsWith('10:05'))).toHaveLength(1);
  });

  it('keeps whole what no lease is known of', () => {
    const nowhere = { ...facts, handedOut: [] };
    expect(told(withoutLaterFacts(nowhere, own, at('10:00'))[1]).at(-1)).toBe(
      '10:05 to 10:40 S3 of 1',
    );
  });
});
