import { afterAll, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { markBreaksDue } from '../../src/services/breaks-due.ts';
import { openAndCloseShifts } from '../../src/services/shifts.ts';
import { closeDesk, desk } from '../support/desk.ts';
import { client, reviewer } from '../support/graphql.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

it('a break that is put off is shown as such, and once missed as nobody’s fault', async () => {
  const at = await desk({ reviewers: { ada: { saw: [[50, 50, 1]], shift: [-2, 1] } } });
  const ask = async (query: string) =>
    (await client(at.db)(reviewer(at.reviewer('ada')), query)).data;
  const defer = `mutation { deferBreak { __typename ... on BreakDeferred { dueAt deferredAt }
    ... on Error { code message } } }`;
  expect(await ask(defer)).toEqual({
    deferBreak: { __typename: 'NoBreakDue', code: 'NO_BREAK_DUE', message: 'No break is due.' },
  });
  at.pass({ minutes: 1 });
  await markBreaksDue(at.db, at.now);
  const dueAt = new Date(at.now).toISOString();
  at.pass({ minutes: 1 });
  const deferredAt = new Date(NOW + 2 * MINUTE).toISOString();
  expect(await ask(defer)).toEqual({
    deferBreak: { __typename: 'BreakDeferred', dueAt, deferredAt },
  });
  const day = '{ myDay { breaksDue { dueAt deferredAt } breaksMissed { kind dueAt missedBy } } }';
  expect(await ask(day)).toEqual({
    myDay: { breaksDue: [{ dueAt, deferredAt }], breaksMissed: [] },
  });
  at.now = NOW + HOUR;
  await openAndCloseShifts(at.db, at.now);
  expect(await ask(day)).toEqual({
    myDay: { breaksDue: [], breaksMissed: [{ kind: 'WELLBEING', dueAt, missedBy: 'REVIEWER' }] },
  });
});
