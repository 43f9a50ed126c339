import type { LawPack } from './pack.ts';

export const germany: LawPack = {
  title: 'Germany',
  includes: ['eu'],
  holidays: { country: 'DE', region: 'BE' },
  figures: [],
  gaps: [],
};
