import type { LawPack } from './pack.ts';

export const california: LawPack = {
  title: 'California',
  includes: [],
  holidays: { country: 'US', region: 'CA' },
  figures: [],
  gaps: [],
};
