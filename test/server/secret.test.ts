import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptSecret } from '../../src/server/secret.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'respite-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the secret of an installation of its own', () => {
  it('is long, is the same ever after, and is nobody else to read', async () => {
    const secret = await keptSecret(folder);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(await keptSecret(folder)).toBe(secret);
    expect(readdirSync(folder)).toEqual(['token-secret']);
    expect(statSync(join(folder, 'token-secret')).mode & 0o777).toBe(0o600);
  });
});
