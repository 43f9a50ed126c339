import type { LawPack } from './pack.ts';

export const singapore: LawPack = {
  title: 'Singapore',
  includes: [],
  holidays: { country: 'SG' },
  figures: [],
  gaps: [],
};
