import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import { endBreak, startBreak } from '../../src/services/breaks.ts';
import { type Claim, claimMany, claimNext } from '../../src/services/claim-next.ts';
import { NotFound } from '../../src/services/errors.ts';
import { changePolicy } from '../../src/services/policy.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { assigned, closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

const claim = (at: Desk, name: string) => claimNext(at.db, at.reviewer(name));
const given = async (at: Desk, name: string) => {
  const claimed = await claim(at, name);
  return claimed.kind === 'assigned' ? claimed.item.externalId : claimed.kind;
};

describe('a claim', () => {
  it('gives what is due first, whatever queue it waits in', async () => {
    const at = await desk({
      reviewers: { ada: {} },
      queues: {
        spam: ['LOW_HARM', 0, { dueWithinMinutes: 600 }],
        acts: ['DANGEROUS_ACTS', 1, { dueWithinMinutes: 60 }],
      },
      items: { early: 'spam', urgent: 'acts' },
    });
    expect(await given(at, 'ada')).toBe('urgent');
  });

  it('gives again what is held, and says so', async () => {
    const at = await desk({
      reviewers: { ada: {} },
      queues: { spam: ['LOW_HARM', 0] },
      items: { one: 'spam', two: 'spam' },
    });
    const first = assigned(await claim(at, 'ada'));
    at.pass({ seconds: 30 });
    const again = assigned(await claim(at, 'ada'));
    expect([first.resumed, again.resumed]).toEqual([false, true]);
    expect(again.held.assignment).toBe(first.held.assignment);
    expect(again.item.externalId).toBe('one');
    expect(await at.ask('select 1 from assignments')).toHaveLength(1);
  });

  it('never gives what somebody else still had at that instant', async () => {
    const at = await desk({
      reviewers: { ada: {}, bo: {} },
      queues: { spam: ['LOW_HARM', 0] },
      items: { one: 'spam' },
    });
    await at.take('ada');
    at.pass({ seconds: 30 });
    await stepAway(at.db, at.reviewer('ada'));
    // Whoever asked a moment before finds it waiting, if it came back while they were being served.
    at.now -= 1;
    expect(await given(at, 'bo')).toBe('nothing-waiting');
    at.now += 1;
    expect(await given(at, 'bo')).toBe('one');
  });

  it('of somebody who is not on shift says when the next one starts', async () => {
    const at = await desk({
      reviewers: { early: { shift: [3, 8] }, never: { shift: null } },
      queues: { spam: ['LOW_HARM', 0] },
      items: { one: 'spam' },
    });
    expect(await claim(at, 'early')).toEqual({ kind: 'not-on-shift', nextShift: NOW + 3 * HOUR });
    expect(await claim(at, 'never')).toEqual({ kind: 'not-on-shift', nextShift: null });
  });

  it('gives nothing in the instant in which the shift ends', async () => {
    const at = await desk({
      reviewers: { ada: { shift: [-2, 1] } },
      queues: { spam: ['LOW_HARM', 0] },
      items: { one: 'spam' },
    });
    at.now = NOW + HOUR;
    expect((await claim(at, 'ada')).kind).toBe('not-on-shift');
  });

  it('during a break says since when, and gives something once it has ended', async () => {
    const at = await desk({
      reviewers: { ada: {} },
      queues: { spam: ['LOW_HARM', 0] },
      items: { one: 'spam' },
    });
    const { startedAt } = await startBreak(at.db, at.reviewer('ada'), 'meal');
    at.pass({ minutes: 5 });
    expect(await claim(at, 'ada')).toEqual({ kind: 'on-break', since: startedAt });
    await endBreak(at.db, at.reviewer('ada'));
    expect(await given(at, 'ada')).toBe('one');
  });

  it('finds nothing waiting where nothing does, or only in a language not spoken', async () => {
    const at = await desk({
      reviewers: { ada: { languages: ['en'] }, bo: { languages: ['mt'] } },
      queues: { maltese: ['LOW_HARM', 0, { language: 'mt' }] },
      items: { one: 'maltese' },
    });
    expect(await claim(at, 'ada')).toEqual({ kind: 'nothing-waiting' });
    expect(await given(at, 'bo')).toBe('one');
    at.pass({ seconds: 1 });
    expect(await claim(at, 'ada')).toEqual({ kind: 'nothing-waiting' });
  });

  it('of nobody throws', async () => {
    const at = await desk({ reviewers: { ada: {} } });
    await expect(claimNext(at.db, 999)).rejects.toThrow(NotFound);
  });

  it('records the version of the policy, the instant of the decision and what was announced', async () => {
    const at = await desk({
      reviewers: { ada: { consents: ['CSAM', 'HATE_INCITEMENT'] } },
      queues: { worst: ['CSAM', 5] },
      items: { one: ['worst', { severity: 4, categories: ['HATE_INCITEMENT'] }] },
    });
    await changePolicy(at.db, {
      rule: 'daily-dose',
      level: 'soft',
      scope: { kind: 'organisation' },
      params: {},
      from: null,
    });
    const held = await at.take('ada');
    const [row] = await at.ask(`select policy_version, decided_at, lease_decided_at,
      announced_severity, announced_categories, (select max(version) from policy_entries) as latest
      from assignments`);
    expect(row).toMatchObject({
      policy_version: row?.['latest'],
      decided_at: new Date(held.decidedAt),
      lease_decided_at: new Date(held.decidedAt),
      announced_severity: 4,
      announced_categories: ['CSAM', 'HATE_INCITEMENT'],
    });
  });

  it('counts an item of unknown severity as its queue says', async () => {
    const at = await desk({
      reviewers: { shy: {}, bold: { consents: ['GRAPHIC_VIOLENCE'] } },
      queues: { gore: ['GRAPHIC_VIOLENCE', 4] },
      items: { unknown: 'gore', mild: ['gore', { severity: 3 }] },
    });
    expect(await given(at, 'shy')).toBe('mild');
    expect(await given(at, 'bold')).toBe('unknown');
    expect((await at.take('bold')).severity).toBe(4);
  });
});

