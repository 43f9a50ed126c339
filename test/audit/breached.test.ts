import { expect, it } from 'vitest';
import { breached } from '../../src/audit/breached.ts';
import { enforced } from '../support/rules.ts';
import { at, span, timeline } from '../support/timeline.ts';

const graphic = enforced('graphic-minutes-per-day', { limitMinutes: 30 });
const told = timeline('09:00 60@4 10- 60@4');

it('what is in breach is told of the spans that are asked about', () => {
  expect(breached(graphic, told, [span('09:00', '12:00')])).toEqual([
    span('09:30', '10:00'),
    span('10:10', '11:10'),
  ]);
  expect(breached(graphic, told, [span('11:00', '11:30'), span('09:20', '09:40')])).toEqual([
    span('09:30', '09:40'),
    span('11:00', '11:10'),
  ]);
  expect(breached(graphic, told, [])).toEqual([]);
});

it('what is overridden is left out', () => {
  const open = { ...graphic, open: span('09:40', '11:00') };
  expect(breached(open, told, [span('09:00', '12:00')])).toEqual([
    span('09:30', '09:40'),
    span('11:00', '11:10'),
  ]);
});

it('a timeline counts as known to the end of what is asked, and not before its beginning', () => {
  const early = { ...told, knownUntil: at('09:10') };
  expect(breached(graphic, early, [span('09:00', '11:30')])).toHaveLength(2);
  const short = { ...told, knownFrom: at('09:00') };
  expect(breached(graphic, short, [span('09:00', '11:30')])).toBeNull();
});
