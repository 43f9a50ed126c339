/** What a rule says of a timeline, in the words of its own tests. */
import type { Params } from '../../src/domain/policy.ts';
import type { Timeline } from '../../src/domain/timeline.ts';
import { defaultsOf, type Rule } from '../../src/rules/rule.ts';

/** The breaches as '06-10 09:50 to 10:00 (60)': from, to, and what was observed. */
export function broken(rule: Rule, timeline: Timeline, params: Params = {}): readonly string[] {
  return rule.check(timeline, { ...defaultsOf(rule), ...params }).map(({ span, observed }) => {
    const [start, end] = [span.start, span.end].map((at) => new Date(at).toISOString()) as [
      string,
      string,
    ];
    return `${start.slice(5, 10)} ${clock(start)} to ${clock(end)} (${Math.round(observed * 1e6) / 1e6})`;
  });
}

function clock(iso: string): string {
  return iso.slice(11, 19).replace(/:00$/, '');
}
