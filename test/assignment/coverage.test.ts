import { describe, expect, it } from 'vitest';
import { barredBy, couldBegin, type Planned, speaksFor } from '../../src/assignment/coverage.ts';
import type { Demand } from '../../src/domain/demand.ts';
import { enforced } from '../support/rules.ts';
import { at, span, timeline } from '../support/timeline.ts';

const NOW = at('10:00');
const DEMAND: Demand = {
  language: 'et',
  severity: 4,
  categories: ['GRAPHIC_VIOLENCE'],
  longestMinutes: 10,
  minutes: 60,
  items: 20,
  dueAt: at('11:00'),
  escalated: false,
  gaveBack: [7],
};
const ANN: Planned = {
  reviewer: 1,
  languages: ['et'],
  takesEscalations: false,
  timeline: timeline('', { knownUntil: NOW }),
  rules: [],
  shifts: [span('09:00', '10:30'), span('11:00', '12:00')],
};

describe('work is for somebody', () => {
  it.each([
    ['who speaks it', ANN, DEMAND, true],
    ['not who does not', { ...ANN, languages: ['de'] }, DEMAND, false],
    ['whatever they speak', { ...ANN, languages: [] }, { ...DEMAND, language: null }, true],
    ['not who gave it back', { ...ANN, reviewer: 7 }, DEMAND, false],
    ['not who takes no escalations', ANN, { ...DEMAND, escalated: true }, false],
    [
      'who takes escalations',
      { ...ANN, takesEscalations: true },
      { ...DEMAND, escalated: true },
      true,
    ],
  ])('%s', (_, person, demand, is) => {
    expect(speaksFor(person, demand)).toBe(is);
  });
});

describe('somebody could begin', () => {
  const begin = (person: Planned, by = '14:00', minutes = 10) => {
    const demand = { ...DEMAND, longestMinutes: minutes };
    const found = couldBegin(person, demand, NOW, at(by));
    return found === null ? null : new Date(found).toISOString().slice(11, 16);
  };

  it.each([
    ['now, in the shift they are in', ANN, '10:00'],
    ['when their next begins', { ...ANN, shifts: [span('11:00', '12:00')] }, '11:00'],
    ['never without a shift', { ...ANN, shifts: [] }, null],
    ['never in a shift that is over', { ...ANN, shifts: [span('08:00', '10:00')] }, null],
  ])('%s', (_, person, expected) => {
    expect(begin(person)).toBe(expected);
  });

  it('in the next shift what is longer than the rest of this one', () => {
    expect(begin(ANN, '14:00', 30)).toBe('10:00');
    expect(begin(ANN, '14:00', 31)).toBe('11:00');
    expect(begin(ANN, '14:00', 61)).toBeNull();
  });

  it('only what they would have done in time', () => {
    expect(begin(ANN, '10:10')).toBe('10:00');
    expect(begin(ANN, '10:09')).toBeNull();
  });

  it('when the rules let them', () => {
    const tired: Planned = {
      ...ANN,
      timeline: timeline('09:00 60@4', { knownUntil: NOW }),
      rules: [enforced('continuous-exposure')],
    };
    expect(begin(tired)).toBe('10:10');
    expect(barredBy(tired, DEMAND, NOW)).toEqual(['continuous-exposure']);
    expect(barredBy({ ...tired, rules: [] }, DEMAND, NOW)).toEqual([]);
  });
});
