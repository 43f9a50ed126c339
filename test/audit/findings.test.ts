import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/audit/facts.ts';
import { type Finding, findings } from '../../src/audit/findings.ts';
import type { Category, Severity } from '../../src/domain/category.ts';
import type { HandedOut, RecordedExposure } from '../../src/domain/recorded.ts';
import { type Instant, MINUTE } from '../../src/domain/time.ts';
import type { Timeline } from '../../src/domain/timeline.ts';
import type { EnforcedRule } from '../../src/rules/enforced.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { enforced } from '../support/rules.ts';
import { at, span, timeline } from '../support/timeline.ts';

const day = span('00:00', '2026-06-11T00:00');
const categories: readonly Category[] = ['GRAPHIC_VIOLENCE'];

let ids = 0n;

/** A row of the ledger: '09:00' to '09:40' of a severity, recorded at its end. */
function row(
  from: string,
  to: string,
  severity: Severity,
  more: Partial<RecordedExposure> = {},
): RecordedExposure {
  const seen = { start: at(from), end: at(to), severity, categories };
  const ours = { origin: 'assignment', assignment: null } as const;
  return { ...seen, ...ours, recordedAt: at(to), id: ++ids, supersedes: null, ...more };
}

function project(from: string, to: string, severity: Severity, recorded: string) {
  return row(from, to, severity, { origin: 'project', recordedAt: at(recorded) });
}

/** Assignment `id`, decided at its start on what was announced, with a lease. */
function lease(
  id: bigint,
  from: string,
  until: string,
  severity: Severity,
  more: Partial<HandedOut> = {},
): HandedOut {
  const decided = { decidedAt: at(from), leaseDecidedAt: at(from), leaseUntil: at(until) };
  return { id, severity, categories, ...decided, ...more };
}

const one = { assignment: 1n };
const two = { assignment: 2n };

interface Case {
  readonly rows: readonly RecordedExposure[];
  readonly leases?: readonly HandedOut[];
  readonly story?: string;
  readonly more?: Partial<Timeline>;
  readonly rulesAt?: (at: Instant) => readonly EnforcedRule[];
}

const hour = enforced('graphic-minutes-per-day', { limitMinutes: 60 });
const half = enforced('graphic-minutes-per-day', { limitMinutes: 30 });
const consent = enforced('category-consent');
const rest = enforced('daily-rest');
const quiet = enforced('quiet-time');

function audited({ rows, leases = [], story = '', more = {}, rulesAt = () => [hour] }: Case) {
  const base = { ...timeline(`00:00 ${story}`), knownUntil: day.end, ...more };
  const facts: Facts = { timeline: base, exposures: rows, handedOut: leases };
  return findings(facts, day, rulesAt);
}

/** 'cause of assignment from-to' of each finding. */
function told(found: readonly Finding[]): readonly string[] {
  const clock = (instant: Instant) => {
    const minutes = (instant - day.start) / MINUTE;
    return [minutes / 60, minutes % 60]
      .map((n) => String(Math.floor(n)).padStart(2, '0'))
      .join(':');
  };
  return found.map(
    ({ cause, assignment, span: { start, end } }) =>
      `${cause} of ${assignment} ${clock(start)}-${clock(end)}`,
  );
}

const from12 = (before: EnforcedRule, after: EnforcedRule) => (instant: Instant) => [
  instant < at('12:00') ? before : after,
];

