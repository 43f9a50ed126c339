import { choose } from '../../src/assignment/choose.ts';
import { type Instant, MINUTE } from '../../src/domain/time.ts';
import { type Given, LONGEST, type Policy, type Seat, shiftOf, timelineOf } from './play.ts';

/** Who may take nothing rests now, if they have worked so long, and not when it would have been. */
const RESTS_EARLY_AFTER = 10 * MINUTE;

/** As the service does it: the head of every kind of work, and whoever got nothing asks again. */
export const ours: Policy = (asking, list, now, all) => {
  const free = asking.filter((seat) => seat.asksAgain <= now);
  if (free.length === 0) return [];
  const heads = list.heads(free.length + 1);
  const bySeat = new Map(free.map((seat) => [seat.person.id, seat]));
  const claimants = free.map((seat) => ({
    reviewer: seat.person.id,
    timeline: timelineOf(seat, now),
    rules: seat.person.rules,
    languages: seat.person.languages,
    mayWorkUntil: shiftOf(seat, now)?.span.end ?? now,
    gaveBack: seat.gaveBack,
  }));
  const waiting = new Map(heads.map((one) => [one.item, one]));
  const { chosen, refused } = choose(
    claimants,
    heads,
    now,
    LONGEST / MINUTE,
    ableOnShift(all, now),
    list.usualSeverity,
  );
  const given = chosen.flatMap(({ reviewer, item, limitAt }): Given[] => {
    const [seat, one] = [bySeat.get(reviewer), waiting.get(item)];
    return seat && one ? [{ seat, waiting: one, until: limitAt }] : [];
  });
  const got = new Set(given.map((one) => one.seat));
  for (const seat of free) if (!got.has(seat)) seat.asksAgain = now + MINUTE;
  // Who may take nothing for now has their break now, and not when it would have been.
  for (const { reviewer } of refused) {
    const seat = bySeat.get(reviewer);
    if (seat && now - seat.workedSince >= RESTS_EARLY_AFTER) seat.restsFrom = now;
  }
  return given;
};

const counted = new WeakMap<readonly Seat[], { minute: number; able: Map<string, number> }>();

/** How many on shift speak each language and agreed to each category, counted once a minute. */
function ableOnShift(seats: readonly Seat[], now: Instant): ReadonlyMap<string, number> {
  const minute = Math.floor(now / MINUTE);
  const known = counted.get(seats);
  if (known?.minute === minute) return known.able;
  const able = new Map<string, number>();
  for (const seat of seats)
    if (shiftOf(seat, now))
      for (const one of [...seat.person.languages, ...seat.person.consents])
        able.set(one, (able.get(one) ?? 0) + 1);
  counted.set(seats, { minute, able });
  return able;
}
