/** Random timelines, dense and severe enough that every rule breaches on many of them. */
import fc from 'fast-check';
import { type Category, SEVERITIES } from '../../src/domain/category.ts';
import { instantOf } from '../../src/domain/local-time.ts';
import { HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';
import type { Consent, Exposure, Shift, Timeline, ZoneFrom } from '../../src/domain/timeline.ts';
import { AGREED, exposure, NOTHING_SAID } from './timeline.ts';

const DAY = 24 * HOUR;

/** Where nothing ever moves the clock. */
export const STEADY = ['Asia/Kolkata', 'Asia/Tokyo', 'America/Phoenix'];
/** Where it moves within the days that are told, or some other day. */
export const ANYWHERE = [
  ...STEADY,
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
];
const STARTS = ['2026-03-07', '2026-03-28', '2026-04-23', '2026-06-10', '2026-10-03', '2026-10-24'];

const SEEN: readonly Category[] = ['GRAPHIC_VIOLENCE', 'CSAM', 'HATE_INCITEMENT', 'LOW_HARM'];
const someCategories = fc.uniqueArray(fc.constantFrom(...SEEN), { minLength: 1, maxLength: 2 });
const mostlySevere = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(3, 4, 5) },
  { weight: 1, arbitrary: fc.constantFrom(...SEVERITIES) },
);
const step = fc.record({
  pause: fc.oneof(
    { weight: 10, arbitrary: fc.integer({ min: 0, max: 3 }) },
    { weight: 2, arbitrary: fc.integer({ min: 8, max: 14 }) },
  ),
  minutes: fc.integer({ min: 1, max: 25 }),
  severity: mostlySevere,
  categories: someCategories,
  silence: fc.oneof(
    { weight: 15, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 90 }) },
  ),
});
const shift = fc.record({
  rest: fc.oneof(fc.integer({ min: 6 * 60, max: 14 * 60 }), fc.constant(11 * 60)),
  length: fc.integer({ min: 5 * 60, max: 11 * 60 }),
  /** Minutes before the shift at which something is looked at already; 0: nothing. */
  early: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 120 })),
  steps: fc.array(step, { minLength: 15, maxLength: 45 }),
});
const outside = fc.record({
  after: fc.integer({ min: 0, max: 3 * 24 * 60 }),
  minutes: fc.integer({ min: 0, max: 90 }),
  severity: mostlySevere,
  categories: someCategories,
});
const said = fc.record({
  after: fc.integer({ min: -60, max: 2 * 24 * 60 }),
  category: fc.constantFrom(...SEEN),
  granted: fc.boolean(),
});

/** Up to three shifts in some of these zones, with work outside them and a move now and then. */
export function anyTimeline(zones: readonly string[] = ANYWHERE): fc.Arbitrary<Timeline> {
  const zone = fc.constantFrom(...zones);
  return fc
    .record({
      zone,
      date: fc.constantFrom(...STARTS),
      hour: fc.constantFrom('06:00', '09:00', '14:00', '20:00'),
      shifts: fc.array(shift, { minLength: 1, maxLength: 3 }),
      outside: fc.array(outside, { maxLength: 3 }),
      said: fc.array(said, { maxLength: 6 }),
      moves: fc.array(fc.record({ zone, after: fc.integer({ min: 0, max: 2 * 24 * 60 }) }), {
        maxLength: 2,
      }),
    })
    .map((story) => {
      const start = instantOf(`${story.date}T${story.hour}`, story.zone);
      const after = (minutes: number): Instant => start + minutes * MINUTE;
      const worked = work(start, story.shifts);
      const exposures = [
        ...worked.exposures,
        ...story.outside.map((one) =>
          exposure(after(one.after), one.minutes, one.severity, {
            categories: one.categories,
            origin: 'incidental',
            assignment: null,
          }),
        ),
      ].toSorted((a, b) => a.start - b.start);
      const consents = [...AGREED, ...story.said.map((one) => ({ ...one, at: after(one.after) }))];
      return {
        ...worked,
        knownFrom: start - 4 * DAY,
        knownUntil: Math.max(start + 4 * DAY, ...exposures.map((one) => one.end)),
        zones: zonesOf(
          story.zone,
          story.moves.map((move) => ({ zone: move.zone, from: after(move.after) })),
        ),
        exposures,
        breaks: [],
        ...NOTHING_SAID,
        consents: consents
          .map(({ category, granted, at }): Consent => ({ category, granted, at }))
          .toSorted((a, b) => a.at - b.at),
      };
    });
}

function zonesOf(home: string, moves: readonly ZoneFrom[]): readonly ZoneFrom[] {
  return [{ zone: home, from: 0 }, ...moves.toSorted((a, b) => a.from - b.from)];
}

type Told = Parameters<typeof shift.map>[0] extends (value: infer T) => unknown ? T : never;

function work(start: Instant, told: readonly Told[]) {
  const shifts: Shift[] = [];
  const exposures: Exposure[] = [];
  const silences: { start: Instant; end: Instant }[] = [];
  let now = start;
  for (const { rest, length, early, steps } of told) {
    if (shifts.length > 0) now += rest * MINUTE;
    if (early > 0) exposures.push(exposure(now - early * MINUTE, Math.min(early, 5), 1));
    const end = now + length * MINUTE;
    shifts.push({ id: shifts.length + 1, start: now, end });
    for (const one of steps) {
      now += one.pause * MINUTE;
      if (now >= end) break;
      const seen = exposure(now, one.minutes, one.severity, { categories: one.categories });
      exposures.push(seen);
      now = seen.end;
      if (one.silence > 0) silences.push({ start: now, end: now + one.silence * MINUTE });
      now += one.silence * MINUTE;
    }
    // The last item may go on after the shift: that is work outside it.
    now = Math.max(now, end);
  }
  return { shifts, exposures, silences };
}
