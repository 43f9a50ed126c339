import { SEVERE } from '../domain/category.ts';
import { LONGEST_WINDOW } from '../domain/day-limit.ts';
import { NIGHT, NIGHT_BECAUSE, type NightHours, nights, nightWords } from '../domain/nights.ts';
import { lastSaid, pieces } from '../domain/said.ts';
import { segmentsAfter } from '../domain/segments.ts';
import { intersection } from '../domain/time.ts';
import { type Breach, defineRule } from './rule.ts';

type Limits = NightHours & { readonly fromSeverity: number };

/** Severe content at night only for people who agreed to that, by what they had said last. */
export const rule = defineRule<Limits>({
  id: 'severe-at-night',
  title: 'Severe work at night',
  because: `${NIGHT_BECAUSE} That severe work at night must be agreed to: no published figure.`,
  parameters: {
    fromSeverity: {
      value: SEVERE,
      unit: 'severity',
      stricter: 'lower',
      says: 'Content of this severity and above must be agreed to at night (no published figure).',
    },
    ...NIGHT,
  },
  overridable: false,
  countsFrom: (p) => p.fromSeverity,
  lookback: () => LONGEST_WINDOW,
  describe: (p) =>
    `Content of S${p.fromSeverity} and above at night, ${nightWords(p)}, only for people who ` +
    'agreed to it.',
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const severe = segmentsAfter(timeline, from).filter((one) => one.severity >= p.fromSeverity);
    const [first, last] = [severe[0], severe.at(-1)];
    if (!first || !last) return [];
    const said = timeline.agreements.filter(({ to }) => to === 'severe-at-night');
    const changes = said.map(({ at }) => at);
    const asked = { start: Math.max(first.start, from), end: last.end };
    const dark = nights(timeline.zones, asked, p);
    const breaches: Breach[] = [];
    let next = 0;
    for (const segment of severe) {
      while ((dark[next]?.end ?? Number.POSITIVE_INFINITY) <= segment.start) next++;
      let at = segment.start;
      for (let i = next; i < dark.length; i++) {
        const night = intersection(dark[i] ?? segment, { start: at, end: segment.end });
        if (!night) continue;
        at = night.end;
        for (const span of pieces(night, changes))
          if (!lastSaid(said, span.start)?.granted)
            breaches.push({ span, observed: segment.severity, limit: p.fromSeverity - 1 });
      }
    }
    return breaches;
  },
  explain: (breach) =>
    `Content of S${breach.observed} at night without having agreed to that, where S${breach.limit} ` +
    'is the most.',
});
