import { afterAll, describe, expect, it } from 'vitest';
import type { Change } from '../../src/domain/loosening.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { SecondPersonNeeded } from '../../src/services/errors.ts';
import { changePolicy } from '../../src/services/policy.ts';
import {
  activatePolicy,
  approvePolicy,
  completeEffects,
  proposePolicy,
  renewEffect,
  withdrawProposal,
} from '../../src/services/proposals.ts';
import { startGradually } from '../../src/services/start-gradually.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW, type Person } from '../support/world.ts';

afterAll(closeDesk);

const GRAPHIC = 'graphic-minutes-per-day';
const ALL = { kind: 'organisation' } as const;
const IN_TIME = new AbortController().signal;

const KEEP = { decision: 'keep', severity: null, categories: null };

const change = (more: Partial<Change> = {}): Change => {
  return { rule: GRAPHIC, level: 'hard', scope: ALL, params: { limitMinutes: 60 }, ...more };
};
const propose = (at: Desk, ...changes: readonly Change[]) =>
  proposePolicy(at.db, changes.length > 0 ? changes : [change()], 'ida', IN_TIME);
const effectOf = async (at: Desk, id: number) => {
  const [row] = await at.ask('select effect from policy_proposals where id = $1', [id]);
  return row?.['effect'];
};
const entriesOf = (at: Desk, id: number) =>
  at.ask('select * from policy_entries where proposal_id = $1 order by version', [id]);

/** By what name each thing that may be done with a proposal is refused. */
const refusals = async (at: Desk, id: number) => {
  const done = await Promise.allSettled([
    approvePolicy(at.db, id, 'uma'),
    activatePolicy(at.db, id, null, 'ida'),
    withdrawProposal(at.db, id, 'ida'),
    renewEffect(at.db, id, 'ida', IN_TIME),
  ]);
  return done.map((one) => (one.status === 'rejected' ? one.reason.name : 'done'));
};

/** Six who saw 100 minutes of graphic content, one who saw a little and one who saw none. */
const crowd = () => {
  const worn: Person = { saw: [[110, 100, 3]] };
  const [a, b, c, d, e, f] = [worn, worn, worn, worn, worn, worn];
  return desk({ reviewers: { a, b, c, d, e, f, g: { saw: [[110, 10, 3]] }, h: {} } });
};
const few = () => desk({ reviewers: { ada: { saw: [[110, 100, 3]] }, bo: {} } });

