import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type PolicyEntry, rulesInForce, type Scope } from '../../src/domain/policy.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { enforce } from '../../src/rules/enforced.ts';
import { rulebook } from '../../src/rules/index.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { changePolicy, ensureBaseline } from '../../src/services/policy.ts';
import { standings } from '../../src/services/read-policy.ts';
import { readSeat } from '../../src/services/read-seat.ts';
import { asOf, parameters, rulesFor, subjectOf } from '../../src/services/rules-for.ts';
import type { Facts } from '../../src/store/facts.ts';
import { closeDesk, desk } from '../support/desk.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

const nothing = { exposures: [], shifts: [], breaks: [], silences: [], consents: [], zones: [] };
const unsaid = {
  statements: [],
  clearances: [],
  agreements: [],
  flags: [],
  planned: [],
  blocks: [],
  holidays: [],
  overrides: [],
};

/** Somebody who moves from site 1 to site 2, which has a law, at the instant 50. */
function mover(reviewer: number): Facts {
  return {
    ...nothing,
    ...unsaid,
    reviewer,
    span: { start: 0, end: 100 },
    languages: [],
    takesEscalations: false,
    memberships: [
      { from: 0, site: 1, team: 1, jurisdiction: null },
      { from: 50, site: 2, team: 1, jurisdiction: 'ireland' },
    ],
  };
}

const someScope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant<Scope>({ kind: 'organisation' }),
  fc.record({ kind: fc.constantFrom('site', 'team', 'person'), id: fc.constantFrom(1, 2, 3) }),
);
const someEntries = fc
  .array(
    fc.record({
      scope: someScope,
      from: fc.integer({ min: 0, max: 100 }),
      params: fc.option(fc.record({ restMinutes: fc.integer({ min: 1, max: 999 }) })),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map((one, i): PolicyEntry => {
      return { ...one, version: i + 1, rule: 'daily-rest', level: 'hard' };
    }),
  );

describe('the rules for a person', () => {
  it('are what the policy and the law say then, however often and of whomever one has asked', () => {
    const someQuestions = fc.array(
      fc.tuple(fc.constantFrom(1, 2, 3), fc.integer({ min: 0, max: 100 })),
      { minLength: 2, maxLength: 12 },
    );
    fc.assert(
      fc.property(someEntries, someQuestions, (entries, questions) => {
        const policy = { version: entries.length, entries };
        for (const [person, at] of questions) {
          const facts = mover(person);
          const direct = rulesInForce(entries, parameters, subjectOf(facts, at), at);
          expect(rulesFor(policy, facts, at)).toEqual(enforce(rulebook, direct));
        }
      }),
    );
  });

  it('are one list for all whom the same entries reach, until the next one starts', () => {
    const entry = { rule: 'daily-rest', level: 'hard', params: { restMinutes: 700 } } as const;
    const entries: PolicyEntry[] = [
      { ...entry, version: 1, scope: { kind: 'organisation' }, from: 0 },
      { ...entry, version: 2, scope: { kind: 'person', id: 3 }, from: 0 },
      { ...entry, version: 3, scope: { kind: 'organisation' }, from: 20 },
    ];
    const policy = { version: 3, entries };
    const first = rulesFor(policy, mover(1), 5);
    expect(rulesFor(policy, mover(2), 19)).toBe(first);
    expect(rulesFor(policy, mover(3), 5)).not.toBe(first);
    expect(rulesFor(policy, mover(1), 20)).not.toBe(first);
    expect(rulesFor(policy, mover(1), 50)).not.toBe(rulesFor(policy, mover(1), 49));
  });

  it('of an earlier version are those of the entries that there were', () => {
    const entry = { rule: 'daily-rest', level: 'hard', params: {} } as const;
    const scope = { kind: 'organisation' } as const;
    const entries: PolicyEntry[] = [1, 2].map((version) => ({ ...entry, version, scope, from: 0 }));
    const policy = { version: 2, entries };
    expect(asOf(policy, 2)).toBe(policy);
    expect(asOf(policy, 1)).toEqual({ version: 1, entries: entries.slice(0, 1) });
    expect(asOf(policy, 1)).toBe(asOf(policy, 1));
  });
});

describe('the law of a site', () => {
  const floor = () =>
    desk({
      reviewers: { ada: { site: 'Europe/Dublin' }, bo: { site: 'Accra' } },
      laws: { 'Europe/Dublin': 'ireland' },
      queues: { spam: ['LOW_HARM', 0] },
      items: { one: 'spam' },
    });
  const looser = {
    rule: 'daily-rest',
    level: 'hard',
    scope: { kind: 'organisation' },
    params: { restMinutes: 480 },
    from: null,
  } as const;

  it('holds its people though the policy asks for less, and nobody else', async () => {
    const at = await floor();
    await changePolicy(at.db, looser);
    const rest = async (name: string) => {
      const found = await standings(at.db, at.reviewer(name));
      return found.find((one) => one.rule === 'daily-rest' && one.level === 'hard')?.params;
    };
    expect(await rest('ada')).toEqual({ restMinutes: 660 });
    expect(await rest('bo')).toEqual({ restMinutes: 480 });
  });

  it('holds somebody from the date on which they move there', async () => {
    const at = await floor();
    await changePolicy(at.db, looser);
    await at.ask(
      `insert into memberships (reviewer_id, starts_at, site_id, team_id)
        select reviewer_id, $1, $2, team_id from memberships where reviewer_id = $3`,
      [new Date(NOW + HOUR), at.site('Europe/Dublin'), at.reviewer('bo')],
    );
    const { policy, facts } = await readSeat(at.db, at.reviewer('bo'));
    const rest = (when: number) =>
      rulesFor(policy, facts, when).find(({ rule }) => rule.id === 'daily-rest')?.params;
    expect(rest(NOW + HOUR - MINUTE)).toEqual({ restMinutes: 480 });
    expect(rest(NOW + HOUR)).toEqual({ restMinutes: 660 });
  });

  it('that is not kept here stops the start, and gives nothing out', async () => {
    const at = await floor();
    await at.ask(`update sites set jurisdiction = 'atlantis'`);
    await expect(ensureBaseline(at.db)).rejects.toThrow('the law of "atlantis" is not kept');
    await expect(claimNext(at.db, at.reviewer('bo'))).rejects.toThrow('is not kept');
  });

  it('is said once: the service cannot change it', async () => {
    const at = await floor();
    await expect(at.db.pool.query(`update sites set jurisdiction = null`)).rejects.toThrow(
      'permission denied',
    );
  });
});
