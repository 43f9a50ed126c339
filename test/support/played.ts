/** One person's days as an assigner would hand them out: the facts that the audit then gets. */
import { choose } from '../../src/assignment/choose.ts';
import { limitAt } from '../../src/assignment/headroom.ts';
import type { Facts } from '../../src/audit/facts.ts';
import type { Category, Severity } from '../../src/domain/category.ts';
import type { HandedOut, RecordedExposure } from '../../src/domain/recorded.ts';
import { HOUR, type Instant, MINUTE, type Span } from '../../src/domain/time.ts';
import type { Consent, Exposure, Flag, Shift, Timeline } from '../../src/domain/timeline.ts';
import type { EnforcedRule } from '../../src/rules/enforced.ts';
import { NOTHING_SAID } from './timeline.ts';

/** What comes next: a pause, an item, and what happens around it. */
export interface Step {
  readonly pause: number;
  readonly severity: Severity;
  readonly category: Category;
  readonly expected: number;
  /** How long it really takes, as a multiple of what was expected. */
  readonly takes: number;
  readonly event: Event | null;
}

export type Event =
  /** The item was of another severity; said some steps later. */
  | { readonly kind: 'correction'; readonly severity: Severity; readonly after: number }
  /** Something seen outside, recorded when it is over, or while the item is in their hands. */
  | {
      readonly kind: 'outside';
      readonly ago: number;
      readonly minutes: number;
      readonly during: number;
      readonly severity: Severity;
    }
  /** They go on past the lease; reported at its end, or some steps later. */
  | { readonly kind: 'overrun'; readonly minutes: number; readonly after: number }
  | { readonly kind: 'consent'; readonly granted: boolean; readonly during: number }
  | { readonly kind: 'flag'; readonly during: number }
  | { readonly kind: 'silence'; readonly minutes: number };

export interface Days {
  readonly zone: string;
  readonly shifts: readonly Shift[];
  readonly overtime: number;
  readonly consents: readonly Consent[];
  /** What else is known of them beforehand: clearances, agreements, statements, flags, blocks. */
  readonly also: Partial<Timeline>;
  readonly steps: readonly Step[];
}

/** How the assigner decides; a right one passes the rules on and leases up to the limit. */
export interface Assigner {
  readonly gate: (rules: readonly EnforcedRule[]) => readonly EnforcedRule[];
  /** The lease is a multiple of the expected time, whatever the limit; null: as it should be. */
  readonly lease: number | null;
}

export const RIGHT: Assigner = { gate: (rules) => rules, lease: null };

const LEASE = 10 * MINUTE;
const BEAT = 4 * MINUTE;

type RulesAt = (at: Instant) => readonly EnforcedRule[];
type Later = { steps: number; record: (now: Instant) => void };

/** Plays the days; the facts are complete to the end of the span. */
export function play(
  days: Days,
  rulesAt: RulesAt,
  assigner: Assigner,
): { facts: Facts; span: Span } {
  const first = days.shifts[0]?.start ?? 0;
  const last = days.shifts.at(-1)?.end ?? 0;
  const span = { start: first - HOUR, end: last + 6 * HOUR };
  const desk = deskOf(days, span, rulesAt, assigner);
  let later: Later[] = [];
  for (const step of days.steps) {
    desk.pass(step.pause * MINUTE);
    if (!desk.shift()) break;
    later = later.filter((fact) => {
      if (fact.steps-- > 0) return true;
      desk.learn(fact.record);
      return false;
    });
    later.push(...desk.take(step));
  }
  for (const fact of later) desk.learn(fact.record);
  return { facts: desk.facts(), span };
}

