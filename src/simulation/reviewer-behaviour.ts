import { CATEGORIES, CATEGORY_CODES, type Category, type Severity } from '../domain/category.ts';
import type { LawEntry } from '../domain/policy.ts';
import { contains, type Instant, MINUTE, SECOND, type Span } from '../domain/time.ts';
import { BEHAVIOUR } from '../report/assumptions.ts';
import { pick, seeded } from '../report/random.ts';
import { HABITS } from './habits.ts';

/** Something that happens to a person beside their items, at an instant of their shift. */
export type Aside =
  | {
      readonly kind: 'sees-outside';
      readonly at: Instant;
      readonly origin: 'project' | 'escalation' | 'incidental';
      readonly lasts: number;
      readonly severity: Severity;
      readonly category: Category;
    }
  | { readonly kind: 'refuses'; readonly at: Instant; readonly category: Category };

/** What one shift will be like for one person, whatever items they get. */
export interface ShiftPlan {
  readonly span: Span;
  readonly comesAt: Instant;
  /** Null: too short for a meal. */
  readonly mealAt: Instant | null;
  /** They stop without a word in the middle of an item, and are back after `backAfter`, or not. */
  readonly vanishes: { readonly at: Instant; readonly backAfter: number | null } | null;
  /** In ascending order of `at`. */
  readonly asides: readonly Aside[];
  /** From here on, the next item turns out to be the worst of a category never agreed to. */
  readonly misgradedFrom: Instant | null;
}

/** What is known of an item, and what only whoever looks at it finds. */
export interface Look {
  readonly externalId: string;
  readonly announced: Severity;
  readonly trueSeverity: Severity;
  readonly trueSeconds: number;
}

/** What a person will do with an item, if nothing comes between. */
export interface Ending {
  readonly how: 'completes' | 'steps-away';
  /** After its hand-out, in milliseconds. */
  readonly after: number;
  readonly decision: 'remove' | 'keep';
  /** What it really was, where that differs from what was announced. */
  readonly severity: Severity | null;
  /** At a limit they let go; or they go on, although the item has gone back. */
  readonly goesOn: boolean;
}

type Who = { readonly externalId: string; readonly consents: readonly Category[] };

interface Outside {
  readonly share: number;
  readonly origin: 'project' | 'escalation' | 'incidental';
}

const ORIGINS: readonly [Outside, ...Outside[]] = [
  { share: 0.4, origin: 'escalation' },
  { share: 0.3, origin: 'project' },
  { share: 0.3, origin: 'incidental' },
];

/** A person's shift as the seed has it: the same whatever was drawn before. */
export function planShift(seed: number, who: Who, span: Span): ShiftPlan {
  const random = seeded(seed, 'shift', who.externalId, span.start);
  const within = (from: number, to: number) =>
    Math.floor(span.start + (span.end - span.start) * (from + (to - from) * random()));
  const comesAt = span.start + Math.floor(random() * HABITS.comesWithin);
  const mealAt = (span.start + span.end) / 2 - random() * HABITS.mealBeforeMiddle;
  const vanishesAt = within(0.1, 0.8);
  const back = HABITS.awayAtLeast + Math.floor(random() * HABITS.awaySpread);
  const vanishes = random() < BEHAVIOUR.vanishesShare;
  const backAfter = random() < HABITS.comesBackShare ? back : null;
  const outside = seesOutside(within(0.1, 0.9), random);
  const refuses: Aside = { kind: 'refuses', at: within(0.2, 0.8), category: anyOf(who, random) };
  const asides = [
    ...(random() < BEHAVIOUR.seesOutsideShare ? [outside] : []),
    ...(random() < HABITS.refusesShare ? [refuses] : []),
  ];
  return {
    span,
    comesAt,
    mealAt: span.end - span.start < HABITS.mealFrom ? null : Math.floor(mealAt),
    vanishes: vanishes ? { at: vanishesAt, backAfter } : null,
    asides: asides.toSorted((a, b) => a.at - b.at),
    misgradedFrom: null,
  };
}

function seesOutside(at: Instant, random: () => number): Aside {
  const { seesOutsideSeconds: seconds, seesOutsideSeverity: severity } = BEHAVIOUR;
  const graphic = CATEGORY_CODES.filter((code) => CATEGORIES[code].severity >= severity);
  return {
    kind: 'sees-outside',
    at,
    origin: pick(random, ORIGINS).origin,
    lasts: Math.round(seconds * (0.5 + random())) * SECOND,
    severity,
    category: graphic[Math.floor(random() * graphic.length)] ?? 'HATE_INCITEMENT',
  };
}

/** One that they agreed to, else one that needs no agreement and may be refused all the same. */
function anyOf({ consents }: Who, random: () => number): Category {
  return consents[Math.floor(random() * consents.length)] ?? 'HATE_INCITEMENT';
}

/** What a person does with an item: the same for the same person and item. */
export function endingOf(seed: number, who: Who, item: Look): Ending {
  const random = seeded(seed, 'item', who.externalId, item.externalId);
  const severe = item.trueSeverity >= BEHAVIOUR.stepsAwayTwiceFrom;
  const leaves = random() < BEHAVIOUR.stepsAwayShare * (severe ? 2 : 1);
  const share = 0.1 + 0.8 * random();
  const decision = random() < HABITS.removesShare ? 'remove' : 'keep';
  const goesOn = random() < HABITS.goesOnShare;
  const whole = item.trueSeconds * SECOND;
  return {
    how: leaves ? 'steps-away' : 'completes',
    after: leaves ? Math.ceil(whole * share) : whole,
    decision,
    severity: item.trueSeverity === item.announced ? null : item.trueSeverity,
    goesOn,
  };
}

/** How long a meal lasts, in milliseconds: where the law asks for a longer one, so long. */
export function mealLasts(law: readonly LawEntry[]): number {
  const asked = law.flatMap(({ params }) => MEALS.map((name) => (params[name] ?? 0) * MINUTE));
  return Math.max(HABITS.mealLasts, ...asked);
}

/** What laws call the length of a meal. */
const MEALS = ['breakMinutes', 'noonMinutes', 'lateMinutes'];

/** How long a break lasts that a person starts at an instant, in milliseconds. */
export function breakLasts(seed: number, who: Who, at: Instant): number {
  const random = seeded(seed, 'break', who.externalId, at);
  return HABITS.breakAtLeast + Math.floor(random() * HABITS.breakSpread);
}

/** What somebody does for whom there was no item. */
export type Pause =
  | { readonly kind: 'break' }
  | { readonly kind: 'asks-again'; readonly at: Instant };

/** A limit that ten minutes' rest lifts is a reason to take them now; else they ask again later. */
export function afterRefusal(
  now: Instant,
  shift: Span,
  refusal: { readonly rules: readonly string[]; readonly earliest: Instant | null },
): Pause {
  const rests = refusal.rules.includes('continuous-exposure');
  if (rests && contains(shift, now + HABITS.lastBreak)) return { kind: 'break' };
  const earliest = refusal.earliest ?? now + 5 * MINUTE;
  const at = Math.min(Math.max(earliest, now + HABITS.asksAgain), now + HABITS.asksAgainAtMost);
  return { kind: 'asks-again', at };
}
