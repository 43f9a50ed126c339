import { dateBefore, nextDate } from './local-time.ts';
import { weekdayOf } from './protected-hour.ts';

/** Dates of which both count, 'YYYY-MM-DD'. */
export interface Dates {
  readonly from: string;
  readonly to: string;
}

/** The weeks from Monday to Sunday that lie within some dates, whole. */
export function wholeWeeks({ from, to }: Dates): readonly Dates[] {
  const weeks: Dates[] = [];
  let monday = from;
  while (weekdayOf(monday) !== 1) monday = nextDate(monday);
  for (;;) {
    const sunday = dateBefore(monday, -6);
    if (sunday > to) return weeks;
    weeks.push({ from: monday, to: sunday });
    monday = nextDate(sunday);
  }
}
