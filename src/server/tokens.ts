import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { type Instant, SECOND } from '../domain/time.ts';
import { RESERVED_NAMES, STAFF_ROLES, type Viewer } from '../services/viewer.ts';

const ISSUER = 'respite';
const AUDIENCE = 'respite-api';
const ALGORITHM = 'HS256';

const name = z
  .string()
  .min(1)
  .max(200)
  .refine((one) => !RESERVED_NAMES.includes(one), { error: 'is a reserved name' });
const claims = z.discriminatedUnion('role', [
  z.object({ role: z.literal('reviewer'), reviewer: z.int().positive(), name }),
  z.object({ role: z.enum(STAFF_ROLES), reviewer: z.null().default(null), name }),
]);

/**
 * A signed token that says who its bearer is until it expires (`expiresIn`: '12h', '30d'). Throws for a
 * name that is none, or reserved: what is noted of that one would be taken for the service's own.
 */
export async function issueToken(
  viewer: Viewer,
  secret: string,
  expiresIn: string,
): Promise<string> {
  claims.parse(viewer);
  return new SignJWT({ ...viewer })
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(expiresIn)
    .sign(keyOf(secret));
}

/** Who the token speaks for; null for any token that we did not sign, that expired or is unclear. */
export async function readToken(token: string, secret: string): Promise<Viewer | null> {
  const key = `${secret} ${token}`;
  const known = read.get(key);
  if (known && Date.now() < known.until) return known.viewer;
  read.delete(key);
  const found = await verified(token, secret);
  if (found === null) return null;
  if (read.size >= MOST) read.clear();
  read.set(key, found);
  return found.viewer;
}

interface Read {
  readonly viewer: Viewer;
  /** When the token expires. */
  readonly until: Instant;
}

/** So many at most, of a kilobyte each: a whole floor's. */
const MOST = 20_000;

/** Tokens that were read and have not expired: a client sends the same one with each request. */
const read = new Map<string, Read>();

async function verified(token: string, secret: string): Promise<Read | null> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['exp'],
    });
    return { viewer: claims.parse(payload), until: (payload.exp ?? 0) * SECOND };
  } catch {
    // Why it was refused helps only somebody who is guessing.
    return null;
  }
}

function keyOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
