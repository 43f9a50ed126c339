import type { LawPack } from './pack.ts';

export const france: LawPack = {
  title: 'France',
  includes: ['eu'],
  holidays: { country: 'FR' },
  figures: [],
  gaps: [],
};
