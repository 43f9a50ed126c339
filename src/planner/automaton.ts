import type { Before, Bounds, Pattern } from './rota.ts';
import { HARD } from './rota.ts';

/**
 * Everything that a pattern says about what follows what, as one table: a state is what must be
 * remembered of the days before, and a step says what working a kind on the next day costs and where it
 * leads. Evaluating a row is then one look-up a day, whatever the rules are.
 */
export interface Automaton {
  readonly states: number;
  /** By state and step (0: off, else the kind and 1). */
  readonly next: Uint16Array;
  /** How often something hard is broken by the step. */
  readonly hard: Uint8Array;
  readonly soft: Int32Array;
  /** Whether the day before was worked. */
  readonly worked: Uint8Array;
  readonly pattern: Pattern;
  start(before: Before): number;
}

/** What is remembered. `free`: the run began before what is known, so that it cannot be too short. */
interface State {
  readonly kind: number;
  readonly ofKind: number;
  readonly kindFree: boolean;
  readonly run: number;
  readonly free: boolean;
  /** Off for one day: the kind that was worked before it; else NONE. */
  readonly beforeOff: number;
}

const OFF = -1;
const NONE = -1;
const UNKNOWN: State = {
  kind: -2,
  ofKind: 0,
  kindFree: true,
  run: 0,
  free: true,
  beforeOff: NONE,
};

interface Step {
  readonly to: State;
  readonly hard: number;
  readonly soft: number;
}

export function automatonOf(pattern: Pattern): Automaton {
  const states: State[] = [];
  const index = new Map<string, number>();
  const add = (state: State): number => {
    const key = Object.values(state).join();
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, states.length);
    states.push(state);
    return states.length - 1;
  };
  add(UNKNOWN);
  for (const before of everyBefore(pattern)) add(stateAfter(pattern, before));
  const width = pattern.kinds + 1;
  const next: number[] = [];
  const hard: number[] = [];
  const soft: number[] = [];
  for (let at = 0; at < states.length; at++)
    for (let step = 0; step < width; step++) {
      const taken = stepOf(pattern, states[at] as State, step - 1);
      next.push(add(taken.to));
      hard.push(taken.hard);
      soft.push(taken.soft);
    }
  return {
    states: states.length,
    next: Uint16Array.from(next),
    hard: Uint8Array.from(hard),
    soft: Int32Array.from(soft),
    worked: Uint8Array.from(states, (state) => (state.kind >= 0 ? 1 : 0)),
    pattern,
    start: (before) => (before === null ? 0 : add(stateAfter(pattern, before))),
  };
}

/** Every way in which the days before can have ended, as far as the pattern can tell. */
function everyBefore(pattern: Pattern): readonly Exclude<Before, null>[] {
  const off = Array.from({ length: cap(pattern.off) }, (_, i) => ({ off: i + 1 }));
  const kinds = Array.from({ length: pattern.kinds }, (_, kind) => kind);
  const work = kinds.flatMap((kind) =>
    Array.from({ length: cap(pattern.work) }, (_, i) => i + 1).flatMap((run) =>
      Array.from({ length: cap(pattern.ofKind[kind] as Bounds) }, (_, i) => i + 1)
        .filter((ofKind) => ofKind <= run)
        .map((ofKind) => ({ kind, ofKind, work: run })),
    ),
  );
  return [...off, ...work];
}

function stateAfter(pattern: Pattern, before: Exclude<Before, null>): State {
  if ('off' in before)
    return {
      ...{ kind: OFF, ofKind: 0, kindFree: false, free: false, beforeOff: NONE },
      run: Math.min(before.off, cap(pattern.off)),
    };
  return {
    kind: before.kind,
    ofKind: Math.min(before.ofKind, cap(pattern.ofKind[before.kind] as Bounds)),
    kindFree: false,
    run: Math.min(before.work, cap(pattern.work)),
    free: false,
    beforeOff: NONE,
  };
}

/** From here on a run's length makes no difference. */
function cap({ least, most }: Bounds): number {
  return Math.max(least, Number.isFinite(most) ? most : 0, 1);
}

class Cost {
  hard = 0;
  soft = 0;

  add(units: number, weight: number): void {
    if (units <= 0) return;
    if (weight === HARD) this.hard += units;
    else this.soft += units * weight;
  }
}

function stepOf(pattern: Pattern, state: State, kind: number): Step {
  const cost = new Cost();
  if (state.kind >= 0) leaveKind(pattern, state, kind, cost);
  const to = kind === OFF ? rest(pattern, state, cost) : work(pattern, state, kind, cost);
  return { to, hard: cost.hard, soft: cost.soft };
}

/** What ends with the day before: the run of its kind, and what must not follow it. */
function leaveKind(pattern: Pattern, state: State, kind: number, cost: Cost): void {
  if (kind === state.kind) return;
  const bounds = pattern.ofKind[state.kind] as Bounds;
  if (!state.kindFree) cost.add(bounds.least - state.ofKind, bounds.short);
}

function rest(pattern: Pattern, state: State, cost: Cost): State {
  if (state.kind === OFF) return longer(pattern.off, state, cost);
  if (state.kind >= 0 && !state.free) cost.add(pattern.work.least - state.run, pattern.work.short);
  const matters = pattern.forbiddenAfterOneOff.some(([before]) => before === state.kind);
  cost.add(1 - pattern.off.most, pattern.off.long);
  return {
    ...{ kind: OFF, ofKind: 0, kindFree: false, run: 1 },
    free: state.kind === UNKNOWN.kind && pattern.off.least > 1,
    beforeOff: matters ? state.kind : NONE,
  };
}

function work(pattern: Pattern, state: State, kind: number, cost: Cost): State {
  const bounds = pattern.ofKind[kind] as Bounds;
  if (state.kind === OFF && !state.free) cost.add(pattern.off.least - state.run, pattern.off.short);
  if (forbids(pattern.forbidden, state.kind, kind)) cost.add(1, HARD);
  if (forbids(pattern.forbiddenAfterOneOff, state.beforeOff, kind)) cost.add(1, HARD);
  const goesOn = state.kind >= 0;
  const run = goesOn ? longer(pattern.work, state, cost) : state;
  const same = state.kind === kind;
  if (same && state.ofKind + 1 > bounds.most) cost.add(1, bounds.long);
  const ofKind = same ? Math.min(state.ofKind + 1, cap(bounds)) : 1;
  const unknown = state.kind === UNKNOWN.kind;
  return {
    kind,
    ofKind,
    kindFree: (same ? state.kindFree : unknown) && ofKind < bounds.least,
    run: goesOn ? run.run : 1,
    free: goesOn ? run.free : unknown && pattern.work.least > 1,
    beforeOff: NONE,
  };
}

function longer(bounds: Bounds, state: State, cost: Cost): State {
  if (state.run + 1 > bounds.most) cost.add(1, bounds.long);
  const run = Math.min(state.run + 1, cap(bounds));
  return { ...state, run, free: state.free && run < bounds.least, beforeOff: NONE };
}

function forbids(pairs: Pattern['forbidden'], before: number, after: number): boolean {
  return pairs.some(([first, second]) => first === before && second === after);
}