describe('a proposal', () => {
  it('says what it would have meant, counted by hand, and changes nothing', async () => {
    const at = await crowd();
    const before = await at.ask('select count(*) from policy_entries');
    const id = await propose(at);
    expect(await effectOf(at, id)).toEqual({
      days: 28,
      reached: 8,
      looked: 8,
      rules: [
        {
          rule: GRAPHIC,
          level: 'hard',
          breachesBefore: null,
          breachesAfter: 6,
          peopleBefore: null,
          peopleAfter: 6,
          unverified: 0,
        },
      ],
      assignments: null,
      shifts: null,
    });
    expect(await at.ask('select count(*) from policy_entries')).toEqual(before);
  });

  it('counts the planned shifts of five and more that would break', async () => {
    const shift = [20, 29] as const;
    const at = await desk({
      reviewers: { a: { shift }, b: { shift }, c: { shift }, d: { shift }, e: { shift } },
    });
    const params = { limitMinutes: 8 * 60 };
    const id = await propose(at, change({ rule: 'longest-shift', params }));
    expect(await effectOf(at, id)).toMatchObject({ shifts: 5, assignments: null });
  });

  it('counts the assignments that go past a hard limit only as proposed', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const at = await desk({
      reviewers: Object.fromEntries(names.map((name) => [name, {}])),
      queues: { hate: ['HATE_INCITEMENT', 3], spam: ['LOW_HARM', 0] },
      items: Object.fromEntries([
        ...names.map((name) => [`hate of ${name}`, 'hate']),
        ...names.map((name) => [`spam of ${name}`, 'spam']),
      ]),
    });
    for (let round = 0; round < 2; round++) {
      const held = [];
      for (const name of names) held.push([name, (await at.take(name)).assignment] as const);
      at.pass({ minutes: 2 });
      for (const [name, assignment] of held)
        await completeReview(at.db, at.reviewer(name), { ...KEEP, assignment });
      at.pass({ minutes: 1 });
    }
    const [given] = await at.ask('select count(*)::int as count from assignments');
    const id = await propose(at, change({ params: { limitMinutes: 1 } }));
    expect(given).toEqual({ count: 10 });
    expect(await effectOf(at, id)).toMatchObject({ assignments: 5 });
  });

  it('shows nothing of fewer than five people', async () => {
    const at = await few();
    expect(await effectOf(at, await propose(at))).toMatchObject({
      reached: 2,
      rules: [{ breachesAfter: null, peopleAfter: null }],
    });
  });

  it('looks at those of its scope only', async () => {
    const at = await crowd();
    const scope = { kind: 'person', id: at.reviewer('a') } as const;
    expect(await effectOf(at, await propose(at, change({ scope })))).toMatchObject({ reached: 1 });
  });

  it('is completed soon where only a sample was looked at, once, and not after an approval', async () => {
    const at = await crowd();
    const hurried = () => proposePolicy(at.db, [change()], 'ida', AbortSignal.abort());
    const [first, second] = [await hurried(), await hurried()];
    await approvePolicy(at.db, second, 'uma');
    expect(await completeEffects(at.db)).toBe(1);
    expect(await effectOf(at, first)).toMatchObject({ reached: 8, looked: 8 });
    expect(await effectOf(at, second)).toMatchObject({ reached: 8, looked: 0 });
    const [row] = await at.ask('select state from policy_proposals where id = $1', [second]);
    expect(row).toEqual({ state: 'approved' });
    const notes = "select actor, subject from audit_log where action = 'complete-effect'";
    expect(await at.ask(notes)).toEqual([{ actor: 'system', subject: String(first) }]);
    expect(await completeEffects(at.db)).toBe(0);
  });

  it('loosens where one proposal withdraws what is hard and adds what is soft instead', async () => {
    const at = await few();
    const scope = { kind: 'site', id: at.site('Reykjavik') } as const;
    await changePolicy(at.db, { ...change({ scope }), from: null });
    at.pass({ minutes: 1 });
    const id = await propose(
      at,
      change({ scope, params: null }),
      change({ scope, level: 'soft', params: { limitMinutes: 60 } }),
    );
    await expect(activatePolicy(at.db, id, null, 'ida')).rejects.toThrow(SecondPersonNeeded);
    await approvePolicy(at.db, id, 'uma');
    await activatePolicy(at.db, id, null, 'ida');
    expect(await entriesOf(at, id)).toMatchObject([
      { level: 'hard', params: null },
      { level: 'soft', params: { limitMinutes: 60 } },
    ]);
  });

  it('says how many it has looked at when there is no time for more', async () => {
    const at = await crowd();
    const id = await proposePolicy(at.db, [change()], 'ida', AbortSignal.abort());
    expect(await effectOf(at, id)).toMatchObject({ reached: 8, looked: 0 });
  });

  it.each([
    ['rule', 'a rule that is not there', [change({ rule: 'bedtime' })]],
    ['params', 'a number that the rule has not', [change({ params: { naps: 3 } })]],
    ['params', 'an end of what holds for everybody', [change({ params: null })]],
    ['scope', 'a site that is not there', [change({ scope: { kind: 'site', id: 999_999 } })]],
    ['scope', 'a team that is not there', [change({ scope: { kind: 'team', id: 999_999 } })]],
    ['scope', 'a person who is not there', [change({ scope: { kind: 'person', id: 999_999 } })]],
    ['changes', 'nothing', []],
    ['changes', 'the same twice', [change(), change({ params: { limitMinutes: 30 } })]],
  ])('names its %s when it has %s', async (field, _, changes) => {
    const at = await few();
    await expect(proposePolicy(at.db, changes, 'ida', IN_TIME)).rejects.toMatchObject({
      name: 'Invalid',
      field,
    });
    expect(await at.ask('select 1 from policy_proposals')).toEqual([]);
  });

  it('that tightens needs nobody else', async () => {
    const at = await few();
    const id = await propose(at, change(), change({ rule: 'daily-rest', params: {} }));
    at.pass({ minutes: 1 });
    const from = await activatePolicy(at.db, id, null, 'ida');
    expect(from).toBe(NOW + MINUTE);
    expect(await entriesOf(at, id)).toMatchObject([
      { rule: GRAPHIC, committed_by: 'ida', effective_from: new Date(from) },
      { rule: 'daily-rest', committed_by: 'ida', effective_from: new Date(from) },
    ]);
  });

  it('that loosens a hard rule needs a second person', async () => {
    const at = await few();
    const id = await propose(at, change({ params: { limitMinutes: 300 } }));
    await expect(activatePolicy(at.db, id, null, 'uma')).rejects.toMatchObject({
      name: 'SecondPersonNeeded',
    });
    await expect(approvePolicy(at.db, id, 'ida')).rejects.toMatchObject({
      name: 'SecondPersonNeeded',
    });
    expect(await entriesOf(at, id)).toEqual([]);
    await approvePolicy(at.db, id, 'uma');
    await activatePolicy(at.db, id, null, 'ida');
    expect(await entriesOf(at, id)).toHaveLength(1);
  });

  it('that withdraws a hard limit needs a second person', async () => {
    const at = await few();
    const scope = { kind: 'person', id: at.reviewer('ada') } as const;
    await changePolicy(at.db, { ...change({ scope }), from: null });
    at.pass({ minutes: 1 });
    const id = await propose(at, change({ scope, params: null }));
    await expect(activatePolicy(at.db, id, null, 'ida')).rejects.toMatchObject({
      name: 'SecondPersonNeeded',
    });
  });

  it('is in force from its date, and never before the commit', async () => {
    const at = await few();
    const past = await propose(at);
    const later = await propose(at, change({ rule: 'daily-rest', params: {} }));
    at.pass({ minutes: 1 });
    expect(await activatePolicy(at.db, past, NOW - HOUR, 'ida')).toBe(NOW + MINUTE);
    expect(await activatePolicy(at.db, later, NOW + HOUR, 'ida')).toBe(NOW + HOUR);
    expect(await entriesOf(at, later)).toMatchObject([{ effective_from: new Date(NOW + HOUR) }]);
  });

  it('is stale once its rule was changed, until its effect was computed anew', async () => {
    const at = await few();
    const id = await propose(at, change({ params: { limitMinutes: 300 } }));
    await approvePolicy(at.db, id, 'uma');
    await changePolicy(at.db, { ...change({ params: { limitMinutes: 200 } }), from: null });
    at.pass({ minutes: 1 });
    await expect(activatePolicy(at.db, id, null, 'ida')).rejects.toMatchObject({ name: 'Stale' });
    await renewEffect(at.db, id, 'ida', IN_TIME);
    await expect(activatePolicy(at.db, id, null, 'ida')).rejects.toMatchObject({
      name: 'SecondPersonNeeded',
    });
    await approvePolicy(at.db, id, 'uma');
    await activatePolicy(at.db, id, null, 'ida');
    expect(await entriesOf(at, id)).toHaveLength(1);
  });

  it('is not held up by what is decided for one person, or about another rule', async () => {
    const at = await few();
    const id = await propose(at);
    await startGradually(at.db, at.reviewer('bo'), null, 'lead');
    await changePolicy(at.db, { ...change({ rule: 'daily-rest', params: {} }), from: null });
    at.pass({ minutes: 1 });
    await activatePolicy(at.db, id, null, 'ida');
    expect(await entriesOf(at, id)).toHaveLength(1);
  });

  it('is activated once, though two do it in the same moment', async () => {
    const at = await few();
    const id = await propose(at);
    const both = await Promise.allSettled([
      activatePolicy(at.db, id, null, 'ida'),
      activatePolicy(at.db, id, null, 'uma'),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await entriesOf(at, id)).toHaveLength(1);
  });

  it('that was withdrawn is neither approved nor activated', async () => {
    const at = await few();
    const id = await propose(at);
    await withdrawProposal(at.db, id, 'uma');
    expect(await refusals(at, id)).toEqual(Array(4).fill('AlreadyDecided'));
  });

  it('that is not there is not found', async () => {
    const at = await few();
    expect(await refusals(at, 999_999)).toEqual(Array(4).fill('NotFound'));
  });

  it('is in the audit log, each step with who took it', async () => {
    const at = await few();
    const id = await propose(at, change({ params: { limitMinutes: 300 } }));
    await renewEffect(at.db, id, 'ida', IN_TIME);
    await approvePolicy(at.db, id, 'uma');
    await activatePolicy(at.db, id, null, 'ida');
    const found = await at.ask(
      `select actor, action from audit_log where subject in ($1, $2) order by id`,
      [String(id), GRAPHIC],
    );
    expect(found.map(({ actor, action }) => `${actor} ${action}`).slice(-5)).toEqual([
      'ida propose-policy',
      'ida renew-effect',
      'uma approve-policy',
      'ida activate-policy',
      'ida change-policy',
    ]);
  });
});
