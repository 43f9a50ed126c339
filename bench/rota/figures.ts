import { coveredMinutes, intersect, subtract } from '../../src/domain/spans.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { PlannedShift } from '../../src/planner/plan-rota.ts';
import { breaksIn } from '../../src/planner/proposed.ts';
import type { PlanRequest } from '../../src/planner/request.ts';

const SLOT = 30;

/** How much of what is wanted there is, minute by minute of work; more than is wanted counts for nothing. */
export function boundedShare(request: PlanRequest, shifts: readonly PlannedShift[]): number {
  const kinds = new Map(request.kinds.map((kind) => [kind.id, kind]));
  const minutes = new Map<string, number>();
  for (const shift of shifts) {
    const kind = kinds.get(shift.kind);
    if (kind === undefined) continue;
    const working = subtract([shift], breaksIn(kind, shift));
    const first = Math.floor(shift.start / (SLOT * MINUTE)) * SLOT * MINUTE;
    for (let start = first; start < shift.end; start += SLOT * MINUTE) {
      const key = `${shift.group} ${start}`;
      const there = coveredMinutes(intersect([{ start, end: start + SLOT * MINUTE }], working));
      minutes.set(key, (minutes.get(key) ?? 0) + there);
    }
  }
  let [there, wanted] = [0, 0];
  for (const slot of request.demand) {
    wanted += slot.people * SLOT;
    there += Math.min(slot.people * SLOT, minutes.get(`${slot.group} ${slot.start}`) ?? 0);
  }
  return there / wanted;
}
