import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { utcProblem } from '../../src/server/utc.ts';

const tsx = resolve(import.meta.dirname, '../../node_modules/.bin/tsx');
const utc = resolve(import.meta.dirname, '../../src/server/utc.ts');

describe('the process', () => {
  it.each(['Australia/Lord_Howe', 'America/New_York', ''])('is in UTC though TZ is %j', (TZ) => {
    const script = `await import(${JSON.stringify(utc)});
      console.log(new Date(0).getHours(), new Intl.DateTimeFormat().resolvedOptions().timeZone)`;
    const said = execFileSync(tsx, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    expect(said.trim()).toBe('0 UTC');
  });

  it('says in one sentence when it is not', () => {
    expect(utcProblem(-330, 'Asia/Kolkata')).toBe(
      'The process must run in UTC but is in Asia/Kolkata (330 minutes); start it with TZ=UTC.',
    );
    expect(utcProblem()).toBeNull();
  });
});
