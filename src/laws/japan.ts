import type { LawPack } from './pack.ts';

export const japan: LawPack = {
  title: 'Japan',
  includes: [],
  holidays: { country: 'JP' },
  figures: [],
  gaps: [],
};
