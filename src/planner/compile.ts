import { coveredMinutes, intersect, subtract } from '../domain/spans.ts';
import { type Instant, MINUTE, overlaps, type Span } from '../domain/time.ts';
import { beforeOf } from './history.ts';
import { measuresOf, totalsOf, WEIGHTS, type Work } from './measures.ts';
import { datesFrom, type Probed, probe } from './probe.ts';
import { breaksIn, spanOn } from './proposed.ts';
import type { Plannable, PlanRequest, ShiftKind } from './request.ts';
import { type Duty, HARD, type Person, type Rota } from './rota.ts';

/** A rota for the search, and what its numbers mean. */
export interface Compiled {
  readonly rota: Rota;
  readonly dates: readonly string[];
  /** By duty. */
  readonly work: readonly Work[];
}

/** Demand is counted in hundredths of a person for half an hour. */
const UNIT = 100;
const SLOT = 30 * MINUTE;
/** `blocked`: what the check of an earlier plan would not have, by person, 'date kind'. */
export function compile(
  request: PlanRequest,
  blocked: ReadonlyMap<number, ReadonlySet<string>> = new Map(),
): Compiled {
  const dates = datesFrom(request.first, request.days);
  const duties = new Duties(request, dates);
  const probed = new Map<string, Probed>();
  const people = request.people.map((person): Person => {
    const kinds = request.kinds.filter(({ id }) => person.kinds.includes(id));
    const key = `${rulesKey(person)} ${kinds.map(({ id }) => id).join()}`;
    const known = probed.get(key) ?? probe(person, kinds, dates);
    probed.set(key, known);
    const own = duties.of(person, kinds);
    return {
      pattern: known.pattern,
      duties: own.map(({ index }) => index),
      before: beforeOf(person, kinds, request.first),
      wishes: wishesOf(person, {
        dates,
        kinds,
        own: own.map(({ kind }) => kind),
        probed: known,
        blocked: blocked.get(person.id),
      }),
      totals: totalsOf(person, dates.length),
    };
  });
  return {
    rota: {
      days: dates.length,
      weekend: dates.map(weekendOf),
      duties: duties.list,
      people,
      cells: request.demand.map(({ people: wanted, weight }) => ({
        wanted: Math.round(wanted * UNIT),
        lacking: weight,
        beyond: WEIGHTS.beyond,
      })),
      measures: measuresOf(request, duties.work, dates),
    },
    dates,
    work: duties.work,
  };
}

const lists = new WeakMap<object, number>();
let count = 0;

/** People under the same list of rules, in the same zone, are asked about once. */
function rulesKey({ rules, timeline }: Plannable): string {
  const known = lists.get(rules) ?? ++count;
  lists.set(rules, known);
  return `${known} ${timeline.zones.map(({ zone, from }) => `${zone} ${from}`).join()}`;
}

function weekendOf(date: string): Rota['weekend'][number] {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const weekday = weekdayOf(year, month, day);
  return weekday === 6 ? 'first' : weekday === 0 ? 'second' : null;
}

/** 0 is Sunday (Zeller's congruence, shifted). */
function weekdayOf(year: number, month: number, day: number): number {
  const y = month < 3 ? year - 1 : year;
  const offsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
  return (
    (y +
      Math.floor(y / 4) -
      Math.floor(y / 100) +
      Math.floor(y / 400) +
      (offsets[month - 1] ?? 0) +
      day) %
    7
  );
}

/** The duties that somebody can be given, each once: a kind of shift and what is worked in it. */
class Duties {
  readonly list: Duty[] = [];
  readonly work: Work[] = [];
  private readonly index = new Map<string, number>();
  private readonly slots: ReadonlyMap<string, readonly number[]>;
  private readonly request: PlanRequest;
  private readonly dates: readonly string[];

  constructor(request: PlanRequest, dates: readonly string[]) {
    this.request = request;
    this.dates = dates;
    const slots = new Map<string, number[]>();
    request.demand.forEach(({ group }, cell) => {
      slots.set(group, [...(slots.get(group) ?? []), cell]);
    });
    this.slots = slots;
  }

  of({ groups }: Plannable, kinds: readonly ShiftKind[]) {
    return kinds.flatMap((kind, i) =>
      groups.map((group) => ({ kind: i, index: this.add(kind, i, group, kinds) })),
    );
  }

  private add(kind: ShiftKind, place: number, group: string, kinds: readonly ShiftKind[]): number {
    const key = `${kinds.map(({ id }) => id).join()} ${kind.id} ${group}`;
    const known = this.index.get(key);
    if (known !== undefined) return known;
    this.index.set(key, this.list.length);
    this.work.push({ kind, group });
    this.list.push({
      kind: place,
      covers: this.dates.map((date) => this.covered(kind, group, spanOn(kind, date))),
    });
    return this.list.length - 1;
  }

  /** Breaks are not worked: a half hour with fifteen minutes of one counts half. */
  private covered(kind: ShiftKind, group: string, span: Span) {
    const working = subtract([span], breaksIn(kind, span));
    return (this.slots.get(group) ?? []).flatMap((cell) => {
      const start = this.request.demand[cell]?.start as Instant;
      const slot = { start, end: start + SLOT };
      if (!overlaps(slot, span)) return [];
      const amount = Math.round(
        (UNIT * coveredMinutes(intersect([slot], working))) / (SLOT / MINUTE),
      );
      return amount === 0 ? [] : [{ cell, amount }];
    });
  }
}

function wishesOf(
  person: Plannable,
  {
    dates,
    kinds,
    own,
    probed,
    blocked,
  }: {
    readonly dates: readonly string[];
    readonly kinds: readonly ShiftKind[];
    readonly own: readonly number[];
    readonly probed: Probed;
    readonly blocked: ReadonlySet<string> | undefined;
  },
): readonly (readonly number[])[] {
  return dates.map((date, day) => {
    const pin = person.pins.find((one) => one.date === date);
    const wishes = person.wishes.filter((one) => one.date === date);
    const costOf = (kind: ShiftKind | null): number => {
      if (pin !== undefined && pin.kind !== (kind?.id ?? null)) return HARD;
      const against = wishes.filter((wish) => wish.kind !== (kind?.id ?? null));
      return against.reduce((sum, wish) => sum + wish.weight * WEIGHTS.wish, 0);
    };
    const ofKind = kinds.map((kind, i) => {
      const span = spanOn(kind, date);
      const isOut =
        probed.impossible[i]?.[day] === true ||
        blocked?.has(`${date} ${kind.id}`) === true ||
        person.timeOff.some((off) => overlaps(off, span));
      return isOut ? HARD : costOf(kind) + WEIGHTS.shift;
    });
    return [costOf(null), ...own.map((kind) => ofKind[kind] ?? HARD)];
  });
}
