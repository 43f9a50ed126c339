import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { rulebook } from '../../src/rules/index.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { eligibility } from '../../src/services/eligibility.ts';
import { changePolicy, ensureBaseline, type PolicyChange } from '../../src/services/policy.ts';
import { standings } from '../../src/services/read-policy.ts';
import { atSeat } from '../../src/services/seat.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

const floor = () =>
  desk({
    reviewers: {
      ada: { team: 'North', site: 'Reykjavik' },
      bo: { team: 'South', site: 'Reykjavik' },
      cy: { team: 'North', site: 'Accra' },
    },
    queues: { spam: ['LOW_HARM', 0] },
    items: { one: 'spam', two: 'spam', three: 'spam' },
  });
const change = (at: Desk, more: Partial<PolicyChange> = {}) =>
  changePolicy(at.db, {
    rule: 'continuous-exposure',
    level: 'hard',
    scope: { kind: 'organisation' },
    params: { limitMinutes: 20 },
    from: null,
    ...more,
  });
const entries = (at: Desk) => at.ask('select * from policy_entries order by version');
const teamOf = async (at: Desk, name: string) => {
  const [team] = await at.ask('select id from teams where name = $1', [name]);
  return Number(team?.['id']);
};
const limitOf = async (at: Desk, name: string) => {
  const held = await at.take(name);
  return (held.limitAt - held.decidedAt) / MINUTE;
};

describe('a database that is new', () => {
  it('gets each rule once, as it asks to be held, though eight replicas start at once', async () => {
    const at = await floor();
    await at.ask('delete from policy_entries');
    await at.ask('delete from hazard_statements');
    const replicas = await Promise.all(
      Array.from({ length: 8 }, () => openDb(at.url, { clock: () => NOW, connections: 2 })),
    );
    await Promise.all(replicas.map(ensureBaseline));
    await Promise.all(replicas.map(closeDb));
    const found = await entries(at);
    const asked = rulebook.map(({ id, baseline = 'hard' }) => `${id} ${baseline}`);
    expect(found.map((e) => `${e['rule']} ${e['level']}`).toSorted()).toEqual(
      asked.filter((one) => !one.endsWith(' law')).toSorted(),
    );
    expect(await at.ask('select version from hazard_statements')).toEqual([{ version: 1 }]);
  });

  it('in use only watches a rule that it did not have', async () => {
    const at = await floor();
    await at.ask(`delete from policy_entries where rule = 'daily-rest'`);
    await ensureBaseline(at.db);
    expect((await entries(at)).at(-1)).toMatchObject({ rule: 'daily-rest', level: 'watch' });
  });
});

