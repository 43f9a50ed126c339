import { describe, expect, it } from 'vitest';
import { readClusterFlags } from '../../src/cluster/flags.ts';

describe('the flags of npm run cluster and npm run chaos', () => {
  it('have defaults', () => {
    expect(readClusterFlags('cluster', [])).toMatchObject({
      kind: 'read',
      value: { replicas: 8, port: 4_000, reviewers: 200 },
    });
    expect(readClusterFlags('chaos', [])).toMatchObject({
      kind: 'read',
      value: { replicas: 8, port: 0, minutes: 10, reviewers: 300, seed: 1 },
    });
  });

  it('are what is given', () => {
    const given = ['--minutes', '0.5', '--replicas', '3', '--folder', '/tmp/storm'];
    expect(readClusterFlags('chaos', given)).toMatchObject({
      value: { minutes: 0.5, replicas: 3, folder: '/tmp/storm' },
    });
  });

  it.each<['cluster' | 'chaos', string[], string]>([
    ['cluster', ['--replicas', '0'], "--replicas must be a number from 1 to 32; it is '0'"],
    ['cluster', ['--replicas', '2.5'], "--replicas must be a number from 1 to 32; it is '2.5'"],
    ['cluster', ['--port', 'http'], "--port must be a number from 0 to 65000; it is 'http'"],
    ['cluster', ['--minutes', '1'], "Unknown option '--minutes'"],
    ['chaos', ['--minutes', '601'], "--minutes must be a number from 0 to 600; it is '601'"],
    ['chaos', ['--seed', ''], "--seed must be a number from 0 to 999999999; it is ''"],
  ])('of %s that cannot be meant are said in one sentence: %j', (of, argv, why) => {
    const read = readClusterFlags(of, argv);
    expect(read).toMatchObject({ kind: 'wrong' });
    expect(read.kind === 'wrong' && read.sentence).toContain(`${why}; usage: npm run ${of} --`);
  });
});
