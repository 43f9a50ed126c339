import type { NotedDay } from '../store/simulated-day.ts';
import type { Outcome } from './outcome.ts';
import { POLICY_SAYS } from './policies.ts';
import type { Spread } from './seen.ts';

const CAUSES = [
  'handed-out',
  'overrun',
  'reclassified',
  'outside-assignment',
  'policy-changed',
  'schedule',
];

/** How many findings each cause has; those without any too. */
export function byCause({ found }: Outcome): Readonly<Record<string, number>> {
  return Object.fromEntries(
    CAUSES.map((cause) => [cause, sum(found.filter((f) => f.cause === cause))]),
  );
}

function sum(found: Outcome['found']): number {
  return found.reduce((all, { findings }) => all + findings, 0);
}

/** What the last line says, for machines; less `elapsedSeconds` the same for the same seed. */
export function figuresOf(noted: NotedDay, outcome: Outcome, elapsedSeconds: number) {
  const { items, breaks, seen, seconds } = outcome;
  const causes = byCause(outcome);
  return {
    name: 'simulate',
    ...noted,
    handedOut: causes['handed-out'] ?? 0,
    findings: sum(outcome.found),
    byCause: causes,
    unverified: outcome.unverified,
    itemsLost: outcome.lost,
    arrived: items.arrived,
    reviewed: items.reviewed,
    late: items.late,
    waiting: items.waiting,
    overdue: items.overdue,
    leasesLapsed: endedAs(outcome, 'lapsed'),
    steppedAway: endedAs(outcome, 'stepped-away'),
    breaksDue: breaks.due,
    breaksMissed: breaks.missed,
    breaksTaken: breaks.taken,
    meals: breaks.meals,
    worked: seen.people,
    exposureMinutes: seen.minutes,
    dose: seen.dose,
    secondsAcknowledged: seconds.acknowledged,
    secondsInLedger: seconds.inLedger,
    secondsMissing: seconds.missing,
    elapsedSeconds,
  };
}

export type Figures = ReturnType<typeof figuresOf>;

function endedAs({ ended }: Outcome, outcome: string): number {
  return ended.find((one) => one.outcome === outcome)?.assignments ?? 0;
}

/** The same for people, a sentence a line. */
export function sentences(figures: Figures, outcome: Outcome): readonly string[] {
  const { breaks, seen, seconds, items } = outcome;
  const waiting = outcome.waiting.map(({ language, items: n }) => `${language ?? 'any'} ${n}`);
  const found = outcome.found.map((f) => `  ${f.cause}: ${f.rule} ${f.findings}`);
  return [
    `items: ${items.arrived} arrived, ${items.reviewed} reviewed (${items.late} of them late), ` +
      `${items.waiting} waiting (${items.overdue} overdue), ${outcome.lost} lost`,
    `waiting by language: ${waiting.join(', ') || 'nothing'}`,
    `exposure of ${seen.people} people: minutes ${spread(seen.minutes)}; dose in % ${spread(seen.dose)}`,
    `breaks: ${breaks.taken} for wellbeing and ${breaks.meals} meals taken; ${breaks.due} fell due ` +
      `before they were taken, ${breaks.dueTaken} of these were taken, ${breaks.missed} missed`,
    `leases lapsed: ${figures.leasesLapsed}; stepped away: ${figures.steppedAway}`,
    `seconds: ${seconds.acknowledged} acknowledged, ${seconds.inLedger} in the ledger for the same ` +
      `assignments, ${seconds.missing} missing`,
    `findings: ${figures.findings} (handed out: ${figures.handedOut}; unverified: ${figures.unverified})`,
    ...found,
  ];
}

function spread({ median, p90, max }: Spread): string {
  return `median ${median}, p90 ${p90}, max ${max}`;
}

/** What is to be known before the figures are read. */
export function preface(noted: NotedDay, staged: readonly string[]): readonly string[] {
  return [
    `${noted.day} at every site, ${noted.reviewers} reviewers, seed ${noted.seed}: the queues are ` +
      'empty when it begins, and only shifts that start on that date are worked.',
    `! ${POLICY_SAYS}.`,
    ...staged.map((what) => `! staged: ${what}.`),
  ];
}
