import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/server/log.ts';

function logged(line: object): Record<string, unknown> {
  const lines: string[] = [];
  createLog('info', { write: (text) => void lines.push(text) }).info(line, 'said');
  return JSON.parse(lines.join(''));
}

describe('a log line', () => {
  it.each([
    [{ reviewer: 7, severity: 4 }],
    [{ reviewerId: 7, exposure: { minutes: 3 } }],
    [{ viewer: { role: 'reviewer', reviewer: 7 }, claim: { item: 12 } }],
    [{ claim: { reviewer: 7, category: 'hate' } }],
    [{ rows: [{ reviewers: [7] }, { findings: 2 }] }],
  ])('%j does not say who saw it', (line) => {
    expect(JSON.stringify(logged(line))).not.toMatch(/reviewer.*7/);
  });

  it('names a reviewer when it says nothing of what they saw', () => {
    expect(logged({ reviewer: 7, ms: 12 })).toMatchObject({ reviewer: 7, ms: 12, msg: 'said' });
  });

  it('says what was seen when it names nobody', () => {
    expect(logged({ severity: 4, findings: 2 })).toMatchObject({ severity: 4, findings: 2 });
  });

  it.each([
    [{ token: 'hunter2' }],
    [{ secret: 'hunter2' }],
    [{ headers: { authorization: 'Bearer hunter2' } }],
  ])('%j hides it', (line) => {
    expect(JSON.stringify(logged(line))).not.toContain('hunter2');
  });

  it('keeps of an error its kind, code, last paragraph and where, not the values of the query', () => {
    const message =
      '\nInvalid `create()` in\n\n  data: { reviewerId: 7, severity: 5 }\n\nIt is taken';
    const error = Object.assign(new Error(message), {
      code: 'P2002',
      meta: { detail: 'Key (reviewer_id)=(7)' },
      cause: new Error('gone'),
    });
    const { err } = logged({ err: error });
    expect(err).toMatchObject({ type: 'Error', code: 'P2002', message: 'It is taken' });
    expect(err).toHaveProperty('cause.message', 'gone');
    expect(err).toHaveProperty('stack.0', expect.stringContaining('log.test.ts'));
    expect(JSON.stringify(err)).not.toMatch(/reviewer/i);
  });
});