function deskOf(days: Days, span: Span, rulesAt: RulesAt, assigner: Assigner) {
  let now = days.shifts[0]?.start ?? 0;
  const rows: RecordedExposure[] = [];
  const handedOut: HandedOut[] = [];
  const consents: Consent[] = [...days.consents];
  const silences: Span[] = [];
  const flags: Flag[] = [...(days.also.flags ?? [])];
  const said = () => ({ consents: [...consents], flags: flags.toSorted((a, b) => a.at - b.at) });
  const base = {
    // Further back than any rule looks.
    knownFrom: span.start - 400 * 24 * HOUR,
    zones: [{ zone: days.zone, from: 0 }],
    shifts: days.shifts,
    breaks: [],
    ...NOTHING_SAID,
    ...days.also,
  };

  const nextId = () => BigInt(rows.length + 1);
  const live = (more: readonly Exposure[] = []): Timeline => {
    const corrected = new Set(rows.map((row) => row.supersedes));
    const exposures = [...rows.filter((row) => !corrected.has(row.id)), ...more];
    exposures.sort((a, b) => a.start - b.start);
    return {
      ...base,
      knownUntil: now,
      exposures,
      ...said(),
      silences: [...silences],
    };
  };
  const learn = (record: (at: Instant) => void) => {
    record(now);
    now += 1;
  };
  const shift = () => {
    const next = days.shifts.find((one) => now < one.end + days.overtime * MINUTE);
    if (next && now < next.start) now = next.start;
    return next;
  };
  const limit = (timeline: Timeline, step: Step, longest: number, held?: bigint): Instant => {
    const { severity, category, expected } = step;
    if (assigner.lease !== null) return now + Math.ceil(expected * assigner.lease * MINUTE);
    const until = Math.min(now + longest, mayWorkUntil());
    const work = { start: now, end: until, severity, categories: [category] };
    const proposal = held === undefined ? work : { ...work, assignment: held };
    return limitAt(timeline, proposal, assigner.gate(rulesAt(now)));
  };
  const mayWorkUntil = () => {
    const current = shift();
    const next = days.shifts.find((one) => one.start > (current?.start ?? 0));
    const end = (current?.end ?? 0) + days.overtime * MINUTE;
    return next ? Math.min(end, next.start) : end;
  };

  /** Watches to the end of the item or of its lease; heartbeats and facts learnt move the lease. */
  const watch = (step: Step, decision: HandedOut): { end: Instant; decision: HandedOut } => {
    const wanted = now + Math.ceil(step.expected * step.takes * MINUTE);
    const { id, severity, categories, decidedAt: start } = decision;
    const event = step.event;
    const during = event && 'during' in event ? start + event.during * MINUTE : Infinity;
    let happened = false;
    let held = decision;
    for (;;) {
      const until = Math.min(wanted, held.leaseUntil);
      const next = happened ? now + BEAT : Math.min(now + BEAT, Math.max(during, now + 1));
      if (next >= until) return { end: until, decision: held };
      now = next;
      if (!happened && next >= during && event) {
        happened = true;
        // Whoever writes a fact about somebody who holds an item decides its lease anew at once.
        happen(event, step, now);
      }
      const seen = { start, end: now, severity, categories, origin: 'assignment' } as const;
      const timeline = live([{ ...seen, assignment: id, recordedAt: now }]);
      const leaseUntil = Math.max(
        now,
        Math.min(limit(timeline, step, 60 * MINUTE, id), now + LEASE),
      );
      held = { ...held, leaseDecidedAt: now, leaseUntil };
    }
  };

  const happen = (event: Event, step: Step, at: Instant) => {
    if (event.kind === 'consent')
      consents.push({ category: step.category, granted: event.granted, at });
    if (event.kind === 'flag') flags.push({ at });
    if (event.kind === 'outside')
      rows.push({
        start: at - (event.ago + event.minutes) * MINUTE,
        end: at - event.ago * MINUTE,
        severity: event.severity,
        categories: ['GRAPHIC_VIOLENCE'],
        origin: event.during % 2 === 0 ? 'project' : 'incidental',
        assignment: null,
        recordedAt: at,
        id: nextId(),
        supersedes: null,
      });
  };

  const take = (step: Step): readonly Later[] => {
    const claimant = {
      reviewer: 1,
      timeline: live(),
      rules: assigner.gate(rulesAt(now)),
      languages: [],
      mayWorkUntil: mayWorkUntil(),
    };
    const { severity, expected: expectedMinutes } = step;
    const categories = [step.category];
    const due = { arrivedAt: now, dueAt: now };
    const item = { item: 1n, queue: 1, language: null, severity, categories, expectedMinutes };
    const [chosen] = choose([claimant], [{ ...item, ...due }], now, 60).chosen;
    if (!chosen) return [];
    const id = BigInt(handedOut.length + 1);
    const at = { decidedAt: now, leaseDecidedAt: now };
    const longest = assigner.lease === null ? chosen.limitAt : limit(live(), step, 0);
    const leaseUntil = Math.min(longest, assigner.lease === null ? now + LEASE : Infinity);
    const start = now;
    const watched = watch(step, { id, severity, categories, ...at, leaseUntil });
    handedOut.push(watched.decision);
    return settle(step, watched.decision, { start, end: watched.end });
  };

  const settle = (step: Step, decision: HandedOut, seen: Span): readonly Later[] => {
    const { event } = step;
    const { id: assignment, severity, categories } = decision;
    const overrun = event?.kind === 'overrun' ? event.minutes * MINUTE : 0;
    const late = event?.kind === 'overrun' && event.after > 0;
    const end = overrun > 0 ? decision.leaseUntil + overrun : seen.end;
    now = late ? Math.max(decision.leaseUntil, seen.end) : end;
    const row: RecordedExposure = {
      start: seen.start,
      end: late ? seen.end : end,
      severity,
      categories,
      origin: 'assignment',
      assignment,
      announced: severity,
      recordedAt: now,
      id: nextId(),
      supersedes: null,
    };
    if (row.end > row.start) rows.push(row);
    now += 1;
    if (row.end <= row.start) return [];
    if (event?.kind === 'silence') {
      silences.push({ start: row.end, end: now + event.minutes * MINUTE });
      now += event.minutes * MINUTE;
    }
    const correct = (change: Partial<RecordedExposure>) => (at: Instant) => {
      const latest = rows.findLast((one) => one.assignment === assignment) ?? row;
      const next = { ...latest, ...change, recordedAt: at, id: nextId(), supersedes: latest.id };
      // Nobody can report what they have not seen yet.
      rows.push({ ...next, end: Math.min(next.end, at) });
    };
    if (event?.kind === 'correction')
      return [{ steps: event.after, record: correct({ severity: event.severity }) }];
    if (late) return [{ steps: event.after, record: correct({ end }) }];
    return [];
  };

  const facts = (): Facts => ({
    timeline: { ...base, ...said(), knownUntil: span.end, silences },
    exposures: rows.toSorted((a, b) => a.start - b.start),
    handedOut,
  });
  const pass = (elapsed: number) => {
    now += elapsed;
  };
  return { pass, learn, shift, take, facts };
}
