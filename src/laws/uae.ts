import type { LawPack } from './pack.ts';

export const uae: LawPack = {
  title: 'United Arab Emirates',
  includes: [],
  holidays: { country: 'AE' },
  figures: [],
  gaps: [],
};
