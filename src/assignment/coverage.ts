import type { Demand } from '../domain/demand.ts';
import { type Instant, intersection, MINUTE, type Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import { earliest, type Work } from './earliest.ts';
import { objections } from './objections.ts';

/** Somebody whom the plan has at work. */
export interface Planned {
  readonly reviewer: number;
  readonly languages: readonly string[];
  readonly takesEscalations: boolean;
  readonly timeline: Timeline;
  readonly rules: readonly EnforcedRule[];
  readonly shifts: readonly Span[];
}

/** Whether it is for somebody at all, before any rule is asked. */
export function speaksFor(
  person: Pick<Planned, 'reviewer' | 'languages' | 'takesEscalations'>,
  { language, gaveBack, escalated }: Demand,
): boolean {
  const { reviewer, languages, takesEscalations } = person;
  if (escalated && !takesEscalations) return false;
  return (language === null || languages.includes(language)) && !gaveBack.includes(reviewer);
}

/** When somebody could first do the longest of it in a shift of theirs and by an instant, or null. */
export function couldBegin(
  person: Planned,
  demand: Demand,
  now: Instant,
  by: Instant,
): Instant | null {
  for (const shift of person.shifts) {
    const within = intersection(shift, { start: now, end: by });
    if (!within) continue;
    const { timeline, rules } = person;
    const asked = { start: now, end: within.end };
    const at = earliest(timeline, asked, workOf(demand), rules, within.start);
    if (at !== null) return at;
  }
  return null;
}

/** The rules that bar it to somebody now. */
export function barredBy(person: Planned, demand: Demand, now: Instant): readonly string[] {
  const { minutes, ...work } = workOf(demand);
  const proposal = { ...work, start: now, end: now + Math.ceil(minutes * MINUTE) };
  const found = objections(person.timeline, proposal, person.rules);
  return [...new Set(found.map(({ rule }) => rule))];
}

function workOf({ severity, categories, longestMinutes: minutes }: Demand): Work {
  return { severity, categories, minutes };
}
