import type { LawPack } from './pack.ts';

export const uk: LawPack = {
  title: 'United Kingdom',
  includes: [],
  holidays: { country: 'GB', region: 'ENG' },
  figures: [],
  gaps: [],
};
