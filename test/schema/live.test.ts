import { afterAll, describe, expect, it } from 'vitest';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { type Ask, client, idOf, reviewer, staff } from '../support/graphql.ts';

afterAll(closeDesk);

const CLAIM = `mutation { claimNext { kind: __typename ... on ItemAssigned {
  assignment { id role item { externalId escalations { note } } } } } }`;
const BEAT = `mutation ($a: ID!) { heartbeat(assignment: $a) { kind: __typename
  ... on WatchOver { code message } } }`;
const COMPLETE = `mutation ($a: ID!) { completeReview(assignment: $a, decision: "over") {
  kind: __typename } }`;

let at: Desk;
let ask: Ask;

async function floor(media: 'live' | 'text') {
  at = await desk({
    reviewers: { ada: {}, bo: {} },
    queues: { acts: ['DANGEROUS_ACTS', 1] },
    items: { one: ['acts', { media, expectedSeconds: media === 'live' ? 14_400 : 60 }] },
  });
  ask = client(at.db);
}

/** What a reviewer is told, with nothing that went wrong. */
async function told(name: string, query: string, a?: string) {
  const { data, errors } = await ask(reviewer(at.reviewer(name)), query, { a });
  expect(errors).toEqual([]);
  return Object.values<Record<string, unknown>>(data)[0] ?? {};
}

async function claim(name: string) {
  const { assignment } = (await told(name, CLAIM)) as {
    assignment: { id: string; role: string; item: { escalations: object[] } };
  };
  return assignment;
}

describe('a stream, as clients see it', () => {
  it('is handed over from the watcher to the relief, and each is told', async () => {
    await floor('live');
    const watcher = await claim('ada');
    expect(watcher.role).toBe('WATCHER');
    for (let i = 0; i < 41; i++) {
      at.pass({ minutes: 1 });
      await told('ada', BEAT, watcher.id);
    }
    const relief = await claim('bo');
    expect(relief.role).toBe('RELIEF');
    expect(await told('bo', BEAT, relief.id)).toEqual({ kind: 'LeaseExtended' });
    at.pass({ seconds: 61 });
    expect(await told('ada', BEAT, watcher.id)).toEqual({
      kind: 'WatchOver',
      code: 'WATCH_OVER',
      message: 'Somebody else watches on: you may go.',
    });
    expect(await told('ada', COMPLETE, watcher.id)).toEqual({ kind: 'ReviewTooLate' });
    const { data } = await ask(reviewer(at.reviewer('bo')), '{ myDay { assignment { role } } }');
    expect(data.myDay.assignment).toEqual({ role: 'WATCHER' });
    expect(await told('bo', COMPLETE, relief.id)).toEqual({ kind: 'ReviewCompleted' });
  });

  it('goes to the escalation path when its watcher steps away, and says so', async () => {
    await floor('live');
    await claim('ada');
    const away = 'mutation { stepAway { ... on SteppedAway { goesTo item { externalId } } } }';
    expect(await told('ada', away)).toMatchObject({ goesTo: 'ESCALATION' });
  });
});

describe('an item that is passed up, as clients see it', () => {
  it('says what was said of it to whoever has it in their hands, and to who runs the floor', async () => {
    await floor('text');
    const take = `mutation ($bo: ID!) { setTakesEscalations(reviewer: $bo, takes: true) {
      ... on EscalationsSet { reviewer { name takesEscalations } } } }`;
    const bo = idOf('Reviewer', at.reviewer('bo'));
    expect((await ask(staff('lead'), take, { bo })).data).toEqual({
      setTakesEscalations: { reviewer: { name: 'bo', takesEscalations: true } },
    });
    const { id } = await claim('ada');
    const pass = `mutation ($a: ID!) { passUp(assignment: $a, note: "look", severity: 2) {
      ... on PassedUp { goesTo item { state severity escalations { note } } } } }`;
    expect(await told('ada', pass, id)).toEqual({
      goesTo: 'ESCALATION',
      item: { state: 'ESCALATED', severity: 2, escalations: [] },
    });
    const path = '{ myDay { escalations { waiting streamsToRelieve } } }';
    expect(await told('bo', path)).toEqual({ escalations: { waiting: 1, streamsToRelieve: 0 } });
    expect(await told('ada', path)).toEqual({ escalations: null });
    expect((await claim('bo')).item).toEqual({
      externalId: 'one',
      escalations: [{ note: 'look' }],
    });
    const query = 'query ($i: ID!) { item(id: $i) { escalations { note passedUpAt } } }';
    const asked = await ask(staff('lead'), query, { i: idOf('Item', at.item('one')) });
    expect(asked.data.item.escalations).toMatchObject([{ note: 'look' }]);
    expect(asked.errors).toEqual([]);
  });
});
