/** Random timelines, dense and severe enough that every rule breaches on many of them. */
import fc from 'fast-check';
import { type Category, SEVERITIES } from '../../src/domain/category.ts';
import { dateBefore, instantOf, localDay } from '../../src/domain/local-time.ts';
import { HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';
import {
  AGREEMENTS,
  BREAK_KINDS,
  type Break,
  type Consent,
  type Exposure,
  type Shift,
  type Timeline,
  type ZoneFrom,
} from '../../src/domain/timeline.ts';
import { AGREED, exposure } from './timeline.ts';

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
const announced = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(...SEVERITIES) },
);
const step = fc.record({
  pause: fc.oneof(
    { weight: 10, arbitrary: fc.integer({ min: 0, max: 3 }) },
    { weight: 2, arbitrary: fc.integer({ min: 8, max: 40 }) },
  ),
  /** What a pause of some minutes is. */
  away: fc.constantFrom(null, ...BREAK_KINDS),
  minutes: fc.integer({ min: 1, max: 25 }),
  severity: mostlySevere,
  announced,
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
/** A day of few long looks, so that many days are soon told. */
const lightShift = fc.record({
  rest: fc.oneof(
    { weight: 7, arbitrary: fc.constant(16 * 60) },
    { weight: 1, arbitrary: fc.constantFrom(15 * 60, 40 * 60, 64 * 60) },
  ),
  length: fc.constant(8 * 60),
  early: fc.constant(0),
  steps: fc.array(
    fc.record({
      pause: fc.integer({ min: 0, max: 90 }),
      away: fc.constantFrom(null, ...BREAK_KINDS),
      minutes: fc.integer({ min: 20, max: 100 }),
      severity: fc.constantFrom(5, 5, 5, 4, 4, 3),
      announced,
      categories: someCategories,
      silence: fc.constant(0),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
/** Few days full of items, or weeks of light ones; what else happens is spread over them. */
const shifts = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      days: fc.constant(2),
      told: fc.array(shift, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      days: fc.constant(20),
      told: fc.array(lightShift, { minLength: 12, maxLength: 34 }),
    }),
  },
);
const outside = fc.record({
  after: fc.integer({ min: 0, max: 36 * 60 }),
  minutes: fc.integer({ min: 0, max: 90 }),
  severity: mostlySevere,
  categories: someCategories,
});
const when = fc.integer({ min: -60, max: 24 * 60 });
const word = { after: when, category: fc.constantFrom(...SEEN), granted: fc.boolean() };
const said = {
  consents: fc.array(fc.record({ ...word, statement: fc.constantFrom(null, 1, 2) }), {
    maxLength: 6,
  }),
  clearances: fc.array(fc.record(word), { maxLength: 4 }),
  agreements: fc.array(
    fc.record({ after: when, to: fc.constantFrom(...AGREEMENTS), granted: fc.boolean() }),
    { maxLength: 4 },
  ),
  statements: fc.array(fc.integer({ min: -20 * 24 * 60, max: 24 * 60 }), { maxLength: 2 }),
  flags: fc.array(when, { maxLength: 3 }),
  blocks: fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 16 * 60 }),
      minutes: fc.integer({ min: 30, max: 90 }),
    }),
    { maxLength: 3 },
  ),
};

/** Some shifts in some of these zones, with work outside them and a move now and then. */
export function anyTimeline(zones: readonly string[] = ANYWHERE): fc.Arbitrary<Timeline> {
  const zone = fc.constantFrom(...zones);
  return fc
    .record({
      zone,
      date: fc.constantFrom(...STARTS),
      hour: fc.constantFrom('06:00', '09:00', '14:00', '20:00'),
      shifts,
      outside: fc.array(outside, { maxLength: 3 }),
      said: fc.record(said),
      holidays: fc.array(fc.integer({ min: -3, max: 30 }), { maxLength: 6 }),
      moves: fc.array(fc.record({ zone, after: fc.integer({ min: 0, max: 24 * 60 }) }), {
        maxLength: 2,
      }),
    })
    .map((story) => {
      const start = instantOf(`${story.date}T${story.hour}`, story.zone);
      const after = (minutes: number): Instant => start + minutes * story.shifts.days * MINUTE;
      const worked = work(start, story.shifts.told);
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
      return {
        ...worked,
        ...saidOf(story.said, start, after),
        // Further back than any rule looks.
        knownFrom: start - 400 * DAY,
        knownUntil: Math.max(start + 4 * DAY, ...exposures.map((one) => one.end)),
        zones: zonesOf(
          story.zone,
          story.moves.map((move) => ({ zone: move.zone, from: after(move.after) })),
        ),
        exposures,
        holidays: [...new Set(story.holidays)]
          .toSorted((a, b) => a - b)
          .map((days) => localDay(dateBefore(story.date, -days), story.zone)),
      };
    });
}

