import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { eligibility } from '../../src/services/eligibility.ts';
import { Invalid } from '../../src/services/errors.ts';
import { mayTakeOn, type Work } from '../../src/services/may-take-on.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW, type Person } from '../support/world.ts';

afterAll(closeDesk);

const floor = (ada: Person) =>
  desk({ reviewers: { ada }, queues: { hate: ['HATE_INCITEMENT', 3] }, items: { one: 'hate' } });
const ask = (at: Desk, work: Partial<Work> = {}) =>
  mayTakeOn(at.db, at.reviewer('ada'), {
    severity: 3,
    categories: ['HATE_INCITEMENT'],
    minutes: 2,
    start: null,
    ...work,
  });

describe('work outside the queues', () => {
  it('may be taken on by whom no rule is against', async () => {
    const at = await floor({});
    expect(await ask(at)).toEqual({
      may: true,
      objections: [],
      minutes: expect.closeTo(50, 5),
      earliest: NOW,
    });
  });

  it.each<readonly [string, Person]>([
    ['a run without a break', { saw: [[50, 50, 0]] }],
    ['a day that is full', { saw: [[300, 240, 3]] }],
  ])('meets the same objections as an item: %s', async (_, person) => {
    const at = await floor(person);
    const of = await ask(at);
    const item = await eligibility(at.db, at.reviewer('ada'), at.item('one'));
    expect(of.may).toBe(false);
    expect(of.objections).not.toEqual([]);
    expect(of.objections).toEqual(item.objections);
    expect(of.earliest).toBe(item.earliest);
  });

  it('needs consent to what it shows', async () => {
    const at = await floor({});
    const gore = { severity: 4, categories: ['GRAPHIC_VIOLENCE'] } as const;
    const { may, objections, minutes, earliest } = await ask(at, gore);
    expect({ may, minutes, earliest }).toEqual({ may: false, minutes: 0, earliest: null });
    expect(objections.map(({ rule }) => rule)).toContain('category-consent');
  });

  it('may be too long for what is left', async () => {
    const at = await floor({ saw: [[20, 20, 1]] });
    const { may, objections, minutes } = await ask(at, { minutes: 40 });
    expect(may).toBe(false);
    expect(minutes).toBeCloseTo(30, 5);
    expect(objections.map(({ rule }) => rule)).toEqual(['continuous-exposure']);
  });

  it('that begins later finds them rested', async () => {
    const at = await floor({ saw: [[50, 50, 0]] });
    expect((await ask(at)).may).toBe(false);
    expect(await ask(at, { start: NOW + 10 * MINUTE })).toMatchObject({
      may: true,
      earliest: NOW + 10 * MINUTE,
    });
  });

  it.each<readonly [string, Partial<Work>]>([
    ['no category', { categories: [] }],
    ['no time', { minutes: 0 }],
    ['more than a day', { minutes: 24 * 60 + 1 }],
    ['no number', { minutes: Number.NaN }],
    ['a start that is too far ahead', { start: NOW + 13 * HOUR }],
  ])('is refused with %s', async (_, work) => {
    await expect(ask(await floor({}), work)).rejects.toThrow(Invalid);
  });
});
