import type { Facts } from '../../src/audit/facts.ts';
import type { HandedOut, RecordedExposure } from '../../src/domain/recorded.ts';
import { type Instant, MINUTE, SECOND } from '../../src/domain/time.ts';
import type { Break, Timeline } from '../../src/domain/timeline.ts';
import type { Arrival } from '../../src/report/arrivals.ts';
import { breakLasts } from '../../src/simulation/reviewer-behaviour.ts';
import type { Day, Person } from './people.ts';
import { type Waiting, WaitingList } from './waiting.ts';

/** Somebody at work. */
export interface Seat {
  readonly person: Person;
  readonly rows: RecordedExposure[];
  readonly handedOut: HandedOut[];
  readonly gaveBack: Set<bigint>;
  readonly breaks: Break[];
  freeFrom: Instant;
  /** When they last came back from a rest. */
  workedSince: Instant;
  meals: number;
  /** Their break is due from here on, whatever they have worked. */
  restsFrom: Instant;
  /** Nothing was for them: they ask again then. */
  asksAgain: Instant;
}

/** Who gets what at an instant; `until`: when it has to leave their hands. */
export interface Given {
  readonly seat: Seat;
  readonly waiting: Waiting;
  readonly until: Instant;
}
export type Policy = (
  free: readonly Seat[],
  list: WaitingList,
  now: Instant,
  all: readonly Seat[],
) => readonly Given[];

/** What became of an item. */
export interface Done {
  readonly waiting: Waiting;
  readonly at: Instant;
}

export interface Played {
  readonly seats: readonly Seat[];
  readonly done: readonly Done[];
  readonly left: readonly Waiting[];
  /** Minutes of people who were free while a queue of theirs had something that no rule forbids. */
  readonly idleMinutes: number;
}

/** Between two looks at the floor. */
const TICK = 5 * SECOND;
/** Everybody rests when they can after so much work, whoever hands out: one habit for all. */
const RESTS_AFTER = 46 * MINUTE;
const IDLE_LOOK = 5 * MINUTE;

/**
 * Plays a day: the same arrivals, people, breaks and lengths, whoever hands out. `allowed` says what the
 * idle could have had.
 */
export function play(day: Day, seed: number, policy: Policy, allowed: Policy): Played {
  const seats = day.people.map(seatOf);
  const list = new WaitingList(day.queues);
  const done: Done[] = [];
  const back: { at: Instant; waiting: Waiting }[] = [];
  let [next, idleMinutes] = [0, 0];
  for (let now = day.span.start; now < day.span.end; now += TICK) {
    for (; (day.arriving[next]?.at ?? Infinity) <= now; next++)
      list.add(day.arriving[next] as Arrival, BigInt(next + 1));
    for (let i = back.length - 1; i >= 0; i--)
      if ((back[i]?.at ?? 0) <= now)
        list.putBack((back.splice(i, 1)[0] as { waiting: Waiting }).waiting);
    const free = seats.filter((seat) => isFree(seat, now) && !rests(seat, now, seed));
    if (free.length === 0 || list.size === 0) continue;
    const given = policy(free, list, now, seats);
    for (const one of given) {
      list.take(one.waiting);
      const ends = hold(one, now);
      if (ends.isDone) done.push({ waiting: one.waiting, at: ends.at });
      else back.push({ at: ends.at, waiting: one.waiting });
    }
    if (now % IDLE_LOOK === 0 && now >= day.measured.start) {
      const busy = new Set(given.map((one) => one.seat));
      const idle = free.filter((seat) => !busy.has(seat));
      idleMinutes += (allowed(idle, list, now, seats).length * IDLE_LOOK) / MINUTE;
    }
  }
  return { seats, done, left: [...list.all(), ...back.map((one) => one.waiting)], idleMinutes };
}

function seatOf(person: Person): Seat {
  const first = person.plans[0]?.comesAt ?? Infinity;
  const made = { rows: [], handedOut: [], breaks: [], gaveBack: new Set<bigint>(), meals: 0 };
  return {
    person,
    ...made,
    freeFrom: first,
    workedSince: first,
    asksAgain: 0,
    restsFrom: Infinity,
  };
}

export function shiftOf({ person }: Seat, now: Instant) {
  return person.plans.find((plan) => plan.comesAt <= now && now < plan.span.end);
}

function isFree(seat: Seat, now: Instant): boolean {
  return seat.freeFrom <= now && shiftOf(seat, now) !== undefined;
}

/** Starts a rest or a meal where it is time. */
function rests(seat: Seat, now: Instant, seed: number): boolean {
  const plan = shiftOf(seat, now);
  if (!plan) return true;
  if (seat.workedSince < plan.comesAt) [seat.workedSince, seat.meals] = [plan.comesAt, 0];
  const eats = plan.mealAt !== null && seat.meals === 0 && now >= plan.mealAt;
  if (!eats && now - seat.workedSince < RESTS_AFTER && now < seat.restsFrom) return false;
  seat.restsFrom = Infinity;
  seat.freeFrom = now + (eats ? seat.person.mealLasts : breakLasts(seed, seat.person, now));
  seat.workedSince = seat.freeFrom;
  seat.breaks.push({ start: now, end: seat.freeFrom, kind: eats ? 'meal' : 'wellbeing' });
  if (eats) seat.meals++;
  return true;
}

/** They look at it until it is done or has to leave their hands. */
function hold({ seat, waiting, until }: Given, start: Instant) {
  const { arrival, severity, item } = waiting;
  const end = Math.min(start + arrival.trueSeconds * SECOND, until);
  const isDone = end === start + arrival.trueSeconds * SECOND;
  const { categories } = arrival;
  const id = BigInt(seat.handedOut.length + 1);
  seat.handedOut.push({
    id,
    severity,
    categories,
    decidedAt: start,
    leaseDecidedAt: start,
    leaseUntil: Math.min(until, start + LONGEST),
  });
  seat.rows.push({
    id,
    start,
    end,
    severity: isDone ? arrival.trueSeverity : severity,
    categories,
    origin: 'assignment',
    assignment: id,
    announced: severity,
    recordedAt: end,
    supersedes: null,
  });
  seat.freeFrom = end;
  if (!isDone) seat.gaveBack.add(item);
  return { isDone, at: end };
}

/** No item is longer, so whoever leases without a limit leases for this. */
export const LONGEST = 15 * MINUTE;

/** Everything recorded of somebody, to an instant. */
export function factsOf({ person, rows, breaks, handedOut }: Seat, until: Instant): Facts {
  const said = person.consents.map((category) => ({ category, granted: true, at: 0 }));
  const timeline = {
    knownFrom: until - 400 * 24 * 60 * MINUTE,
    knownUntil: until,
    zones: person.zones,
    shifts: person.shifts,
    breaks: breaks.filter(({ start }) => start < until),
    holidays: [],
    silences: [],
    consents: said.map((one) => ({ ...one, statement: 1 })),
    statements: [{ version: 1, at: 0 }],
    clearances: said,
    agreements: [],
    flags: [],
    blocks: [],
  };
  return { timeline, exposures: rows, handedOut };
}

export function timelineOf(seat: Seat, now: Instant): Timeline {
  return { ...factsOf(seat, now).timeline, exposures: seat.rows.slice() };
}
