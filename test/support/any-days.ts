/** Random days that are dense and severe enough to breach when nobody holds them back. */
import fc from 'fast-check';
import { type Category, SEVERITIES } from '../../src/domain/category.ts';
import { instantOf } from '../../src/domain/local-time.ts';
import { HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';
import type { Consent, Shift, Timeline } from '../../src/domain/timeline.ts';
import type { Days, Event, Step } from './played.ts';
import { AGREED } from './timeline.ts';

const PLACES = [
  { zone: 'Europe/Berlin', dates: ['2026-03-28', '2026-10-24', '2026-06-10'] },
  { zone: 'America/New_York', dates: ['2026-03-07', '2026-10-31', '2026-06-10'] },
  { zone: 'Australia/Lord_Howe', dates: ['2026-04-04', '2026-10-03'] },
  { zone: 'Asia/Kolkata', dates: ['2026-06-10'] },
];

const severe = fc.constantFrom(...SEVERITIES.filter((severity) => severity >= 2));
const seen = fc.constantFrom<Category[]>('GRAPHIC_VIOLENCE', 'CSAM', 'HATE_INCITEMENT', 'LOW_HARM');

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    kind: fc.constant('correction' as const),
    severity: fc.constantFrom(...SEVERITIES),
    after: fc.integer({ min: 0, max: 6 }),
  }),
  fc.record({
    kind: fc.constant('outside' as const),
    ago: fc.integer({ min: 0, max: 90 }),
    minutes: fc.integer({ min: 1, max: 90 }),
    during: fc.integer({ min: 0, max: 12 }),
    severity: severe,
  }),
  fc.record({
    kind: fc.constant('overrun' as const),
    minutes: fc.integer({ min: 1, max: 40 }),
    after: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({
    kind: fc.constant('consent' as const),
    granted: fc.boolean(),
    during: fc.integer({ min: 0, max: 8 }),
  }),
  fc.record({ kind: fc.constant('flag' as const), during: fc.integer({ min: 0, max: 8 }) }),
  fc.record({ kind: fc.constant('silence' as const), minutes: fc.integer({ min: 1, max: 30 }) }),
);

function stepWith(events: fc.Arbitrary<Event | null>): fc.Arbitrary<Step> {
  return fc.record({
    pause: fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 0, max: 2 }) },
      { weight: 3, arbitrary: fc.integer({ min: 8, max: 15 }) },
      { weight: 1, arbitrary: fc.integer({ min: 60, max: 400 }) },
    ),
    severity: severe,
    category: seen,
    expected: fc.integer({ min: 1, max: 15 }),
    takes: fc.constantFrom(0.1, 0.5, 1, 1, 1.5, 3, 8),
    event: events,
  });
}

const AGREED_READING = AGREED.map((consent) => ({ ...consent, statement: 1 }));

const consents: fc.Arbitrary<readonly Consent[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(AGREED_READING) },
  { weight: 1, arbitrary: fc.constant(AGREED) },
  {
    weight: 2,
    arbitrary: fc.constant<readonly Consent[]>([
      { category: 'GRAPHIC_VIOLENCE', granted: true, at: 0, statement: 1 },
      { category: 'HATE_INCITEMENT', granted: false, at: 0 },
    ]),
  },
);

/** In minutes from the first shift's start on. */
const minute = fc.integer({ min: 0, max: 40 * 60 });
const also = fc.record({
  cleared: fc.boolean(),
  atNight: fc.boolean(),
  /** A new version of the statement comes into force, and with it the days to read it end. */
  asked: fc.option(fc.integer({ min: -9 * 24 * 60, max: 24 * 60 }), { freq: 4 }),
  flags: fc.array(minute, { maxLength: 2 }),
  agreed: fc.array(minute, { maxLength: 2 }),
  blocks: fc.array(fc.integer({ min: 0, max: 10 * 60 }), { maxLength: 2 }),
});

type Generated<A> = A extends fc.Arbitrary<infer T> ? T : never;

function knownOf(told: Generated<typeof also>, start: Instant): Partial<Timeline> {
  const after = (minutes: number) => start + minutes * MINUTE;
  const inOrder = (minutes: readonly number[]) => minutes.toSorted((a, b) => a - b).map(after);
  const night = { to: 'severe-at-night', granted: told.atNight, at: 0 } as const;
  const agreed = inOrder(told.agreed).map(
    (at) => ({ to: 'severe-after-aftermath', granted: true, at }) as const,
  );
  return {
    clearances: [{ category: 'CSAM', granted: told.cleared, at: 0 }],
    agreements: [night, ...agreed],
    statements: [
      { version: 1, at: 0 },
      ...(told.asked === null ? [] : [{ version: 2, at: after(told.asked) }]),
    ],
    flags: inOrder(told.flags).map((at) => ({ at })),
    blocks: inOrder(told.blocks).map((at) => ({ kind: 'protected', start: at, end: at + HOUR })),
  };
}

/** So many shifts, some at night, with rest between them that may be too short. */
const shifts = (count: { readonly minLength: number; readonly maxLength: number }) =>
  fc
    .record({
      place: fc.constantFrom(
        ...PLACES.flatMap(({ zone, dates }) => dates.map((date) => ({ zone, date }))),
      ),
      hour: fc.constantFrom(6, 9, 14, 18, 22),
      lengths: fc.array(fc.integer({ min: 7, max: 11 }), count),
      rest: fc.constantFrom(8, 11, 11.5, 14),
    })
    .map(({ place, hour, lengths, rest }) => {
      const planned: Shift[] = [];
      let start = instantOf(`${place.date}T${String(hour).padStart(2, '0')}:00`, place.zone);
      for (const length of lengths) {
        planned.push({ id: planned.length + 1, start, end: start + length * HOUR });
        start += (length + rest) * HOUR;
      }
      return { zone: place.zone, shifts: planned };
    });

const FEW = { minLength: 2, maxLength: 3 };

function daysWith(events: fc.Arbitrary<Event | null>, count = FEW): fc.Arbitrary<Days> {
  return fc
    .record({
      shifts: shifts(count),
      overtime: fc.constantFrom(0, 0, 45, 120),
      consents,
      also,
      steps: fc.array(stepWith(events), { minLength: 90, maxLength: 160 }),
    })
    .map(({ shifts: plan, also: told, ...rest }) => ({
      ...plan,
      ...rest,
      also: knownOf(told, plan.shifts[0]?.start ?? 0),
    }));
}

/** Nothing happens but items that take longer or shorter than expected. */
export const quietDays = daysWith(fc.constant(null));

/** The same with a plan of weeks, most of it still to come. */
export const quietWeeks = daysWith(fc.constant(null), { minLength: 18, maxLength: 20 });

/** Corrections, exposure outside, overruns, consents given and taken back, silence. */
export const eventfulDays = daysWith(fc.option(event, { freq: 3 }));

/**
 * An offset into the days, in instants, at which a policy may change: in steps of 20 minutes, because
 * one that comes and goes within a quarter of an hour is not seen.
 */
export const whileWorking = fc.integer({ min: 1, max: 90 }).map((steps) => steps * 20 * MINUTE);