const CASES: readonly (readonly [string, Case, string[]])[] = [
  [
    'nothing where the limit is kept',
    { rows: [row('09:00', '10:00', 4, one)], leases: [lease(1n, '09:00', '10:00', 4)] },
    [],
  ],
  [
    'handed-out: the lease itself went past the limit',
    { rows: [row('09:00', '10:10', 4, one)], leases: [lease(1n, '09:00', '10:10', 4)] },
    ['handed-out of 1 10:00-10:10'],
  ],
  [
    'handed-out: what had been seen outside was known',
    {
      rows: [project('08:00', '09:00', 4, '09:00'), row('09:10', '09:20', 4, one)],
      leases: [lease(1n, '09:10', '09:20', 4)],
    },
    ['handed-out of 1 09:10-09:20'],
  ],
  [
    'handed-out: nobody knows of the assignment',
    { rows: [row('09:00', '10:10', 4, one)] },
    ['handed-out of 1 10:00-10:10'],
  ],
  [
    'overrun: seen after the end of the lease',
    { rows: [row('09:00', '10:10', 4, one)], leases: [lease(1n, '09:00', '10:00', 4)] },
    ['overrun of 1 10:00-10:10'],
  ],
  [
    'handed-out, then overrun: both in one exposure',
    { rows: [row('09:00', '10:10', 4, one)], leases: [lease(1n, '09:00', '10:05', 4)] },
    ['handed-out of 1 10:00-10:05', 'overrun of 1 10:05-10:10'],
  ],
  [
    'overrun: an earlier one that was reported after the decision',
    {
      rows: [
        row('09:00', '09:50', 4, { ...one, id: 901n }),
        row('09:00', '10:00', 4, { ...one, supersedes: 901n, recordedAt: at('11:00') }),
        row('10:30', '10:40', 4, two),
      ],
      leases: [lease(1n, '09:00', '09:50', 4), lease(2n, '10:30', '10:40', 4)],
    },
    ['overrun of 2 10:30-10:40'],
  ],
  [
    'handed-out: an earlier overrun that had been reported',
    {
      rows: [row('09:00', '10:00', 4, one), row('10:30', '10:40', 4, two)],
      leases: [lease(1n, '09:00', '09:50', 4), lease(2n, '10:30', '10:40', 4)],
    },
    ['handed-out of 2 10:30-10:40'],
  ],
  [
    'reclassified: the item itself was worse than announced',
    { rows: [row('09:00', '10:10', 4, one)], leases: [lease(1n, '09:00', '10:10', 2)] },
    ['reclassified of 1 10:00-10:10'],
  ],
  [
    'reclassified: an earlier item was corrected after the decision',
    {
      rows: [
        row('09:00', '10:00', 2, { ...one, id: 902n }),
        row('09:00', '10:00', 4, { ...one, supersedes: 902n, recordedAt: at('11:00') }),
        row('10:30', '10:40', 4, two),
      ],
      leases: [lease(1n, '09:00', '10:00', 2), lease(2n, '10:30', '10:40', 4)],
    },
    ['reclassified of 2 10:30-10:40'],
  ],
  [
    'handed-out: an earlier item had been corrected before the decision',
    {
      rows: [
        row('09:00', '10:00', 2, { ...one, id: 903n }),
        row('09:00', '10:00', 4, { ...one, supersedes: 903n, recordedAt: at('10:20') }),
        row('10:30', '10:40', 4, two),
      ],
      leases: [lease(1n, '09:00', '10:00', 2), lease(2n, '10:30', '10:40', 4)],
    },
    ['handed-out of 2 10:30-10:40'],
  ],
  [
    'nothing where a correction makes it harmless',
    {
      rows: [
        row('09:00', '10:10', 4, { ...one, id: 904n }),
        row('09:00', '10:10', 2, { ...one, supersedes: 904n, recordedAt: at('11:00') }),
      ],
      leases: [lease(1n, '09:00', '10:10', 4)],
    },
    [],
  ],
  [
    'reclassified: by a correction while it was held, taken back afterwards',
    {
      rows: [
        project('08:00', '08:10', 4, '11:00'),
        row('09:00', '09:40', 4, { ...one, id: 905n }),
        row('09:00', '09:40', 2, { ...one, id: 906n, supersedes: 905n, recordedAt: at('10:15') }),
        row('09:00', '09:40', 4, { ...one, supersedes: 906n, recordedAt: at('11:00') }),
        row('10:00', '10:40', 4, two),
      ],
      leases: [
        lease(1n, '09:00', '09:40', 4),
        lease(2n, '10:00', '10:40', 4, { leaseDecidedAt: at('10:38') }),
      ],
    },
    ['outside-assignment of 2 10:10-10:20', 'reclassified of 2 10:20-10:40'],
  ],
  [
    'outside-assignment: the time itself was seen outside',
    { rows: [project('09:00', '10:10', 4, '10:10')] },
    ['outside-assignment of null 10:00-10:10'],
  ],
  [
    'outside-assignment: recorded after the decision',
    {
      rows: [project('08:00', '09:00', 4, '11:00'), row('09:10', '09:20', 4, one)],
      leases: [lease(1n, '09:10', '09:20', 4)],
    },
    ['outside-assignment of 1 09:10-09:20'],
  ],
  [
    'outside-assignment: learnt while the item was held, the lease then cut short',
    {
      rows: [project('08:00', '09:00', 4, '09:15'), row('09:10', '09:15', 4, one)],
      leases: [lease(1n, '09:10', '09:15', 4, { leaseDecidedAt: at('09:15') })],
    },
    ['outside-assignment of 1 09:10-09:15'],
  ],
  [
    'handed-out: learnt while the item was held, the lease extended all the same',
    {
      rows: [project('08:00', '09:00', 4, '09:15'), row('09:10', '09:30', 4, one)],
      leases: [lease(1n, '09:10', '09:30', 4, { leaseDecidedAt: at('09:20') })],
    },
    ['outside-assignment of 1 09:10-09:20', 'handed-out of 1 09:20-09:30'],
  ],
  [
    'outside-assignment: worse than the harmless item on the screen at the same time',
    {
      rows: [project('09:00', '10:10', 4, '11:00'), row('10:00', '10:10', 1, one)],
      leases: [lease(1n, '10:00', '10:10', 1)],
    },
    ['outside-assignment of null 10:00-10:10'],
  ],
  [
    'handed-out: worse than the harmless thing seen outside at the same time',
    {
      rows: [row('09:00', '10:10', 4, one), project('10:00', '10:10', 1, '11:00')],
      leases: [lease(1n, '09:00', '10:10', 4)],
    },
    ['handed-out of 1 10:00-10:10'],
  ],
  [
    'policy-changed: the policy tightened while it was in their hands',
    {
      rows: [row('11:40', '12:20', 4, one)],
      leases: [lease(1n, '11:40', '12:20', 4)],
      rulesAt: from12(hour, half),
    },
    ['policy-changed of 1 12:10-12:20'],
  ],
  [
    'nothing of the time before it tightened',
    {
      rows: [row('09:00', '09:50', 4, one)],
      leases: [lease(1n, '09:00', '09:50', 4)],
      rulesAt: from12(hour, half),
    },
    [],
  ],
  [
    'handed-out: the policy had tightened before the decision',
    {
      rows: [row('12:00', '12:40', 4, one)],
      leases: [lease(1n, '12:00', '12:40', 4)],
      rulesAt: from12(hour, half),
    },
    ['handed-out of 1 12:30-12:40'],
  ],
  [
    'handed-out: the policy by which it was decided loosened before it ended',
    {
      rows: [row('11:20', '12:00', 4, one)],
      leases: [lease(1n, '11:20', '12:00', 4)],
      rulesAt: from12(half, hour),
    },
    ['handed-out of 1 11:50-12:00'],
  ],
  [
    'handed-out: decided by a policy that had loosened before the limit was reached',
    {
      rows: [row('11:40', '12:20', 4, one)],
      leases: [lease(1n, '11:40', '12:20', 4)],
      rulesAt: from12(half, hour),
    },
    ['handed-out of 1 12:10-12:20'],
  ],
  [
    'policy-changed: a lease decided anew by a looser policy',
    {
      rows: [row('11:20', '12:10', 4, one)],
      leases: [lease(1n, '11:20', '12:10', 4, { leaseDecidedAt: at('12:02') })],
      rulesAt: from12(half, hour),
    },
    ['handed-out of 1 11:50-12:00', 'policy-changed of 1 12:00-12:02'],
  ],
  [
    'policy-changed: loosened and tightened again while it was held',
    {
      rows: [row('11:40', '12:35', 4, one)],
      leases: [lease(1n, '11:40', '12:35', 4, { leaseDecidedAt: at('12:35') })],
      rulesAt: (instant) => [instant >= at('12:00') && instant < at('12:30') ? hour : half],
    },
    ['policy-changed of 1 12:10-12:35'],
  ],
  [
    'nothing where consent was taken back afterwards',
    {
      rows: [row('09:00', '09:10', 4, one)],
      leases: [lease(1n, '09:00', '09:10', 4)],
      more: {
        consents: [
          { category: 'GRAPHIC_VIOLENCE', granted: true, at: 0 },
          { category: 'GRAPHIC_VIOLENCE', granted: false, at: at('10:00') },
        ],
      },
      rulesAt: () => [consent],
    },
    [],
  ],
  [
    'handed-out: consent was given only afterwards',
    {
      rows: [row('09:00', '09:10', 4, one)],
      leases: [lease(1n, '09:00', '09:10', 4)],
      more: { consents: [{ category: 'GRAPHIC_VIOLENCE', granted: true, at: at('09:30') }] },
      rulesAt: () => [consent],
    },
    ['handed-out of 1 09:00-09:10'],
  ],
  [
    'handed-out: refused while it was held, and not taken away',
    {
      rows: [row('09:00', '09:10', 4, one)],
      leases: [lease(1n, '09:00', '09:10', 4)],
      more: {
        consents: [
          { category: 'GRAPHIC_VIOLENCE', granted: true, at: 0 },
          { category: 'GRAPHIC_VIOLENCE', granted: false, at: at('09:05') },
        ],
      },
      rulesAt: () => [consent],
    },
    ['handed-out of 1 09:05-09:10'],
  ],
  [
    'handed-out: flagged while it was held, and not taken away',
    {
      rows: [row('09:00', '09:10', 4, one)],
      leases: [lease(1n, '09:00', '09:10', 4, { leaseDecidedAt: at('09:07') })],
      more: { flags: [{ at: at('09:05') }] },
      rulesAt: () => [quiet],
    },
    ['handed-out of 1 09:05-09:10'],
  ],
  [
    'nothing where a flag cut the lease short',
    {
      rows: [row('09:00', '09:05', 4, one)],
      leases: [lease(1n, '09:00', '09:05', 4, { leaseDecidedAt: at('09:05') })],
      more: { flags: [{ at: at('09:05') }] },
      rulesAt: () => [quiet],
    },
    [],
  ],
  [
    'reclassified: an item before it turns out to have been the worst',
    {
      rows: [
        row('09:00', '09:10', 3, { ...one, id: 500n }),
        row('09:00', '09:10', 5, { ...one, recordedAt: at('09:30'), supersedes: 500n }),
        row('09:12', '09:20', 2, two),
      ],
      leases: [lease(1n, '09:00', '09:10', 3), lease(2n, '09:12', '09:20', 2)],
      rulesAt: () => [quiet],
    },
    ['reclassified of 2 09:12-09:20'],
  ],
  [
    'schedule: a shift planned too soon after another, whatever was handed out in it',
    {
      rows: [row('12:05', '12:10', 4, one)],
      leases: [lease(1n, '12:05', '12:10', 4)],
      story: '[ 04:00 ] 12:00 [ 20:00 ]',
      rulesAt: () => [rest],
    },
    ['schedule of null 12:00-15:00'],
  ],
  [
    'handed-out: work so late that the next shift comes too soon',
    {
      rows: [row('04:00', '04:30', 4, one), row('16:00', '16:10', 2, two)],
      leases: [lease(1n, '04:00', '04:30', 4), lease(2n, '16:00', '16:10', 2)],
      story: '[ 04:00 ] 15:15 [ 20:00 ]',
      rulesAt: () => [rest],
    },
    ['handed-out of 1 15:15-15:30'],
  ],
  [
    'outside-assignment: seen from before the shift into it, whatever was handed out in it',
    {
      rows: [project('14:50', '15:20', 4, '18:00'), row('16:00', '16:10', 2, one)],
      leases: [lease(1n, '16:00', '16:10', 2)],
      story: '[ 04:00 ] 15:15 [ 20:00 ]',
      rulesAt: () => [rest],
    },
    ['outside-assignment of null 15:15-20:00'],
  ],
  [
    'handed-out twice: each for the rest that it took',
    {
      rows: [row('04:00', '04:30', 4, one), row('04:40', '05:00', 2, two)],
      leases: [lease(1n, '04:00', '04:30', 4), lease(2n, '04:40', '05:00', 2)],
      story: '[ 04:00 ] 15:15 [ 20:00 ]',
      rulesAt: () => [rest],
    },
    ['handed-out of 1 15:15-15:30', 'handed-out of 2 15:30-16:00'],
  ],
  [
    'overrun: the late end of the last work before the shift',
    {
      rows: [row('04:00', '04:30', 4, one)],
      leases: [lease(1n, '04:00', '04:10', 4)],
      story: '[ 04:00 ] 15:15 [ 20:00 ]',
      rulesAt: () => [rest],
    },
    ['overrun of 1 15:15-15:30'],
  ],
  [
    'outside-assignment: the last before the shift was seen outside',
    {
      rows: [project('04:00', '04:30', 4, '04:30')],
      story: '[ 04:00 ] 15:15 [ 20:00 ]',
      rulesAt: () => [rest],
    },
    ['outside-assignment of null 15:15-15:30'],
  ],
];

