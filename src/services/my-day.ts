import { type BreakAhead, breaksAhead } from '../assignment/breaks-ahead.ts';
import { HORIZON, headroom } from '../assignment/headroom.ts';
import type { Objection } from '../assignment/objections.ts';
import { type Category, SEVERITIES, type Severity } from '../domain/category.ts';
import { RELIEF_AHEAD } from '../domain/hand-over.ts';
import { byCategory } from '../domain/said.ts';
import { HOUR, type Instant, type Minutes } from '../domain/time.ts';
import {
  AGREEMENTS,
  type Agreement,
  type Block,
  type Break,
  type Consent,
  type Shift,
  type Timeline,
} from '../domain/timeline.ts';
import { type BreakMissed, type DueBreak, dueBreaks, missedBreaks } from '../store/breaks.ts';
import type { Db } from '../store/db.ts';
import type { Held } from '../store/held.ts';
import { findItem, type ReviewItem } from '../store/items.ts';
import { type PathDepth, pathDepth } from '../store/streams.ts';
import { type OpenOffer, openOffer } from '../store/support-offers.ts';
import { readSeat, type View } from './read-seat.ts';
import { shiftAt, timelineWithHeld } from './seat.ts';

/** How much of a severity may still be taken without a break between, and what ends it. */
export interface SeverityHeadroom {
  readonly severity: Severity;
  readonly minutes: Minutes;
  readonly limitedBy: Objection | null;
  /** When a minute of it could be taken; null: not within the horizon. */
  readonly earliest: Instant | null;
}

export interface MyDay {
  readonly reviewer: number;
  readonly now: Instant;
  readonly zone: string;
  readonly shift: Shift | null;
  readonly nextShift: Shift | null;
  readonly held: Held | null;
  readonly item: ReviewItem | null;
  readonly taken: readonly Break[];
  readonly due: readonly DueBreak[];
  /** Those of the last 24 hours. */
  readonly missed: readonly BreakMissed[];
  /** What falls due before the shift ends if they go on and take none before, by kind. */
  readonly nextBreaks: readonly BreakAhead[];
  /** The protected hour that lasts, or the next one within two days; null: neither. */
  readonly protectedHour: Block | null;
  /** A counsellor who was offered to them and has not been answered; null: none. */
  readonly offer: OpenOffer | null;
  /** What they agree to see at this moment. */
  readonly agreedCategories: readonly Category[];
  /** What else they agree to at this moment. */
  readonly agreedTo: readonly Agreement['to'][];
  readonly headroom: readonly SeverityHeadroom[];
  /** What is on the escalation path; null: they take no escalations. */
  readonly escalations: PathDepth | null;
}

/** A missed break is shown until the next day's shift begins at the latest. */
const MISSED_SHOWN = 24 * HOUR;

/** A person's day as it stands: where they are, what they hold, what is left, what comes next. */
export async function myDay(db: Db, reviewer: number): Promise<MyDay> {
  const view = await readSeat(db, reviewer);
  const { now, facts, held } = view;
  const timeline = timelineWithHeld(facts, held, now);
  const shift = shiftAt(facts, now) ?? null;
  const [item, due, missed, offer, escalations] = await Promise.all([
    held ? findItem(db.pool, held.item) : null,
    dueBreaks(db.pool, reviewer),
    missedBreaks(db.pool, reviewer, now - MISSED_SHOWN),
    openOffer(db.pool, reviewer),
    facts.takesEscalations ? pathDepth(db.pool, now + RELIEF_AHEAD) : null,
  ]);
  const block = facts.blocks.find(({ end }) => end > now) ?? null;
  return {
    reviewer,
    now,
    zone: facts.zones.findLast((z) => z.from <= now)?.zone ?? 'UTC',
    shift,
    nextShift: facts.shifts.find((s) => s.start > now) ?? null,
    held,
    item,
    taken: facts.breaks.filter((b) => shift && b.start >= shift.start),
    due,
    missed,
    nextBreaks: shift
      ? nextBreaks(timeline, view, Math.min(shift.end, block?.start ?? Infinity))
      : [],
    protectedHour: block,
    offer: offer && now < offer.end ? offer : null,
    agreedCategories: agreedCategories(facts.consents),
    agreedTo: AGREEMENTS.filter((to) => facts.agreements.findLast((one) => one.to === to)?.granted),
    headroom: SEVERITIES.map((severity) => headroomOf(timeline, view, severity)),
    escalations,
  };
}

function agreedCategories(consents: readonly Consent[]): readonly Category[] {
  return [...byCategory(consents)].flatMap(([category, said]) =>
    said.at(-1)?.granted ? [category] : [],
  );
}

/** Categories do not matter to how much is left: consent is asked of each item by itself. */
function headroomOf(timeline: Timeline, view: View, severity: Severity): SeverityHeadroom {
  const work = { severity, categories: [], minutes: 1 };
  return { severity, ...headroom(timeline, view.now, work, view.rules, view.now + HORIZON) };
}

/** Nothing falls due while a break is being taken or nothing is handed out. */
function nextBreaks(timeline: Timeline, view: View, until: Instant): readonly BreakAhead[] {
  const { now, rules, facts } = view;
  if (until <= now || facts.breaks.some(({ end }) => end === Infinity)) return [];
  return breaksAhead(timeline, { start: now, end: until }, rules);
}
