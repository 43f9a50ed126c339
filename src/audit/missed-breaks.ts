import type { MissedBy } from '../domain/missed-break.ts';
import type { HandedOut } from '../domain/recorded.ts';
import { MINUTE, type Span } from '../domain/time.ts';
import type { BreakKind } from '../domain/timeline.ts';
import type { Finding } from './findings.ts';

/** What such a finding has in place of a rule's key: no rule is called so. */
export const MISSED_BREAK = 'missed-break';

/** A break that was not taken, from when it fell due to the end of its shift. */
export interface Missed extends Span {
  readonly kind: BreakKind;
  /** Null: nobody looked into it. */
  readonly missedBy: MissedBy | null;
}

/**
 * The findings that missed breaks are: about the schedule, each with whose decision it was. What
 * somebody chose to have later is none: nothing about it is kept against them. They are of level
 * 'hard' because only hard rules make a break due.
 */
export function missedBreakFindings(
  missed: readonly Missed[],
  handedOut: readonly HandedOut[],
): readonly Finding[] {
  return missed.flatMap(({ start, end, kind, missedBy }) => {
    if (missedBy === 'reviewer' || start >= end) return [];
    const minutes = (end - start) / MINUTE;
    const given = handedOut.findLast(({ decidedAt: at }) => start < at && at < end);
    return [
      {
        rule: MISSED_BREAK,
        level: 'hard',
        cause: 'schedule',
        span: { start, end },
        observed: minutes,
        limit: 0,
        assignment: missedBy === 'operations' ? (given?.id ?? null) : null,
        explanation: `A ${kind} break fell due ${Math.floor(minutes)} minutes before the shift ended, and was not taken. ${SAID[missedBy ?? 'nobody']}`,
        missedBy,
      },
    ];
  });
}

const SAID: Readonly<Record<Exclude<MissedBy, 'reviewer'> | 'nobody', string>> = {
  plan: 'The shift left no room for it.',
  operations: 'Work was handed out although it was due.',
  nobody: 'Nobody looked into why.',
};