describe('a lease', () => {
  it('lasts three minutes where nothing ends it before', async () => {
    const at = await desk({
      reviewers: { ada: {} },
      queues: { spam: ['LOW_HARM', 0] },
      items: { one: 'spam' },
    });
    const held = await at.take('ada');
    expect(held.leaseUntil - held.decidedAt).toBe(180 * SECOND);
    expect(held.limitAt - held.decidedAt).toBe(50 * MINUTE);
  });

  it('ends at the first hard limit, even when the item was expected to take less', async () => {
    const at = await desk({
      reviewers: { ada: { saw: [[48, 48, 0]] } },
      queues: { spam: ['LOW_HARM', 0, { expectedSeconds: 60 }] },
      items: { one: 'spam' },
    });
    const held = await at.take('ada');
    expect(held.leaseUntil).toBe(NOW + 2 * MINUTE);
    expect(held.limitAt).toBe(NOW + 2 * MINUTE);
  });

  it('ends with the shift', async () => {
    const at = await desk({
      reviewers: { ada: { shift: [-2, 1] } },
      queues: { spam: ['LOW_HARM', 0, { expectedSeconds: 30 }] },
      items: { one: 'spam' },
    });
    at.now = NOW + HOUR - MINUTE;
    expect((await at.take('ada')).leaseUntil).toBe(NOW + HOUR);
  });
});

describe('who is not eligible', () => {
  it('is told why in numbers, and when: they may take it then and not a minute before', async () => {
    const at = await desk({
      reviewers: { ada: { saw: [[50, 50, 2]] } },
      queues: { spam: ['LOW_HARM', 0] },
      items: { one: 'spam' },
    });
    const claimed = await claim(at, 'ada');
    if (claimed.kind !== 'not-eligible') throw new Error(claimed.kind);
    expect(claimed.objections.map((o) => [o.rule, /10 minutes away/.test(o.says)])).toEqual([
      ['continuous-exposure', true],
    ]);
    const earliest = claimed.earliest ?? 0;
    expect(earliest - NOW).toBeGreaterThan(9 * MINUTE);
    at.now = earliest - MINUTE;
    expect((await claim(at, 'ada')).kind).toBe('not-eligible');
    at.now = earliest;
    expect(await given(at, 'ada')).toBe('one');
  });

  it('by a limit of the day is told the next local day', async () => {
    const at = await desk({
      reviewers: { ada: { consents: ['HATE_INCITEMENT'], saw: [[380, 370, 2]] } },
      queues: { hate: ['HATE_INCITEMENT', 2] },
      items: { one: 'hate' },
    });
    const claimed = await claim(at, 'ada');
    if (claimed.kind !== 'not-eligible') throw new Error(claimed.kind);
    expect(claimed.objections.map((o) => o.rule)).toContain('daily-dose');
    // The shift began today: its limit, too, is only over with it.
    expect(claimed.earliest).toBe(Date.UTC(2026, 5, 11));
  });

  it('by what they never agreed to is told no time', async () => {
    const at = await desk({
      reviewers: { ada: {} },
      queues: { worst: ['CSAM', 5] },
      items: { one: 'worst' },
    });
    expect(await claim(at, 'ada')).toMatchObject({ kind: 'not-eligible', earliest: null });
  });

  it('gets reasons and a time that are about the same item', async () => {
    // The rarer language goes first within a quarter of an hour, though the other is due sooner.
    const at = await desk({
      reviewers: {
        ada: { languages: ['en', 'mt'], saw: [[380, 370, 2]] },
        bo: { languages: ['en'], shift: [-2, 6] },
      },
      queues: {
        never: ['CSAM', 5, { language: 'en' }],
        tomorrow: ['HATE_INCITEMENT', 2, { language: 'mt' }],
      },
      items: { first: 'never', second: 'tomorrow' },
    });
    // Speakers are counted once a minute.
    at.pass({ minutes: 1 });
    const claimed = await claim(at, 'ada');
    if (claimed.kind !== 'not-eligible') throw new Error(claimed.kind);
    expect(claimed.objections.map((o) => o.rule)).not.toContain('category-consent');
    expect(claimed.earliest).toBe(Date.UTC(2026, 5, 11));
  });

  it('for the end of the shift alone gets no objection', async () => {
    const at = await desk({
      reviewers: { ada: { shift: [-2, 1] } },
      queues: { spam: ['LOW_HARM', 0, { expectedSeconds: 600 }] },
      items: { one: 'spam' },
    });
    at.now = NOW + HOUR - 5 * MINUTE;
    expect(await claim(at, 'ada')).toMatchObject({ kind: 'not-eligible', objections: [] });
  });
});

