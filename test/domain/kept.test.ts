import { describe, expect, it } from 'vitest';
import { Kept } from '../../src/domain/kept.ts';

describe('what is kept of an object', () => {
  it.each([
    ['a list', [1, 2]],
    ['an object', { a: 1 }],
    ['what is frozen', Object.freeze([1, 2])],
  ])('is found again: %s', (_, key) => {
    const kept = new Kept<object, number>();
    expect(kept.get(key)).toBeUndefined();
    kept.set(key, 7);
    kept.set(key, 8);
    expect(kept.get(key)).toBe(8);
  });

  it('is another thing by each who keeps something', () => {
    const [key, one, other] = [[1], new Kept<object, number>(), new Kept<object, string>()];
    one.set(key, 7);
    expect(other.get(key)).toBeUndefined();
    other.set(key, 'seven');
    expect([one.get(key), other.get(key)]).toEqual([7, 'seven']);
  });

  it('is nothing that anybody else sees, and no part of a copy', () => {
    const [key, kept] = [{ a: 1 }, new Kept<object, number>()];
    kept.set(key, 7);
    expect(Reflect.ownKeys(key)).toEqual(['a']);
    expect(kept.get({ ...key })).toBeUndefined();
  });
});
