import { type JWTPayload, SignJWT } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../src/domain/time.ts';
import { issueToken, readToken } from '../../src/server/tokens.ts';
import { ROLES, type Viewer } from '../../src/services/viewer.ts';

const SECRET = 'a-secret-that-is-long-enough-for-hs256';

function viewerOf(role: Viewer['role']): Viewer {
  return role === 'reviewer'
    ? { role, reviewer: 7, name: 'Ada' }
    : { role, reviewer: null, name: 'Grace' };
}

interface Forgery {
  readonly payload?: JWTPayload;
  readonly alg?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expires?: string | null;
  readonly secret?: string;
}

const lead: JWTPayload = { role: 'lead', name: 'Grace' };

/** A token that is right in all but what is asked for. */
function forge(forgery: Forgery): Promise<string> {
  const token = new SignJWT(forgery.payload ?? lead)
    .setProtectedHeader({ alg: forgery.alg ?? 'HS256' })
    .setIssuer(forgery.issuer ?? 'respite')
    .setAudience(forgery.audience ?? 'respite-api');
  if (forgery.expires !== null) token.setExpirationTime(forgery.expires ?? '1h');
  return token.sign(new TextEncoder().encode(forgery.secret ?? SECRET));
}

describe('a token', () => {
  it.each(ROLES)('issued to the role %s says who its bearer is', async (role) => {
    const viewer = viewerOf(role);
    expect(await readToken(await issueToken(viewer, SECRET, '1h'), SECRET)).toEqual(viewer);
  });

  it.each(['audit', 'system'])('in the name of %s is neither issued nor believed', async (name) => {
    const viewer = { role: 'admin', reviewer: null, name } as const;
    await expect(issueToken(viewer, SECRET, '1h')).rejects.toThrow('is a reserved name');
    expect(await readToken(await forge({ payload: { role: 'admin', name } }), SECRET)).toBeNull();
  });

  it('is believed as the table below forges it, when nothing is wrong with it', async () => {
    expect(await readToken(await forge({}), SECRET)).toEqual({ ...lead, reviewer: null });
  });

  it('that was believed is not believed any more once it has expired', async () => {
    const token = await forge({ expires: '1h' });
    expect(await readToken(token, SECRET)).not.toBeNull();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * HOUR });
    expect(await readToken(token, SECRET)).toBeNull();
    vi.useRealTimers();
  });

  it('that was believed is not believed by whoever has another secret', async () => {
    const token = await forge({});
    expect(await readToken(token, SECRET)).not.toBeNull();
    expect(await readToken(token, `${SECRET}!`)).toBeNull();
  });

  it.each<[string, Forgery]>([
    ['that expired', { expires: '-1s' }],
    ['that never expires', { expires: null }],
    ['signed with another secret', { secret: `${SECRET}!` }],
    ['signed with another algorithm', { alg: 'HS384' }],
    ['of another issuer', { issuer: 'somebody' }],
    ['for another audience', { audience: 'somebody' }],
    ['without a role', { payload: { name: 'Grace' } }],
    ['with a role that is none of ours', { payload: { role: 'owner', name: 'Grace' } }],
    ['without a name', { payload: { role: 'lead' } }],
    ['of a reviewer who is nobody', { payload: { role: 'reviewer', name: 'Ada' } }],
    ['of a reviewer by word', { payload: { role: 'reviewer', reviewer: '7', name: 'Ada' } }],
    ['of a lead who is also a reviewer', { payload: { ...lead, reviewer: 7 } }],
  ])('%s is not believed', async (_title, forgery) => {
    expect(await readToken(await forge(forgery), SECRET)).toBeNull();
  });

  it('that is not signed at all is not believed', async () => {
    const [, payload] = (await forge({})).split('.');
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await readToken(`${header}.${payload}.`, SECRET)).toBeNull();
  });

  it.each(['', 'x', 'a.b.c'])('that reads %j is not believed', async (token) => {
    expect(await readToken(token, SECRET)).toBeNull();
  });
});