describe('looking deeper', () => {
  it('finds what is mild behind heads that are too severe', async () => {
    const severe = Array.from({ length: 40 }, (_, i) => [`severe-${i}`, 'gore'] as const);
    const at = await desk({
      reviewers: { ada: {} },
      queues: { gore: ['GRAPHIC_VIOLENCE', 4] },
      items: { ...Object.fromEntries(severe), mild: ['gore', { severity: 1 }] },
    });
    expect(await given(at, 'ada')).toBe('mild');
  });

  it('finds what waits behind everything that was given back', async () => {
    const at = await desk({
      reviewers: { ada: {} },
      queues: { spam: ['LOW_HARM', 0] },
      items: { a: 'spam', b: 'spam', c: 'spam', d: 'spam' },
    });
    for (const expected of ['a', 'b', 'c', 'd', 'nothing-waiting']) {
      expect(await given(at, 'ada')).toBe(expected);
      await stepAway(at.db, at.reviewer('ada'));
      at.pass({ seconds: 10 });
    }
  });
});

describe('an item given back', () => {
  it('goes to somebody else, not to the one who stepped away from it', async () => {
    const at = await desk({
      reviewers: { ada: {}, bo: {} },
      queues: { spam: ['LOW_HARM', 0] },
      items: { one: 'spam' },
    });
    expect(await given(at, 'ada')).toBe('one');
    at.pass({ seconds: 20 });
    await stepAway(at.db, at.reviewer('ada'));
    expect(await given(at, 'ada')).toBe('nothing-waiting');
    expect(await given(at, 'bo')).toBe('one');
  });

  it('by a refusal that is taken back goes to somebody else all the same', async () => {
    const at = await desk({
      reviewers: { ada: { consents: ['CSAM'] }, bo: { consents: ['CSAM'] } },
      queues: { worst: ['CSAM', 5] },
      items: { one: 'worst' },
    });
    await at.take('ada');
    const said = { category: 'CSAM', statement: 1 } as const;
    await setConsent(at.db, at.reviewer('ada'), { ...said, granted: false });
    await setConsent(at.db, at.reviewer('ada'), { ...said, granted: true });
    expect(await given(at, 'ada')).toBe('nothing-waiting');
    at.pass({ seconds: 1 });
    expect(await given(at, 'bo')).toBe('one');
  });
});

describe('several who claim at once', () => {
  const people = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, {}]));
  const things = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`i${i}`, 'spam']));
  const kinds = (claims: ReadonlyMap<number, Claim>) => {
    const counts: Partial<Record<Claim['kind'], number>> = {};
    for (const { kind } of claims.values()) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  };

  it('get one item each and no item twice; who is too many finds nothing waiting', async () => {
    const at = await desk({
      reviewers: people(12),
      queues: { spam: ['LOW_HARM', 0] },
      items: things(9),
    });
    const ids = Array.from({ length: 12 }, (_, i) => at.reviewer(`p${i}`));
    const claims = await claimMany(at.db, [...ids, 999]);
    expect(claims.has(999)).toBe(false);
    expect(kinds(claims)).toEqual({ assigned: 9, 'nothing-waiting': 3 });
    const items = [...claims.values()].flatMap((c) => (c.kind === 'assigned' ? [c.item.item] : []));
    expect(new Set(items).size).toBe(9);
  });

  it('all get something while enough waits in one queue', async () => {
    const at = await desk({
      reviewers: people(90),
      queues: { spam: ['LOW_HARM', 0] },
      items: things(100),
    });
    const ids = Array.from({ length: 90 }, (_, i) => at.reviewer(`p${i}`));
    expect(kinds(await claimMany(at.db, ids))).toEqual({ assigned: 90 });
  });

  it('in transactions of their own get one item each, however they cross', async () => {
    const at = await desk({
      reviewers: people(30),
      queues: { spam: ['LOW_HARM', 0] },
      items: things(30),
    });
    const ids = Array.from({ length: 30 }, (_, i) => at.reviewer(`p${i}`));
    const claims = await Promise.all(ids.map((id) => claimNext(at.db, id)));
    const items = claims.map((c) => assigned(c).item.item);
    expect(new Set(items).size).toBe(30);
  });
});
