import { figure } from '../domain/figure.ts';
import { MINUTE, type Minutes, minutesOf } from '../domain/time.ts';
import {
  kindAsked,
  LONGEST_SHIFT,
  type Stretch,
  stretches,
  UNPAID,
  WELLBEING_COUNTS,
} from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = {
  readonly breakMinutes: Minutes;
  readonly overMinutes: Minutes;
  readonly longerBreakMinutes: Minutes;
  readonly longerOverMinutes: Minutes;
  readonly pieceMinutes: Minutes;
  readonly wellbeingCounts: number;
};

/**
 * Minutes of statutory breaks that a shift must have had once more than so much of it was worked, and
 * more once still more was. What should not have been worked is the time from then on until enough
 * was taken. Breaks that are too short to count are work here.
 */
export const rule = defineRule<Limits>({
  id: 'breaks-in-total',
  title: 'Breaks in total',
  because:
    'The law of several sites; by default German ArbZG 1994 §4: 30 minutes over 6 hours, 45 over 9, ' +
    'in pieces of 15.',
  baseline: 'law',
  parameters: {
    breakMinutes: {
      value: 30,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Minutes of breaks where a shift has more work than this (German ArbZG: 30).',
    },
    overMinutes: {
      value: 360,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Minutes of work past which they have been taken (German ArbZG: 6 h).',
    },
    longerBreakMinutes: {
      value: 45,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Minutes of breaks in all where a shift has still more work (German ArbZG: 45).',
    },
    longerOverMinutes: {
      value: 540,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Minutes of work past which those have been taken (German ArbZG: 9 h).',
    },
    pieceMinutes: {
      value: 15,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Shortest piece of a break that counts (German ArbZG: 15 minutes).',
    },
    ...WELLBEING_COUNTS,
  },
  sameForAll: true,
  waitingHelps: false,
  breakAsked: (p, { observed, limit }) => ({
    kind: kindAsked(p, 'meal'),
    minutes: Math.max(p.pieceMinutes, limit - observed),
  }),
  lookback: () => LONGEST_SHIFT,
  describe: (p) =>
    `At least ${p.breakMinutes} minutes of breaks in a shift of more than ${p.overMinutes} minutes ` +
    `of work, ${p.longerBreakMinutes} of more than ${p.longerOverMinutes}, in pieces of ` +
    `${p.pieceMinutes} or more (wellbeing breaks: ${p.wellbeingCounts}).`,
  check: (timeline, p, from) => {
    const counted = { ...p, breakMinutes: p.pieceMinutes, kinds: UNPAID };
    return stretches(timeline, counted, from).flatMap((stretch) => {
      const breaches = [
        missing(stretch, p.overMinutes, p.breakMinutes),
        missing(stretch, p.longerOverMinutes, p.longerBreakMinutes),
      ].flat();
      return breaches.toSorted((a, b) => a.span.start - b.span.start).slice(0, 1);
    });
  },
  explain: (breach) =>
    `${figure(breach.observed, breach.limit)} minutes of breaks in a shift, where ${breach.limit} ` +
    'are the least by then.',
});

/** The part of a stretch that comes after so much work without enough breaks before it. */
function missing(stretch: Stretch, over: Minutes, least: Minutes) {
  const { shift, start, end, taken } = stretch;
  if (taken >= least) return [];
  const worked = minutesOf({ start: shift.start, end: start }) - taken;
  const due = Math.max(start, Math.ceil(start + (over - worked) * MINUTE));
  return due < end ? [{ span: { start: due, end }, observed: taken, limit: least }] : [];
}
