import { isMemberOf } from './people.ts';
import type { Given, Policy, Seat } from './play.ts';
import type { Waiting, WaitingList } from './waiting.ts';

/** Whoever came free first pulls first, and gets the oldest item of all queues that they are in. */
export const oldestFirst: Policy = (free, list) => {
  const waiting = byAge(list, free.length);
  const taken = new Set<Waiting>();
  return byIdle(free).flatMap((seat) => {
    const first = waiting.find((one) => !taken.has(one) && isFor(seat, one));
    if (!first) return [];
    taken.add(first);
    return [given(seat, first)];
  });
};

/** The oldest item goes to whoever has been idle longest of those with the skill. */
export const longestIdle: Policy = (free, list) => {
  const left = [...byIdle(free)];
  return byAge(list, free.length).flatMap((one) => {
    const place = left.findIndex((seat) => isFor(seat, one));
    const [seat] = place < 0 ? [] : left.splice(place, 1);
    return seat ? [given(seat, one)] : [];
  });
};

/** It stays in their hands until it is done. */
function given(seat: Seat, waiting: Waiting): Given {
  return { seat, waiting, until: Number.POSITIVE_INFINITY };
}

function isFor({ person }: Seat, { from }: Waiting): boolean {
  return isMemberOf(person, from);
}

function byAge(list: WaitingList, of: number): readonly Waiting[] {
  return list.heads(of).toSorted((a, b) => a.arrivedAt - b.arrivedAt || Number(a.item - b.item));
}

function byIdle(free: readonly Seat[]): readonly Seat[] {
  return free.toSorted((a, b) => a.freeFrom - b.freeFrom || a.person.id - b.person.id);
}
