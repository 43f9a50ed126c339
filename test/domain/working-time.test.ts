import { describe, expect, it } from 'vitest';
import type { BreakKind } from '../../src/domain/timeline.ts';
import {
  clockAt,
  countedBreaks,
  hoursOfWork,
  kindAsked,
  overdue,
  seenOutsideShifts,
  stretches,
  UNPAID,
  withEarlier,
  workPieces,
  zoneAt,
} from '../../src/domain/working-time.ts';
import { at, exposure, span, timeline } from '../support/timeline.ts';

const taken = (kind: BreakKind, from: string, to: string) => ({ kind, ...span(from, to) });

describe('work', () => {
  it('is shifts and what is seen outside them, whatever runs over an edge', () => {
    const also = ['07:00', '07:55', '09:00', '11:55'].map((clock) => exposure(at(clock), 10, 1));
    const told = timeline('08:00 [ 12:00 ]', { also });
    expect(workPieces(told).map(({ start, end }) => ({ start, end }))).toEqual([
      span('07:00', '07:10'),
      span('07:55', '08:05'),
      span('08:00', '12:00'),
      span('11:55', '12:05'),
    ]);
  });

  it('is less unpaid breaks where hours are counted', () => {
    const breaks = [
      taken('rest', '09:00', '09:10'),
      taken('wellbeing', '10:00', '10:10'),
      taken('meal', '11:00', '11:30'),
    ];
    expect(hoursOfWork(timeline('08:00 [ 12:00 ]', { facts: { breaks } }))).toEqual([
      span('08:00', '09:00'),
      span('09:10', '11:00'),
      span('11:30', '12:00'),
    ]);
  });
});

describe('what is seen outside shifts', () => {
  it.each([
    ['nothing that fills one', '08:00 [ 60@1 60@1 ]', []],
    ['nothing in the second of two', '08:00 [ 60@1 ] 30- [ 60@1 ]', []],
    ['all that lies between two', '08:00 [ 60@1 ] 30@1 [ 60@1 ]', [span('09:00', '09:30')]],
    [
      'all that touches one',
      '07:30 30@1 [ 60@1 ] 5@1',
      [span('07:30', '08:00'), span('09:00', '09:05')],
    ],
    ['all where there is none', '08:00 60@1', [span('08:00', '09:00')]],
  ])('is %s', (_, story, expected) => {
    const found = seenOutsideShifts(timeline(story));
    expect(found.map(({ start, end }) => ({ start, end }))).toEqual(expected);
  });

  it('is what runs over the edge of a shift, and not what follows in it', () => {
    const also = [exposure(at('07:50'), 20, 1), exposure(at('08:10'), 10, 1)];
    const found = seenOutsideShifts(timeline('08:00 [ 12:00 ]', { also }));
    expect(found.map(({ start, end }) => ({ start, end }))).toEqual([span('07:50', '08:10')]);
  });

  it('leaves the shifts as they are where it is nothing', () => {
    const told = timeline('08:00 [ 60@1 ]');
    expect(workPieces(told)).toBe(told.shifts);
    expect(hoursOfWork(told)).toBe(hoursOfWork(told));
  });
});

describe('the breaks that count', () => {
  const breaks = (['rest', 'wellbeing', 'meal'] as const).map((kind) =>
    taken(kind, '09:00', '09:10'),
  );
  const told = timeline('', { facts: { breaks } });

  it.each([
    [0, ['meal'], ['meal']],
    [1, ['meal'], ['wellbeing', 'meal']],
    [0, UNPAID, ['rest', 'meal']],
    [0, ['wellbeing'], ['wellbeing']],
  ] as const)(
    'are of the kinds, and of wellbeing where that counts (%d): %j',
    (wellbeingCounts, kinds, expected) => {
      expect(countedBreaks(told, { kinds, wellbeingCounts }).map(({ kind }) => kind)).toEqual(
        expected,
      );
    },
  );

  it('are asked for as the law calls them, or as wellbeing breaks where these count', () => {
    expect(kindAsked({ wellbeingCounts: 0 }, 'meal')).toBe('meal');
    expect(kindAsked({ wellbeingCounts: 1 }, 'meal')).toBe('wellbeing');
  });
});

describe('shifts that were long ago', () => {
  it('are known beside the others where they are', () => {
    const told = timeline('08:00 [ 12:00 ]');
    expect(withEarlier(told)).toBe(told);
    const earlier = {
      from: at('2025-06-10T00:00'),
      shifts: [{ id: 9, ...span('2025-06-10T08:00', '2025-06-10T12:00') }],
      breaks: [taken('meal', '2025-06-10T09:00', '2025-06-10T09:30')],
    };
    const longer = { ...told, earlier };
    expect(withEarlier(longer)).toEqual({
      ...longer,
      knownFrom: earlier.from,
      shifts: [...earlier.shifts, ...told.shifts],
      breaks: earlier.breaks,
    });
    expect(withEarlier(longer)).toBe(withEarlier(longer));
  });
});

