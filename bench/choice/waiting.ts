import type { Candidate } from '../../src/assignment/choose.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { Arrival } from '../../src/report/arrivals.ts';
import { MEDIA_MIX } from '../../src/report/assumptions.ts';
import type { FloorQueue } from '../../src/report/queues.ts';

/** An item that waits: what is known of it, and what only whoever looks at it finds. */
export interface Waiting extends Candidate {
  readonly arrival: Arrival;
  readonly from: FloorQueue;
}

/** What waits, by queue and kind, the oldest first. */
export class WaitingList {
  private readonly kinds = new Map<string, Waiting[]>();
  private readonly queues: ReadonlyMap<string, FloorQueue>;
  private readonly keys: readonly string[];
  size = 0;
  private minutes = 0;
  private dose = 0;

  constructor(queues: ReadonlyMap<string, FloorQueue>) {
    this.queues = queues;
    this.keys = [...queues.keys()];
  }

  add(arrival: Arrival, item: bigint): void {
    const from = this.queues.get(arrival.queueKey);
    if (!from) throw new Error(`no queue ${arrival.queueKey}`);
    const handling = MEDIA_MIX.find(({ media }) => media === arrival.media)?.handling ?? 1;
    this.put({
      item,
      arrival,
      from,
      queue: this.keys.indexOf(from.key),
      language: from.language,
      severity: arrival.severity ?? from.severity,
      categories: arrival.categories,
      expectedMinutes: (from.expectedSeconds * handling) / 60,
      arrivedAt: arrival.at,
      dueAt: arrival.at + from.dueWithinMinutes * MINUTE,
    });
  }

  putBack(waiting: Waiting): void {
    this.put(waiting);
  }

  private put(waiting: Waiting): void {
    const kind = kindOf(waiting);
    const list = this.kinds.get(kind) ?? [];
    this.kinds.set(kind, list);
    const place = list.findLastIndex((one) => one.arrivedAt <= waiting.arrivedAt);
    list.splice(place + 1, 0, waiting);
    this.size++;
  }

  take(waiting: Waiting): void {
    const list = this.kinds.get(kindOf(waiting)) ?? [];
    list.splice(list.indexOf(waiting), 1);
    this.size--;
    this.minutes += waiting.expectedMinutes;
    this.dose += waiting.expectedMinutes * waiting.severity;
  }

  /** The mean severity of the minutes handed out so far. */
  get usualSeverity(): number | null {
    return this.minutes === 0 ? null : this.dose / this.minutes;
  }

  /** So many of each kind: nobody's best is among the others. */
  heads(of: number): readonly Waiting[] {
    return [...this.kinds.values()].flatMap((list) => list.slice(0, of));
  }

  all(): readonly Waiting[] {
    return this.heads(Number.POSITIVE_INFINITY);
  }
}

function kindOf({ from, severity, categories, arrival }: Waiting): string {
  return `${from.key} ${severity} ${categories.join(' ')} ${arrival.media}`;
}
