import { dayNumber, localDay, wallOf } from '../domain/local-time.ts';
import { zoneAt } from '../domain/working-time.ts';
import type { Plannable, ShiftKind } from './request.ts';
import type { Before } from './rota.ts';

/** Further back it makes no difference to how long somebody may go on. */
const LOOKED_BACK = 14;

/** How somebody's days ended before the first date: how long they have worked, or been off. */
export function beforeOf(
  { timeline }: Plannable,
  kinds: readonly ShiftKind[],
  first: string,
): Before {
  const zone = kinds[0]?.zone ?? zoneAt(timeline.zones, timeline.knownUntil);
  const today = dayNumber(localDay(first, zone).start, zone);
  const worked = new Map<number, number>();
  for (const shift of timeline.shifts) {
    const day = today - dayNumber(shift.start, zone);
    if (day < 1 || day > LOOKED_BACK) continue;
    const clock = wallOf(shift.start, zone).slice(11, 16);
    worked.set(
      day,
      kinds.findIndex(({ from }) => from === clock),
    );
  }
  let run = 0;
  while (worked.has(run + 1)) run++;
  if (run === 0) {
    let off = 1;
    while (off < LOOKED_BACK && !worked.has(off + 1)) off++;
    return { off };
  }
  const last = worked.get(1) as number;
  let ofKind = 1;
  while (ofKind < run && worked.get(ofKind + 1) === last) ofKind++;
  // A shift of no kind that is known: what follows it is left to the check.
  return last < 0 ? { kind: 0, ofKind: 1, work: run } : { kind: last, ofKind, work: run };
}
