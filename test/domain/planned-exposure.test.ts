import { describe, expect, it } from 'vitest';
import { plannedOf, withPlanned } from '../../src/domain/planned-exposure.ts';
import { at, exposure, span } from '../support/timeline.ts';

const PLAN = {
  id: 7n,
  plannedFor: 'training',
  ...span('10:00', '11:00'),
  severity: 3,
  categories: ['HATE_INCITEMENT'],
  at: at('08:00'),
} as const;

describe('exposure that is planned', () => {
  it('is work outside the queues, known since it was planned', () => {
    const { at: recordedAt, ...plan } = PLAN;
    const work = { origin: 'project', assignment: null, recordedAt };
    expect(plannedOf(PLAN)).toEqual({ ...plan, ...work });
  });

  it('comes among what was seen in the order of time, and is told once of the same lists', () => {
    const seen = [exposure(at('09:00'), 5, 1), exposure(at('12:00'), 5, 1)];
    const planned = [plannedOf(PLAN)];
    const all = withPlanned(seen, planned);
    expect(all).toEqual([seen[0], planned[0], seen[1]]);
    expect(withPlanned(seen, planned)).toBe(all);
    expect(withPlanned(seen, [])).toBe(seen);
    const others = [plannedOf({ ...PLAN, id: 8n })];
    expect(withPlanned(seen, others)).toEqual([seen[0], others[0], seen[1]]);
  });
});
