import { figure } from '../domain/figure.ts';
import { NIGHT, nights, nightWords } from '../domain/nights.ts';
import { coveredMinutes, intersect } from '../domain/spans.ts';
import { HOUR, MINUTE, type Span } from '../domain/time.ts';
import type { Shift, Timeline } from '../domain/timeline.ts';
import { NIGHT_WORK } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = { readonly nights: number };

/** Whose sleep is counted, and what makes a shift night work: a wider night is not a stricter one here. */
const HOURS = { nightFrom: NIGHT.nightFrom.value, nightUntil: NIGHT.nightUntil.value };

/**
 * Whole nights without a shift between a day shift and a night shift, or the other way round: a shift
 * with three hours of the night is one (Directive 2003/88/EC art. 2). What should not have been worked
 * is the shift until so many nights would have passed.
 */
export const rule = defineRule<Limits>({
  id: 'day-night-switch',
  title: 'Sleep between day and night work',
  because: `UK HSE on fatigue: two nights of full sleep on a switch; nights ${nightWords(HOURS)}.`,
  baseline: 'soft',
  parameters: {
    nights: {
      value: 2,
      unit: 'count',
      stricter: 'higher',
      says: 'Whole nights without a shift on a switch between day and night work (HSE: 2).',
    },
  },
  sameForAll: true,
  lookback: (p) => ((p.nights + 2) * 25 * HOUR) / MINUTE,
  describe: (p) => `At least ${p.nights} whole nights off between day work and night work.`,
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) =>
    timeline.shifts.flatMap((shift, i) => {
      const before = timeline.shifts[i - 1];
      if (!before || shift.end <= from) return [];
      if (isNight(timeline, before) === isNight(timeline, shift)) return [];
      const off = nightsAfter(timeline, before, p.nights);
      const end = Math.min(shift.end, off[Math.ceil(p.nights) - 1]?.end ?? shift.start);
      if (end <= shift.start) return [];
      const observed = off.filter((night) => night.end <= shift.start).length;
      return { span: { start: shift.start, end }, observed, limit: p.nights };
    }),
  explain: (breach) =>
    `${figure(breach.observed, breach.limit)} whole nights off between day work and night work, ` +
    `where ${breach.limit} are the least.`,
});

/** By the clock of where it began: a move on the way makes it no other shift. */
function isNight({ zones }: Timeline, shift: Shift): boolean {
  const then = zones.filter(({ from }, i) => i === 0 || from <= shift.start);
  return coveredMinutes(intersect([shift], nights(then, shift, HOURS))) >= NIGHT_WORK;
}

/** The whole nights after a shift, at least so many. */
function nightsAfter({ zones }: Timeline, { end }: Shift, least: number): readonly Span[] {
  const span = { start: end, end: end + (least + 2) * 25 * HOUR };
  return nights(zones, span, HOURS).filter((night) => night.start >= end);
}
