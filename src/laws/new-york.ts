import type { LawPack } from './pack.ts';

export const newYork: LawPack = {
  title: 'New York',
  includes: [],
  holidays: { country: 'US', region: 'NY' },
  figures: [],
  gaps: [],
};
