import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { STAFF_ROLES, type Viewer } from '../services/viewer.ts';

const ISSUER = 'respite';
const AUDIENCE = 'respite-api';
const ALGORITHM = 'HS256';

const name = z.string().min(1).max(200);
const claims = z.discriminatedUnion('role', [
  z.object({ role: z.literal('reviewer'), reviewer: z.int().positive(), name }),
  z.object({ role: z.enum(STAFF_ROLES), reviewer: z.null().default(null), name }),
]);

/** A signed token that says who its bearer is until it expires (`expiresIn`: '12h', '30d'). */
export function issueToken(viewer: Viewer, secret: string, expiresIn: string): Promise<string> {
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
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['exp'],
    });
    return claims.parse(payload);
  } catch {
    // Why it was refused helps only somebody who is guessing.
    return null;
  }
}

function keyOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