describe('stretches of a shift', () => {
  const counted = { kinds: UNPAID, wellbeingCounts: 0, breakMinutes: 20 };
  const short = (breaks: readonly ReturnType<typeof taken>[], more = {}) =>
    stretches(timeline('08:00 [ 12:00 ]', { facts: { breaks }, ...more }), counted).map(
      ({ start, end, count, taken: minutes }) => [
        new Date(start).toISOString().slice(11, 16),
        new Date(end).toISOString().slice(11, 16),
        count,
        minutes,
      ],
    );

  it.each([
    ['the whole of one without breaks', [], [['08:00', '12:00', 0, 0]]],
    [
      'all but a break at its start',
      [taken('meal', '08:00', '08:20')],
      [['08:20', '12:00', 1, 20]],
    ],
    ['all but a break at its end', [taken('meal', '11:30', '12:30')], [['08:00', '11:30', 0, 0]]],
    [
      'all, where breaks are before and after',
      [taken('meal', '07:00', '08:00'), taken('meal', '12:00', '13:00')],
      [['08:00', '12:00', 0, 0]],
    ],
    ['none where all is a break', [taken('meal', '07:00', '13:00')], []],
    [
      'two around one that is too short',
      [taken('rest', '09:00', '09:19')],
      [
        ['08:00', '09:00', 0, 0],
        ['09:19', '12:00', 0, 0],
      ],
    ],
  ])('are %s', (_, breaks, expected) => {
    expect(short(breaks)).toEqual(expected);
  });

  it('end where no more is known, and begin no more after it', () => {
    const breaks = [taken('meal', '10:00', '10:30')];
    expect(short(breaks, { knownUntil: at('10:00') })).toEqual([['08:00', '10:00', 0, 0]]);
    expect(short(breaks, { knownUntil: at('10:30') })).toEqual([['08:00', '10:00', 0, 0]]);
  });

  it('are told of shifts that end after an instant', () => {
    const told = timeline('08:00 [ 09:00 ] 10:00 [ 11:00 ]');
    expect(stretches(told, counted, at('08:59'))).toHaveLength(2);
    expect(stretches(told, counted, at('09:00'))).toHaveLength(1);
  });

  it('are too long from when the next break should have begun', () => {
    const breaks = [taken('meal', '10:00', '10:30')];
    const told = timeline('08:00 [ 14:00 ]', { facts: { breaks } });
    expect(overdue(told, counted, (n) => n * 90)).toEqual([
      { span: span('09:30', '10:00'), observed: 120, limit: 90 },
      { span: span('11:00', '14:00'), observed: 360, limit: 180 },
    ]);
    expect(overdue(told, counted, (n) => n * 180)).toEqual([]);
    expect(overdue(told, counted, () => 0.5)[1]?.span).toEqual(span('10:30', '14:00'));
  });

  it('say what breaks came before them, and end where no more is known', () => {
    const breaks = [
      taken('meal', '07:50', '08:20'),
      taken('rest', '09:00', '09:10'),
      taken('wellbeing', '10:00', '10:30'),
      taken('meal', '11:00', '11:30'),
    ];
    const told = timeline('08:00 [ 14:00 ]', { facts: { breaks }, knownUntil: at('13:00') });
    const counted = { kinds: UNPAID, wellbeingCounts: 0, breakMinutes: 20 };
    const shift = span('08:00', '14:00');
    expect(stretches(told, counted)).toEqual([
      { ...span('08:20', '09:00'), shift, count: 1, taken: 20, since: at('08:20') },
      { ...span('09:10', '11:00'), shift, count: 1, taken: 20, since: at('08:20') },
      { ...span('11:30', '13:00'), shift, count: 2, taken: 50, since: at('11:30') },
    ]);
  });
});

describe('the clock of a person', () => {
  it('follows the zone in force', () => {
    const zones = [
      { zone: 'Asia/Kolkata', from: at('06:00') },
      { zone: 'America/New_York', from: at('12:00') },
    ];
    expect(zoneAt(zones, at('05:00'))).toBe('Asia/Kolkata');
    expect(zoneAt(zones, at('12:00'))).toBe('America/New_York');
    expect(clockAt(at('12:00'), 'Asia/Kolkata')).toBe(17 * 60 + 30);
    expect(clockAt(at('02:00'), 'America/New_York')).toBe(22 * 60);
    expect(clockAt(at('1969-12-31T23:00'), 'UTC')).toBe(23 * 60);
    expect(clockAt(at('04:00'), 'America/New_York')).toBe(0);
  });

  it('is not there without a zone', () => {
    expect(() => zoneAt([], at('02:00'))).toThrow('a timeline has a zone');
  });
});