describe('findings name as cause', () => {
  it.each(CASES)('%s', (_, told_, expected) => {
    const { findings: found, unverified } = audited(told_);
    expect(unverified).toEqual([]);
    expect(told(found)).toEqual(expected);
  });

  /** The same rule at another level, with numbers that are broken all day, and other rules. */
  const BESIDE = [
    enforced('graphic-minutes-per-day', { limitMinutes: 1 }, 'soft'),
    enforced('weekly-dose', {}, 'watch'),
  ];

  it.each(CASES)('the same whatever else is in force beside it: %s', (_, told_, expected) => {
    const { rulesAt = () => [hour] } = told_;
    const all = (instant: Instant) => [...BESIDE, ...rulesAt(instant)];
    const { findings: found } = audited({ ...told_, rulesAt: all });
    expect(told(found.filter(({ level }) => level === 'hard'))).toEqual(expected);
  });
});

describe('findings', () => {
  const overHour = {
    rows: [row('09:00', '10:10', 4, one)],
    leases: [lease(1n, '09:00', '10:10', 4)],
  };

  it('explain themselves with numbers', () => {
    const [found] = audited(overHour).findings;
    expect(found).toMatchObject({ level: 'hard', observed: 70, limit: 60, assignment: 1n });
    expect(found?.explanation).toContain('70 minutes');
    expect(found?.explanation).toContain('handed out');
  });

  it('come from every level; below hard nothing was refused, so the plan is the cause', () => {
    const levels = (['soft', 'watch'] as const).map((level) => ({ ...half, level }));
    const found = audited({ ...overHour, rulesAt: () => [hour, ...levels] }).findings;
    expect(found.map(({ level, cause }) => `${level} ${cause}`)).toEqual([
      'soft schedule',
      'watch schedule',
      'hard handed-out',
    ]);
  });

  it('stay within the span that was asked about', () => {
    const facts = {
      timeline: { ...timeline('00:00'), knownUntil: day.end },
      exposures: overHour.rows,
      handedOut: overHour.leases,
    };
    const found = findings(facts, span('10:02', '10:05'), () => [hour]).findings;
    expect(told(found)).toEqual(['handed-out of 1 10:02-10:05']);
  });

  it('of one rule and level are disjoint where two policies apply', () => {
    const found = audited({
      rows: [row('11:00', '12:20', 4, one)],
      leases: [lease(1n, '11:00', '12:20', 4)],
      rulesAt: from12(hour, half),
    }).findings;
    expect(told(found)).toEqual(['handed-out of 1 12:00-12:20']);
  });

  it.each([
    ['a rule throws', {}, true],
    [
      'too little is known before the span',
      { knownFrom: day.start - hour.rule.lookback(hour.params) * MINUTE + 1 },
      false,
    ],
    ['the span is not known to its end', { knownUntil: day.end - 1 }, false],
  ])('are unverified, not clean, where %s', (_, more, throws) => {
    const broken: Rule = {
      ...hour.rule,
      check: () => {
        throw new Error('no numbers');
      },
    };
    const rules = [throws ? { ...hour, rule: broken } : hour];
    const result = audited({ rows: [], more, rulesAt: () => rules });
    expect(result.findings).toEqual([]);
    expect(result.unverified.map(({ rule }) => rule)).toEqual(['graphic-minutes-per-day']);
  });

  it('tell of the numbers that were passed by most, of whichever policy', () => {
    const rows = [row('11:00', '12:40', 4, one)];
    const leases = [lease(1n, '11:00', '12:40', 4)];
    for (const rulesAt of [from12(half, hour), from12(hour, half)]) {
      const last = audited({ rows, leases, rulesAt }).findings.at(-1);
      expect(last).toMatchObject({ span: { end: at('12:40') }, observed: 100, limit: 30 });
    }
  });

  it('ask about a rule itself, whatever else is in force', () => {
    const others = [quiet, { ...half, level: 'soft' as const }, rest];
    const found = audited({ ...overHour, rulesAt: () => [...others, hour] }).findings;
    expect(told(found.filter(({ level }) => level === 'hard'))).toEqual([
      'handed-out of 1 10:00-10:10',
    ]);
  });

  it('ask about the law itself where the rule is overridden', () => {
    const law = enforced('graphic-minutes-per-day', { limitMinutes: 90 });
    const milder = enforced('graphic-minutes-per-day', { limitMinutes: 200 });
    const open = { ...hour, open: span('10:00', '11:00') };
    const found = audited({
      rows: [project('08:00', '09:00', 4, '09:00'), row('10:00', '10:45', 4, one)],
      leases: [lease(1n, '10:00', '10:45', 4)],
      rulesAt: () => [open, milder, law],
    }).findings;
    expect(told(found)).toEqual(['handed-out of 1 10:30-10:45']);
  });

  it('blame of two of ours that overlap the one past its lease, or else the first', () => {
    const rows = [
      row('08:00', '09:00', 4, { assignment: 3n, recordedAt: at('11:00') }),
      row('09:00', '10:10', 4, one),
      row('10:00', '10:10', 4, two),
    ];
    const others = [lease(3n, '08:00', '09:00', 4), lease(2n, '10:00', '10:10', 4)];
    const blamed = (until: string) =>
      told(audited({ rows, leases: [...others, lease(1n, '09:00', until, 4)] }).findings).at(-1);
    expect(blamed('10:00')).toBe('overrun of 1 10:00-10:10');
    expect(blamed('10:10')).toBe('handed-out of 1 10:00-10:10');
  });

  it('are unverified by each rule that cannot say', () => {
    const more = { knownFrom: day.start - MINUTE };
    const { unverified } = audited({ rows: [], more, rulesAt: () => [hour, rest] });
    expect(unverified.map(({ rule }) => rule)).toEqual(['graphic-minutes-per-day', 'daily-rest']);
  });

  it('come in the order of time, whatever the rule', () => {
    const { findings: found } = audited({
      rows: [project('08:00', '09:10', 4, '09:10'), project('20:00', '20:10', 5, '20:10')],
      story: '[ 08:00 23:00 ]',
      rulesAt: () => [rest, hour, enforced('longest-shift', { limitMinutes: 600 }), half],
    });
    const starts = found.map((one) => one.span.start);
    expect(starts.length).toBeGreaterThan(2);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });
});
