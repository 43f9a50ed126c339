import { type Ceiling, ceilingsOf, strictestOf } from '../audit/ceilings.ts';
import { LONGEST_RUN, rollUp } from '../audit/rollup.ts';
import { type DatedDay, datedDays } from '../domain/dated-days.ts';
import type { DueBreak, Rollup } from '../domain/rolled-day.ts';
import { HOUR, type Instant, MINUTE, type Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { Db } from '../store/db.ts';
import { type Facts, loadFacts } from '../store/facts.ts';
import { currentPolicy, type Policy } from '../store/policies.ts';
import {
  breaksDueIn,
  ensureProgress,
  lockProgress,
  type RolledDay,
  type RolledDays,
  saveRollups,
  type ToRollUp,
  toRollUp,
} from '../store/rollups.ts';
import { transaction } from '../store/rows.ts';
import { rulesFor } from './rules-for.ts';
import { recordedTimeline } from './seat.ts';

const DAY = 24 * HOUR;
/** So many days of people's lives are in memory at once. */
const PERSON_DAYS = 2_000;
/** A run of the day before, the rest before it, and the longest local day. */
const BACK = LONGEST_RUN + 2 * HOUR + DAY;
/** Near a move of zone a date may come twice, and both its times count together. */
const AROUND_MOVE = 2 * DAY;
/** No transaction lasts longer: what is dated before that is there to be read. */
const SETTLED = 10 * MINUTE;

export interface RolledUp {
  readonly people: number;
  readonly days: number;
}

/**
 * Rolls up every local day of everybody that has closed by `now`, and again those of which facts
 * were recorded since. Safe to run twice, after an outage, and on many replicas at once.
 */
export async function rollUpDays(db: Db, now: Instant): Promise<RolledUp> {
  await ensureProgress(db.pool);
  const policy = await currentPolicy(db);
  const due = await toRollUp(db.pool, now);
  let days = 0;
  for (let i = 0; i < due.length; ) {
    const batch = batchOf(due.slice(i), now);
    days += await transaction(db, async (tx) => {
      const reviewers = batch.map(({ reviewer }) => reviewer);
      await lockProgress(tx, reviewers);
      const from = Math.min(...batch.map((one) => one.from));
      const span = { start: from - BACK - AROUND_MOVE, end: now };
      const [people, breaks] = await Promise.all([
        loadFacts(tx, reviewers, span),
        breaksDueIn(tx, reviewers, span),
      ]);
      const starts = new Map(batch.map((one) => [one.reviewer, one.from]));
      const told = people.map((facts) => {
        const { reviewer } = facts;
        const since = { start: starts.get(reviewer) ?? now, end: now };
        return daysOf(policy, facts, breaks.get(reviewer) ?? [], since);
      });
      await saveRollups(tx, told, now - SETTLED);
      return told.reduce((sum, one) => sum + one.days.length, 0);
    });
    i += batch.length;
  }
  return { people: due.length, days };
}

/** The first of those that are due, as many as fit into memory with the time of the first. */
function batchOf(due: readonly ToRollUp[], now: Instant): readonly ToRollUp[] {
  const [first] = due;
  const length = first ? now - first.from + BACK : DAY;
  return due.slice(0, Math.max(1, Math.floor((PERSON_DAYS * DAY) / length)));
}

/** What somebody's closed days from that of an instant on come to. */
function daysOf(
  policy: Policy,
  facts: Facts,
  breaks: readonly DueBreak[],
  since: Span,
): RolledDays {
  const timeline = recordedTimeline(facts, since.end);
  const dated = datedDays(timeline.zones, { ...since, start: wholeFrom(timeline, since.start) });
  const isClosed = ({ spans }: DatedDay) => (spans.at(-1)?.end ?? Infinity) <= since.end;
  const closed = dated.filter(isClosed);
  const days = closed.flatMap(({ date, spans }): readonly RolledDay[] => {
    const [from, until] = [spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0];
    const place = facts.memberships.findLast((one) => one.from < until) ?? facts.memberships[0];
    const ceilings = ceilingsOn(policy, facts, [from, until - 1]);
    const day = rollUp(timeline, spans, breaks, ceilings);
    return place && hasAnything(day) ? [{ date, site: place.site, team: place.team, ...day }] : [];
  });
  const open = dated.find((day) => !isClosed(day));
  const until = open?.spans[0]?.start ?? since.end;
  return { reviewer: facts.reviewer, dates: closed.map(({ date }) => date), days, until };
}

function wholeFrom({ zones }: Timeline, from: Instant): Instant {
  const near = zones.slice(1).some((zone) => Math.abs(zone.from - from) <= AROUND_MOVE);
  return near ? from - AROUND_MOVE : from;
}

function ceilingsOn(policy: Policy, facts: Facts, at: readonly Instant[]): readonly Ceiling[] {
  return strictestOf(at.flatMap((instant) => ceilingsOf(rulesFor(policy, facts, instant))));
}

/** A day without content and breaks is not kept: it is as if it were kept as nothing. */
function hasAnything({ minutes, breaks }: Rollup): boolean {
  return breaks.due > 0 || minutes.some((one) => one > 0);
}