describe('a change', () => {
  it.each([
    ['rule', 'a rule that is not there', { rule: 'bedtime' }],
    ['params', 'a parameter that the rule has not', { params: { naps: 3 } }],
    ['params', 'a number below zero', { params: { limitMinutes: -1 } }],
    ['params', 'no number', { params: { limitMinutes: Number.NaN } }],
    ['params', 'a number without end', { params: { limitMinutes: Infinity } }],
    ['scope', 'a site that is not there', { scope: { kind: 'site', id: 999_999 } }],
    ['scope', 'a team that is not there', { scope: { kind: 'team', id: 999_999 } }],
    ['scope', 'a person who is not there', { scope: { kind: 'person', id: 999_999 } }],
  ] as const)('names its %s when it has %s', async (field, _, more) => {
    const at = await floor();
    const before = await entries(at);
    await expect(change(at, more)).rejects.toMatchObject({ name: 'Invalid', field });
    expect(await entries(at)).toEqual(before);
  });

  it('is never from before its commit, and keeps a date to come', async () => {
    const at = await floor();
    const past = await change(at, { from: NOW - HOUR });
    const future = await change(at, { from: NOW + HOUR });
    const [first, second] = (await entries(at)).slice(-2);
    expect(first).toMatchObject({
      effective_from: new Date(past),
      committed_at: new Date(past),
    });
    expect(past).toBeGreaterThanOrEqual(NOW);
    expect(second).toMatchObject({
      effective_from: new Date(NOW + HOUR),
      committed_at: new Date(future),
    });
  });

  it('is later than every decision before it, even when the clock has gone back', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.now -= HOUR;
    expect(await change(at)).toBeGreaterThan(held.decidedAt);
  });

  it('waits for a decision that began before, which is made by the old version', async () => {
    const at = await floor();
    let [finish, began] = [() => {}, () => {}];
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const locked = new Promise<void>((resolve) => (began = resolve));
    const order: string[] = [];
    const decision = atSeat(at.db, at.reviewer('ada'), async (_, seat) => {
      began();
      await gate;
      order.push('decided');
      return { version: seat.policy.version, now: seat.now };
    });
    await locked;
    const changed = change(at).then((from) => {
      order.push('changed');
      return from;
    });
    await at.ask('select 1');
    finish();
    const [{ version, now }, from] = await Promise.all([decision, changed]);
    expect(order).toEqual(['decided', 'changed']);
    expect(from).toBeGreaterThan(now);
    expect((await entries(at)).at(-1)?.['version']).toBeGreaterThan(version);
  });

  it('reaches those of its scope and nobody else', async () => {
    const at = await floor();
    await change(at, {
      scope: { kind: 'site', id: at.site('Accra') },
      params: { limitMinutes: 30 },
    });
    await change(at, {
      scope: { kind: 'person', id: at.reviewer('bo') },
      params: { limitMinutes: 20 },
    });
    expect(await limitOf(at, 'ada')).toBe(50);
    expect(await limitOf(at, 'bo')).toBe(20);
    expect(await limitOf(at, 'cy')).toBe(30);
    const mine = await standings(at.db, at.reviewer('bo'));
    expect(mine.find((s) => s.rule === 'continuous-exposure')?.params['limitMinutes']).toBe(20);
  });

  it('for a team reaches the team at every site, and never loosens what is stricter', async () => {
    const at = await floor();
    const scope = { kind: 'team', id: await teamOf(at, 'North') } as const;
    await change(at, { scope, params: { limitMinutes: 20 } });
    await change(at, {
      scope: { kind: 'person', id: at.reviewer('ada') },
      params: { limitMinutes: 200 },
    });
    expect(await limitOf(at, 'ada')).toBe(20);
    expect(await limitOf(at, 'bo')).toBe(50);
    expect(await limitOf(at, 'cy')).toBe(20);
  });

  it('that withdraws leaves those of its scope to what holds for everybody', async () => {
    const at = await floor();
    const scope = { kind: 'person', id: at.reviewer('ada') } as const;
    await change(at, { scope });
    at.pass({ minutes: 1 });
    await change(at, { scope, params: null });
    expect(await limitOf(at, 'ada')).toBe(50);
    const own = await standings(at.db, at.reviewer('ada'));
    expect(own.find((s) => s.rule === 'continuous-exposure')).toMatchObject({
      since: NOW + MINUTE,
    });
  });

  it('cannot withdraw what the organisation holds everybody to', async () => {
    const at = await floor();
    await expect(change(at, { params: null })).rejects.toMatchObject({ field: 'params' });
  });

  it('that a later rulebook cannot compare refuses work, and nobody is kept from stepping away', async () => {
    const at = await floor();
    await at.take('bo');
    await at.ask(`insert into policy_entries
        (rule, level, scope, scope_id, params, effective_from, committed_at)
      select 'continuous-exposure', 'hard', 'team', id, '{"naps": "many"}', at, at
        from teams, (select '2026-06-10T10:00:01Z'::timestamptz as at) as a`);
    at.pass({ minutes: 1 });
    expect(await claimNext(at.db, at.reviewer('ada'))).toMatchObject({
      kind: 'not-eligible',
      objections: [{ kind: 'unknown', says: expect.stringContaining('no parameter "naps"') }],
    });
    expect(await stepAway(at.db, at.reviewer('bo'))).toMatchObject({ seenSeconds: 60 });
    await change(at, { scope: { kind: 'team', id: await teamOf(at, 'North') } });
    expect((await claimNext(at.db, at.reviewer('ada'))).kind).toBe('assigned');
  });

  it('that lasts longer than what was loaded refuses once, then it is loaded', async () => {
    const at = await floor();
    await change(at, { params: { awayMinutes: (60 * 24 * HOUR) / MINUTE } });
    const first = await claimNext(at.db, at.reviewer('ada'));
    expect(first).toMatchObject({ kind: 'not-eligible', objections: [{ kind: 'unknown' }] });
    expect((await claimNext(at.db, at.reviewer('ada'))).kind).toBe('assigned');
  });

  it('to an allowance of nothing is said in numbers', async () => {
    const at = await desk({
      reviewers: { ada: { consents: ['GRAPHIC_VIOLENCE'] } },
      queues: { gore: ['GRAPHIC_VIOLENCE', 4] },
      items: { one: 'gore' },
    });
    await change(at, {
      rule: 'daily-dose',
      scope: { kind: 'person', id: at.reviewer('ada') },
      params: { s4Minutes: 0 },
    });
    const { objections } = await eligibility(at.db, at.reviewer('ada'), at.item('one'));
    expect(objections).toHaveLength(1);
    for (const objection of objections) {
      if (objection.kind !== 'breach') throw new Error(objection.says);
      expect(Number.isFinite(objection.breach.observed)).toBe(true);
      expect(objection.says).not.toMatch(/Infinity|NaN/);
    }
  });
});
