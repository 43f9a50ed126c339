import { afterAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../src/domain/time.ts';
import { ableOnShift } from '../../src/services/able-on-shift.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import { noteHandedOut, usualSeverity } from '../../src/services/usual-severity.ts';
import { assigned, closeDesk, desk } from '../support/desk.ts';

afterAll(closeDesk);

describe('who is able to do what, of those on shift', () => {
  it('is counted by language and by category agreed to, as they last said', async () => {
    const at = await desk({
      reviewers: {
        ann: { languages: ['de', 'et'], consents: ['GRAPHIC_VIOLENCE'] },
        bob: { languages: ['de'], consents: ['GRAPHIC_VIOLENCE', 'ANIMAL_CRUELTY'] },
        eve: { languages: ['et'], consents: ['ANIMAL_CRUELTY'], shift: [3, 8] },
      },
    });
    const count = async () => Object.fromEntries(await ableOnShift(at.db, at.db.pool, at.now));
    const said = { category: 'ANIMAL_CRUELTY', granted: false, statement: null } as const;
    expect(await count()).toEqual({ de: 2, et: 1, GRAPHIC_VIOLENCE: 2, ANIMAL_CRUELTY: 1 });
    await setConsent(at.db, at.reviewer('bob'), said);
    // Within a minute what was counted stands.
    expect(await count()).toMatchObject({ ANIMAL_CRUELTY: 1 });
    at.pass({ minutes: 1 });
    expect(await count()).toEqual({ de: 2, et: 1, GRAPHIC_VIOLENCE: 2 });
    at.pass({ minutes: 200 });
    expect(await count()).toEqual({ de: 2, et: 2, GRAPHIC_VIOLENCE: 2, ANIMAL_CRUELTY: 1 });
  });
});

describe('the usual severity', () => {
  it('is that of the minutes handed out, the latest counting most', async () => {
    const at = await desk({ reviewers: { ann: {} } });
    // Another pool is another process.
    const db = { ...at.db, pool: Object.create(at.db.pool) };
    expect(usualSeverity(db)).toBeNull();
    noteHandedOut(db, at.now, [
      { expectedMinutes: 3, severity: 1 },
      { expectedMinutes: 1, severity: 5 },
    ]);
    expect(usualSeverity(db)).toBe(2);
    noteHandedOut(db, at.now + 4 * HOUR, [{ expectedMinutes: 2, severity: 4 }]);
    expect(usualSeverity(db)).toBe(3);
  });

  it('leans whoever has seen worse to what is milder, of what is equally urgent', async () => {
    const at = await desk({
      reviewers: { ann: { saw: [[60, 20, 3]] }, bob: { saw: [[60, 20, 0]] } },
      queues: { mild: ['LOW_HARM', 1], worse: ['HATE_INCITEMENT', 3] },
      items: { a: 'worse', b: 'mild', c: 'worse', d: 'mild' },
    });
    noteHandedOut(at.db, at.now, [{ expectedMinutes: 1e6, severity: 2 }]);
    const got = async (name: string) =>
      assigned(await claimNext(at.db, at.reviewer(name))).item.queueKey;
    expect([await got('ann'), await got('bob')]).toEqual(['mild', 'worse']);
  });
});
