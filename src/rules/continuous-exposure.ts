import { figure } from '../domain/figure.ts';
import { runPieces } from '../domain/runs.ts';
import { MINUTE, minutesOf } from '../domain/time.ts';
import { type Breach, defineRule } from './rule.ts';

type Limits = {
  readonly limitMinutes: number;
  readonly awayMinutes: number;
  readonly fromSeverity: number;
};

/**
 * Elapsed minutes from the first exposure of a run. A run ends only with enough minutes in one piece
 * that are known to be away from it: silence is neither exposure nor rest, so a run lasts through
 * it, and so is the time before anything is known.
 */
export const rule = defineRule<Limits>({
  id: 'continuous-exposure',
  title: 'Continuous exposure',
  because:
    'UK HSE on display screens: 5 to 10 minutes away every 50 to 60 minutes; IWF 2024 report: ' +
    'hourly breaks.',
  parameters: {
    limitMinutes: {
      value: 50,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Longest time from the first exposure until a pause is due (HSE: 50 to 60).',
    },
    awayMinutes: {
      value: 10,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Minutes away, in one piece, that make a pause (HSE: 5 to 10).',
    },
    fromSeverity: {
      value: 0,
      unit: 'severity',
      stricter: 'lower',
      says: 'Content of this severity and above counts; 0 is all of it (HSE: any screen work).',
    },
  },
  ordinaryBreak: true,
  breakAsked: (p) => ({ kind: 'wellbeing', minutes: p.awayMinutes }),
  countsFrom: (p) => p.fromSeverity,
  lookback: (p) => p.limitMinutes + p.awayMinutes,
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of content of S${p.fromSeverity} and above without ` +
    `${p.awayMinutes} minutes away.`,
  check: (timeline, p, from) => {
    const breaches: Breach[] = [];
    for (const { start, end, seen, runStart } of runPieces(timeline, p, from)) {
      const passed = Math.max(start, runStart + p.limitMinutes * MINUTE);
      if (seen && passed < end)
        breaches.push({
          span: { start: passed, end },
          observed: minutesOf({ start: runStart, end }),
          limit: p.limitMinutes,
        });
    }
    return breaches;
  },
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} minutes without ${p.awayMinutes} minutes away, ` +
    `where ${breach.limit} are the most.`,
});
