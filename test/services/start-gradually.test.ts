import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { changePolicy } from '../../src/services/policy.ts';
import { standings } from '../../src/services/read-policy.ts';
import { startGradually } from '../../src/services/start-gradually.ts';
import { closeDesk, desk } from '../support/desk.ts';
import { client, idOf, reviewer, staff } from '../support/graphql.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

const floor = () => desk({ reviewers: { ada: {}, bo: {} } });
const graphic = async (at: Awaited<ReturnType<typeof floor>>, name: string) => {
  const found = await standings(at.db, at.reviewer(name));
  return found.find(({ rule }) => rule === 'graphic-minutes-per-day')?.params['limitMinutes'];
};

describe('starting gradually', () => {
  it('holds one person to a quarter at once, and to all of it in the fourth week', async () => {
    const at = await floor();
    const steps = await startGradually(at.db, at.reviewer('ada'), null, 'wellbeing');
    expect([await graphic(at, 'ada'), await graphic(at, 'bo')]).toEqual([60, 240]);
    const seen: unknown[] = [];
    for (const { from } of steps) {
      at.now = from;
      seen.push(await graphic(at, 'ada'));
    }
    expect(seen).toEqual([60, 120, 180, 240]);
  });

  it('is from a date to come where one is named, never from one before, and without a reason', async () => {
    const at = await floor();
    const later = await startGradually(at.db, at.reviewer('ada'), NOW + HOUR, 'wellbeing');
    expect(later[0]).toEqual({ percent: 25, from: NOW + HOUR });
    expect(await graphic(at, 'ada')).toBe(240);
    const before = await startGradually(at.db, at.reviewer('bo'), NOW - HOUR, 'wellbeing');
    expect(before[0]?.from).toBeGreaterThanOrEqual(NOW);
    const logged = await at.ask(
      `select actor, action, detail from audit_log where actor = 'wellbeing'`,
    );
    expect(logged.length).toBeGreaterThan(0);
    for (const { action, detail } of logged) {
      expect(action).toBe('change-policy');
      expect(Object.keys(Object(detail)).toSorted()).toEqual(['from', 'level', 'params', 'scope']);
    }
  });

  it('does not undo what is decided for the person meanwhile', async () => {
    const at = await floor();
    const steps = await startGradually(at.db, at.reviewer('ada'), null, 'wellbeing');
    at.pass({ minutes: 60 });
    await changePolicy(at.db, {
      rule: 'graphic-minutes-per-day',
      level: 'hard',
      scope: { kind: 'person', id: at.reviewer('ada') },
      params: { limitMinutes: 20 },
      from: null,
    });
    for (const { from } of steps.slice(1)) {
      at.now = from;
      expect(await graphic(at, 'ada')).toBe(20);
    }
  });

  it('is refused for somebody who is not there', async () => {
    const at = await floor();
    await expect(startGradually(at.db, 99_999, null, 'wellbeing')).rejects.toThrow('no reviewer');
    await at.ask('delete from memberships where reviewer_id = $1', [at.reviewer('bo')]);
    await expect(startGradually(at.db, at.reviewer('bo'), null, 'x')).rejects.toMatchObject({
      name: 'Invalid',
      field: 'reviewer',
    });
  });

  it('is asked for by wellbeing staff and leads, and told as its steps', async () => {
    const at = await floor();
    const ask = client(at.db);
    const query = `mutation ($who: ID!, $from: DateTime) { startGradually(reviewer: $who, from: $from) {
      __typename ... on GradualStart { steps { percent from } } } }`;
    const from = new Date(NOW + MINUTE).toISOString();
    const who = { who: idOf('Reviewer', at.reviewer('ada')), from };
    for (const role of ['wellbeing', 'lead'] as const)
      expect((await ask(staff(role), query, who)).data.startGradually).toEqual({
        __typename: 'GradualStart',
        steps: [
          { percent: 25, from },
          { percent: 50, from: '2026-06-17T00:00:00.000Z' },
          { percent: 75, from: '2026-06-24T00:00:00.000Z' },
          { percent: 100, from: '2026-07-01T00:00:00.000Z' },
        ],
      });
    const own = await ask(reviewer(at.reviewer('ada')), query, who);
    expect(own.data.startGradually).toEqual({ __typename: 'Forbidden' });
    const nobody = await ask(staff('lead'), query, { ...who, who: idOf('Reviewer', 99_999) });
    expect(nobody.data.startGradually).toEqual({ __typename: 'NotFound' });
  });
});