type Words = { readonly [K in keyof typeof said]: Generated<(typeof said)[K]> };
type Generated<A> = A extends fc.Arbitrary<infer T> ? T : never;

/** What was said of a person and by them, each in order. */
function saidOf(words: Words, start: Instant, after: (minutes: number) => Instant) {
  const inOrder = <T extends { readonly at: Instant }>(list: readonly T[]) =>
    list.toSorted((a, b) => a.at - b.at);
  const consents = words.consents.map(
    ({ after: minutes, category, granted, statement }): Consent => ({
      category,
      granted,
      at: after(minutes),
      ...(statement === null ? {} : { statement }),
    }),
  );
  return {
    consents: inOrder([...AGREED, ...consents]),
    clearances: inOrder(
      words.clearances.map(({ after: minutes, ...rest }) => ({ ...rest, at: after(minutes) })),
    ),
    agreements: inOrder(
      words.agreements.map(({ after: minutes, ...rest }) => ({ ...rest, at: after(minutes) })),
    ),
    statements: inOrder(words.statements.map((minutes) => ({ at: start + minutes * MINUTE }))).map(
      (one, i) => ({ ...one, version: i + 1 }),
    ),
    flags: inOrder(words.flags.map((minutes) => ({ at: after(minutes) }))),
    blocks: words.blocks
      .map(({ after: minutes, minutes: length }) => ({
        kind: 'protected' as const,
        start: after(minutes),
        end: after(minutes) + length * MINUTE,
      }))
      .toSorted((a, b) => a.start - b.start),
  };
}

function zonesOf(home: string, moves: readonly ZoneFrom[]): readonly ZoneFrom[] {
  return [{ zone: home, from: 0 }, ...moves.toSorted((a, b) => a.from - b.from)];
}

type Told = Generated<typeof shift> | Generated<typeof lightShift>;

function work(start: Instant, told: readonly Told[]) {
  const shifts: Shift[] = [];
  const exposures: Exposure[] = [];
  const silences: { start: Instant; end: Instant }[] = [];
  const breaks: Break[] = [];
  let now = start;
  for (const { rest, length, early, steps } of told) {
    if (shifts.length > 0) now += rest * MINUTE;
    if (early > 0) exposures.push(exposure(now - early * MINUTE, Math.min(early, 5), 1));
    const end = now + length * MINUTE;
    shifts.push({ id: shifts.length + 1, start: now, end });
    for (const one of steps) {
      const paused = now;
      now += one.pause * MINUTE;
      if (one.away && one.pause >= 8) breaks.push({ kind: one.away, start: paused, end: now });
      if (now >= end) break;
      // What goes on without a pause is now and then the same item, watched on.
      const before = exposures.at(-1);
      const goesOn = one.pause === 0 && one.minutes % 2 === 0 && before?.end === now;
      const seen = exposure(now, one.minutes, one.severity, {
        categories: one.categories,
        assignment: (goesOn ? before.assignment : null) ?? BigInt(exposures.length),
        ...(one.announced === null ? {} : { announced: one.announced }),
      });
      exposures.push(seen);
      now = seen.end;
      if (one.silence > 0) silences.push({ start: now, end: now + one.silence * MINUTE });
      now += one.silence * MINUTE;
    }
    // The last item may go on after the shift: that is work outside it.
    now = Math.max(now, end);
  }
  return { shifts, exposures, silences, breaks };
}
